"""Archive: old stories in, from other systems, and their old addresses.

Parsers turn an export into facts and blocks without a database; rules decide what becomes of each
item; actions put it into the rooms where it belongs, in bulk, once, and report everything that was
left out. The archive refuses to be a second story model: it remembers only where a thing came from.
"""
