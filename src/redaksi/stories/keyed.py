"""Paging by key: one page of a list, newest first, equally fast wherever it stands.

Part of :mod:`redaksi.stories.queries`: everything that is asked here notes its tags there.
"""

from __future__ import annotations

import heapq
from datetime import datetime
from typing import Any

from django.db.models import Q

from redaksi.lib import ids
from redaksi.press import lists, reading
from redaksi.stories import cards
from redaksi.stories.shapes import Cards

#: Stories on a page, where nobody says how many.
PAGE = 20
Key = tuple[datetime, int]


def page(key: str, rows: list[Any], name: str, before: str | None, limit: int) -> Cards:
    """One page of list *key*: the newest of *rows* (moment and id, called *name*) together."""
    start = decoded(before)
    found = keys(rows, name, start, limit + 1)
    note_window(key, found, start, limit)
    return cards_of(found, limit)


def decoded(before: str | None) -> Key | None:
    """The moment and id of the key *before*."""
    return ids.decode_key(before) if before else None


def keys(rows: list[Any], name: str, start: Key | None, count: int) -> list[Key]:
    """The newest *count* keys below *start* of several lists together."""
    if start:
        at, pk = start
        older = Q(published_at__lt=at) | Q(published_at=at, **{f"{name}__lt": pk})
        rows = [one.filter(older, published_at__lte=at) for one in rows]
    found = [list(one.order_by("-published_at", f"-{name}")[:count]) for one in rows]
    return list(heapq.merge(*found, reverse=True))[:count]


def note_window(key: str, found: list[Key], start: Key | None, limit: int) -> None:
    """Note what a page of list *key* that shows *limit* of *found* below *start* depends on."""
    if start is None:
        reading.note(lists.head_tag(key, limit + 1))
        return
    last = found[-1][0] if found else start[0]
    reading.note(*lists.window_tags(key, start[0], last, ends=len(found) <= limit))


def cards_of(found: list[Key], limit: int) -> Cards:
    """The cards of the first *limit* of *found*, and the key of the next page."""
    items = cards.in_order(pk for _at, pk in found[:limit])
    more = ids.encode_key(*found[limit - 1]) if len(found) > limit else None
    return Cards(items=items, before=more)
