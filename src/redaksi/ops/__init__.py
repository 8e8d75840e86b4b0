"""Ops: running a newspaper: its folder, its processes, its health, its users, and the demo.

It holds no newsroom logic: what it does to stories and photos it does with their verbs.
"""
