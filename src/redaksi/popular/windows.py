"""Counts that fade: of each read, half is left after a while. Pure; times in seconds since 1970.

What is kept of a story in a window is its *rank*, log2(score) + time / half-life. The mere passing
of time takes as much from every story, so the rank of a story that nobody reads stays as it is,
and stories are in order of rank at any moment (forward decay; Cormode and others, ICDE 2009).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp2, log2

MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0
#: A read of a story of this age counts whole; each :data:`AGES` after that it counts half, and
#: never less than :data:`OLDEST`.
YOUNG, AGES, OLDEST = 1 * DAY, 2 * DAY, 1 / 16


@dataclass(frozen=True, kw_only=True)
class Window:
    """A way of fading; ``half_life`` in seconds."""

    name: str
    half_life: float

    def added(self, rank: float | None, reads: float, at: float) -> float:
        """The rank after *reads* (more than 0) at *at*, of a story that had *rank* or none."""
        new = log2(reads) + at / self.half_life
        if rank is None:
            return new
        more, less = max(rank, new), min(rank, new)
        return more + log2(1 + exp2(less - more))

    def score(self, rank: float, at: float) -> float:
        """What is left at *at* of the reads behind *rank*."""
        return exp2(min(rank - at / self.half_life, 512))


NOW = Window(name="now", half_life=30 * MINUTE)
TODAY = Window(name="day", half_life=8 * HOUR)
WEEK = Window(name="week", half_life=60 * HOUR)
WINDOWS = (NOW, TODAY, WEEK)
#: Steady reading leaves in it what was read in :data:`LIVE_MINUTES`, as many at any moment.
LIVE_MINUTES = 10
LIVE = Window(name="live", half_life=LIVE_MINUTES * MINUTE * 0.693147)


def weight(age: float) -> float:
    """What one read of a story that is *age* seconds old counts for: news before what is old."""
    return max(OLDEST, exp2(-max(0.0, age - YOUNG) / AGES))
