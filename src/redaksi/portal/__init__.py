"""Portal: what readers see. Addresses, pages, rails, templates, the theme and files.

It reads through the queries of the rooms below, notes with every page what that page read, and
refuses to write anything: it imports no actions, sets no cookie and decides no journalism.
"""
