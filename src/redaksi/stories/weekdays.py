"""Lists of the stories that were published on some days of the week, in the newspaper's zone.

They are part of :mod:`redaksi.stories.queries`, which hands them on. Each weekday is a list of its
own (``list:day:6``), so that a weekend's list hears nothing of a Wednesday.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import ExtractIsoWeekDay

from redaksi.lib import clock
from redaksi.press import lists, reading
from redaksi.sections.queries import own_zone


def list_of(at: datetime) -> str:
    """The key of the list of the weekday on which *at* falls: ``list:day:6`` for a Saturday."""
    return f"list:day:{at.astimezone(own_zone()).isoweekday()}"


def on(rows: QuerySet[Any], days: Iterable[int], name: str = "published_at") -> QuerySet[Any]:
    """Those of *rows* whose moment *name* falls on one of *days* (1 is Monday, 7 Sunday)."""
    day = ExtractIsoWeekDay(name, tzinfo=own_zone())
    return rows.alias(weekday=day).filter(weekday__in=sorted(days))


def note_windows(key: str, moments: list[datetime], start: datetime | None, *, ends: bool) -> None:
    """Note what a page of some days of list *key* depends on: *moments* are those it shows.

    A story of such a day may enter anywhere between now and the oldest shown, and the newest of
    all tells of a month that has not begun yet.
    """
    newest = start or clock.now()
    reading.note(f"{key}:top")
    reading.note(*lists.window_tags(key, newest, moments[-1] if moments else newest, ends=ends))
