"""Addresses of the e-paper; pure."""

from __future__ import annotations

from datetime import date

NEWEST = "/epaper/"
ALL = "/epaper/editions/"


def edition(day: date) -> str:
    """Where the edition of *day* begins; the start of the addresses of its pages."""
    return f"/epaper/{day.isoformat()}/"


def page(day: date, number: int) -> str:
    """The address of page *number* (from 1) of the edition of *day*."""
    return f"{edition(day)}{number}"
