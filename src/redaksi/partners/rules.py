"""What follows from a try to fetch a partner, and how well a partner is; pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from redaksi.lib import asking
from redaksi.lib.asking import Next

#: A failure or two happens; after so many in a row the desk is told.
TOLD_AFTER = 3


def after(partner: Any, now: datetime, *, good: bool) -> Next:
    """What follows a try at *now*: the schedule, twice as long with each failure in a row."""
    every = timedelta(minutes=partner.every)
    return asking.after(now, every=every, failures=partner.failures, good=good)


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
