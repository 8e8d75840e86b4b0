"""Names of the tags of lists, and which of them a change of membership moves.

A list is named by a key such as ``list:latest`` or ``list:section:3``, newest first. Pages read
windows of it, so a change moves only the windows it falls into:

==========================  ==========================================================
``list:latest:top``         read by short rails; moves when one of the newest 10 changes
``list:latest``             read by the first page; moves when one of the newest 30 changes
``list:latest:2026-11``     read by older pages that span much of that month (UTC)
``list:latest:2026-11-30``  read by those that span that day and few others of its month
``list:latest:end``         read by the page that holds the oldest story of the list
==========================  ==========================================================
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime

TOP = 10
FIRST = 30
#: Days of a month that a page notes one by one.
FEW = 7


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
    """The tags of the time from *newest* down to *oldest*, and the end's when the page holds it.

    Whole months, and of a month of which the page spans at most :data:`FEW` days those days: then
    what happens on its other days leaves the page alone.
    """
    last, first = newest.astimezone(UTC).date(), oldest.astimezone(UTC).date()
    tags = [f"{key}:{one}" for month in _months(last, first) for one in _within(month, last, first)]
    return [*tags, f"{key}:end"] if ends else tags


def moved_tags(key: str, moment: datetime, *, newer: int, is_oldest: bool) -> list[str]:
    """The tags that move when a story of *moment* enters or leaves *key*.

    *newer* is how many stories of the list are newer (counting may stop at :data:`FIRST`),
    *is_oldest* whether none is older.
    """
    day = moment.astimezone(UTC).date()
    tags = [f"{key}:{day.isoformat()[:7]}", f"{key}:{day.isoformat()}"]
    if newer < TOP:
        tags.append(f"{key}:top")
    if newer < FIRST:
        tags.append(key)
    if is_oldest:
        tags.append(f"{key}:end")
    return tags


def _months(newest: date, oldest: date) -> Iterator[tuple[int, int]]:
    """The months from that of *newest* back to that of *oldest*."""
    year, month = newest.year, newest.month
    while (year, month) >= (oldest.year, oldest.month):
        yield year, month
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)


def _within(month: tuple[int, int], newest: date, oldest: date) -> list[str]:
    """The days of *month* between *oldest* and *newest* when they are few, else the month."""
    first = oldest.day if month == (oldest.year, oldest.month) else 1
    last = newest.day if month == (newest.year, newest.month) else monthrange(*month)[1]
    name = f"{month[0]:04d}-{month[1]:02d}"
    if last - first >= FEW:
        return [name]
    return [f"{name}-{day:02d}" for day in range(last, first - 1, -1)]
