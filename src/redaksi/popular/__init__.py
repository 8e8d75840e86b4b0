"""Popular: how often stories are read, and which are read most.

It collects the counts that the edge leaves in files, lets them fade with time, and keeps the short
lists that readers see: for the newspaper and for each section, of now, of the day, of the week. It
refuses to know who reads: what comes in are ids and numbers, what goes out are ids of stories.
"""
