"""Stories: what we say, every version of it, and the verbs that make it public.

It refuses to know how a story looks or on which front it stands.
"""
