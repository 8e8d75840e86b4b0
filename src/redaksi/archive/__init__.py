"""Archive: texts of other programs in: old stories with their old addresses, and what is pasted.

Parsers turn an export into facts and blocks without a database; rules decide what becomes of each
item; actions put it into the rooms where it belongs, in bulk, once, and report everything that was
left out. What is pasted at the desk goes through the same parsers. The archive refuses to be a
second story model: it remembers only where a thing came from.
"""
