"""Work that falls due: the newspaper's day begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from redaksi.lib.lateness import late
from redaksi.press import acts
from redaksi.sections import daybook
from redaksi.sections.queries import own_zone

SUBJECT = "day"
#: Rows of the log that say that a day began have this kind, and the day in their payload.
KIND = "day"


class Midnight:
    """Moves the tags of the day when it begins; remembers which it was, so that each look is one
    question."""

    def __init__(self) -> None:
        self.begun: date | None = None

    def run(self, now: datetime) -> int:
        """Begin the day of *now*, and every day that was missed; how many began."""
        zone = own_zone()
        today = now.astimezone(zone).date()
        if self.begun is not None and today <= self.begun:
            return 0
        last = _last_begun()
        days = list(_days(last, today))
        if days:
            begins = daybook.begins(days[0], zone)
            seconds = late(f"The day {days[0]}", begins, now) if last else 0
            _begin(days, {"day": today.isoformat(), "late_s": seconds})
        self.begun = today
        return len(days)


def _last_begun() -> date | None:
    row = acts.entries(KIND, SUBJECT).first()
    return date.fromisoformat(row.payload["day"]) if row else None


def _days(last: date | None, today: date) -> Iterator[date]:
    """The days after *last* until *today*; today alone when none began before."""
    day = last + timedelta(days=1) if last else today
    while day <= today:
        yield day
        day += timedelta(days=1)


def _begin(days: list[date], payload: dict[str, Any]) -> None:
    with acts.act(KIND, SUBJECT, payload=payload) as act:
        act.touch(daybook.TODAY, *(daybook.tag(day) for day in days))
