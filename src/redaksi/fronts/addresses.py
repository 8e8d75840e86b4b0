"""Addresses of collections; pure."""

from __future__ import annotations


def collection(slug: str) -> str:
    """The page of the collection *slug*."""
    return f"/collection/{slug}/"
