"""What follows from a try to fetch a partner, and how well a partner is; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

#: A partner that fails is asked more rarely, down to once in so long.
RAREST = timedelta(hours=6)
#: A failure or two happens; after so many in a row the desk is told.
TOLD_AFTER = 3


@dataclass(frozen=True, kw_only=True)
class Next:
    """When a partner is tried again, and how often it has failed in a row."""

    at: datetime
    failures: int


def after(partner: Any, now: datetime, *, good: bool) -> Next:
    """What follows a try at *now*: the schedule, twice as long with each failure in a row."""
    every = timedelta(minutes=partner.every)
    if good:
        return Next(at=now + every, failures=0)
    failures = partner.failures + 1
    wait = min(every * 2 ** min(failures, 10), max(RAREST, every))
    return Next(at=now + wait, failures=failures)


def too_old(partner: Any, now: datetime) -> bool:
    """Whether the last good copy is older than the desk wants readers to see."""
    if not partner.hide_after or partner.good_at is None:
        return False
    return bool(now - partner.good_at > timedelta(hours=partner.hide_after))


def health(partner: Any) -> str:
    """One word: `off`, `hidden`, `failing`, `shaky`, `new` or `well`."""
    if not partner.live:
        return "off"
    if partner.hidden:
        return "hidden"
    if partner.failures >= TOLD_AFTER:
        return "failing"
    if partner.failures:
        return "shaky"
    return "well" if partner.good_at else "new"
