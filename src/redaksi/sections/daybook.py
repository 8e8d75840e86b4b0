"""The newspaper's day: what depends on the date says so, and midnight moves it.

A page that shows today's date, or the clock for what is of today, notes ``day``; a page that will
be another on one certain day (a story a year old, a month not yet begun) notes that day, such as
``day:2021-08-18``. Both moments are in the newspaper's own zone. :mod:`redaksi.sections.due` moves
the tags when the day begins; a page also says until when it is good, so that a clock that is down
leaves nothing old.

It is part of :mod:`redaksi.sections.queries`, which hands it on.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from redaksi.press import reading

TODAY = "day"


class Zoned(Protocol):
    """Whatever has the newspaper's zone."""

    @property
    def zone(self) -> ZoneInfo: ...


def tag(day: date) -> str:
    """The tag of what is another from *day* on."""
    return f"{TODAY}:{day.isoformat()}"


def begins(day: date, zone: ZoneInfo) -> datetime:
    """The moment at which *day* begins."""
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def date_at(now: datetime, title: Zoned) -> date:
    """The newspaper's date at *now*; a page that shows it asks :func:`today`."""
    return now.astimezone(title.zone).date()


def today(title: Zoned, now: datetime) -> date:
    """Today's date, for a page of *now* that shows it; notes ``day``."""
    found = date_at(now, title)
    reading.note(TODAY)
    reading.good_until(begins(found + timedelta(days=1), title.zone))
    return found


def is_today(moment: datetime, title: Zoned, now: datetime) -> bool:
    """Whether *moment* is of today; notes ``day`` unless it is past, which it then stays."""
    day = date_at(moment, title)
    return day >= date_at(now, title) and day == today(title, now)


def is_this_year(moment: datetime, title: Zoned, now: datetime) -> bool:
    """Whether *moment* is of this year; notes the first day of the next while it is."""
    year = date_at(moment, title).year
    return year >= date_at(now, title).year and not has_come(date(year + 1, 1, 1), title, now)


def has_come(day: date, title: Zoned, now: datetime) -> bool:
    """Whether *day* has begun; notes it while it has not."""
    if day <= date_at(now, title):
        return True
    reading.note(tag(day))
    reading.good_until(begins(day, title.zone))
    return False
