"""Partners: rails from outside, such as a crowdfunding site's campaigns or a sister brand's heads.

A partner is fetched on a schedule through the one outbound door, read in a process of its own,
and shown from the last good copy: a partner that is down, slow, lying or hostile costs its own
rail at most, never a page. It refuses journalism, and a blocking call in a request.
"""
