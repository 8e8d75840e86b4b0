"""Addresses of people; pure."""

from __future__ import annotations


def person(slug: str) -> str:
    """The address of the page of the person *slug*."""
    return f"/person/{slug}/"
