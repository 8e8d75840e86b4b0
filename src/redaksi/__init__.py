"""Redaksi: a newsroom and news portal in one."""

__version__ = "0.1.0"
