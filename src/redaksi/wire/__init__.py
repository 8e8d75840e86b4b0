"""Wire: what agencies send, taken in by the clock: sources, their items, every version of each.

Answers come through the one outbound door and are read in a process of their own; what is broken
goes into quarantine with a reason. Parsers are pure (bytes in, items out), and so is what decides
between new, changed, the same and near-identical. It refuses stories and publishing: who takes an
item into a story is the desk's to know.
"""
