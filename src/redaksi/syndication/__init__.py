"""Syndication: the newspaper for machines. Feeds and sitemaps, made from the same queries as pages.

It knows no format of its own beyond how others write theirs, refuses to have queries that pass by
what is live, and never writes.
"""
