"""Names of the tags of lists, and which of them a change of membership moves.

A list is named by a key such as ``list:latest`` or ``list:section:3``, newest first. Pages read
windows of it, so a change moves only the windows it falls into:

========================  ============================================================
``list:latest:top``       read by short rails; moves when one of the newest 10 changes
``list:latest``           read by the first page; moves when one of the newest 30 changes
``list:latest:2026-11``   read by older pages that span that month (UTC)
``list:latest:end``       read by the page that holds the oldest story of the list
========================  ============================================================
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

TOP = 10
FIRST = 30


def head_tag(key: str, shown: int) -> str:
    """The tag for a page that shows the newest *shown* stories of the list *key*.

    *shown* counts one more than is displayed when the page says whether there are more.
    """
    if shown <= TOP:
        return f"{key}:top"
    if shown <= FIRST:
        return key
    raise ValueError(f"{shown} newest stories of {key} were asked for; at most {FIRST} are tagged.")


def window_tags(key: str, newest: datetime, oldest: datetime, *, ends: bool) -> list[str]:
    """The month tags from *newest* down to *oldest*, and the end's when the page holds it."""
    tags = [f"{key}:{month}" for month in _months(newest, oldest)]
    return [*tags, f"{key}:end"] if ends else tags


def moved_tags(key: str, moment: datetime, *, newer: int, is_oldest: bool) -> list[str]:
    """The tags that move when a story of *moment* enters or leaves *key*.

    *newer* is how many stories of the list are newer (counting may stop at :data:`FIRST`),
    *is_oldest* whether none is older.
    """
    tags = [f"{key}:{_month(moment)}"]
    if newer < TOP:
        tags.append(f"{key}:top")
    if newer < FIRST:
        tags.append(key)
    if is_oldest:
        tags.append(f"{key}:end")
    return tags


def _month(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m")


def _months(newest: datetime, oldest: datetime) -> Iterator[str]:
    first, last = oldest.astimezone(UTC), newest.astimezone(UTC)
    year, month = last.year, last.month
    while (year, month) >= (first.year, first.month):
        yield f"{year:04d}-{month:02d}"
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
