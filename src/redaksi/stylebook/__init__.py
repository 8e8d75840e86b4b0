"""House style as functions and tables: how the newspaper writes dates, credits, names and numbers.

Everything here is pure: text, moments and zones come in, text comes out. Import the module that is
needed (``stylebook.dates``, ``stylebook.credits``, …); this paragraph is all the package itself
holds. The room refuses databases, Django, the network, the clock of the machine and any list of
real agencies or people: what it decides, it decides by shape.
"""
