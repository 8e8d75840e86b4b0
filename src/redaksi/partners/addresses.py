"""Addresses of partners; pure."""

from __future__ import annotations


def partner(slug: str) -> str:
    """The page with everything that the partner *slug* has."""
    return f"/partner/{slug}/"
