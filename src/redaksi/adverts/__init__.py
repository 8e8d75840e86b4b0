"""House advertisements: what the newspaper itself shows in which place, from when until when, in
which sections, how often. It knows pictures and sections; it refuses to know who sees one, and no
code of a stranger comes in here.
"""
