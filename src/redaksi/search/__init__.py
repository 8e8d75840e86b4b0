"""Search: what a reader or an editor finds, and in what order.

An index on this machine's disk follows the log of the press and is written by the clock alone. It
answers with ids; what a story says is read from the database at that moment, so that nothing is
shown that is no longer live. It holds no truth: it may be deleted at any time and is built anew.
It refuses to know who asked.
"""
