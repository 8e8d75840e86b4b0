"""A clock that nobody can set: how much time has passed, whatever the machine's clock says."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

#: A machine's clock is put right by so much all the time; what jumps further was set, or was wrong.
STEP = timedelta(seconds=5)


def passed() -> float:
    """Seconds since some fixed moment, those in which the machine slept included where it tells."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class Steady:
    """The time by what has passed since the first look; small corrections are followed."""

    def __init__(self, ticks: Callable[[], float] = passed) -> None:
        self._ticks = ticks
        self._begun: tuple[datetime, float] | None = None

    def at_most(self, moment: datetime) -> datetime:
        """*moment*, which the machine's clock says, or the earlier time that has really come.

        A clock that jumps ahead by more than :data:`STEP` is not believed until this process is
        started anew; one that jumps back is.
        """
        ticks = self._ticks()
        begun, then = self._begun or (moment, ticks)
        came = begun + timedelta(seconds=ticks - then)
        if abs(moment - came) <= STEP:
            self._begun = moment, ticks
            return moment
        return min(moment, came)
