"""Sections: the newspaper's own row, its tree of sections, its topics, its static pages, and
every old address with where it leads now. It refuses story counts and anything about people.
"""
