"""Ground floor: what any program needs before it has a subject.

The time, opaque keys, the settings file, the one door to the outside network, the
memory-limited process that opens pictures, and the registries through which rooms hand
work to each other. It imports nothing of the house and no web framework, and it holds no
word of the trade: a module here that knows what it is used for belongs on a higher floor.
"""
