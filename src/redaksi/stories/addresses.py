"""Addresses of stories and of their lists; pure."""

from __future__ import annotations

LATEST = "/latest/"
CORRECTIONS = "/corrections/"


def story(pk: int, slug: str) -> str:
    """The address of story *pk*; the id decides, the slug is for people."""
    return f"/read/{pk}-{slug}" if slug else f"/read/{pk}"


def preview(link: int, key: str) -> str:
    """The address of a preview link; nobody guesses its *key*."""
    return f"/preview/{link}-{key}"


def day(year: int, month: int, day_of_month: int | None = None) -> str:
    """The archive of a month, or of a day of it."""
    tail = f"{day_of_month:02d}/" if day_of_month else ""
    return f"/archive/{year:04d}/{month:02d}/{tail}"
