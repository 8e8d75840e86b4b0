"""Ops: running it: up, doctor, users, the demo newspaper. It holds no newsroom logic."""
