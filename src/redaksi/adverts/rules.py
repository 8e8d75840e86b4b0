"""Which advertisement stands in a place at a moment; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import gcd

#: So long one stands before the next has its turn.
TURN = timedelta(minutes=10)
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """What is asked of an advertisement to choose one."""

    pk: int
    weight: int
    starts_at: datetime
    ends_at: datetime | None
    sections: tuple[int, ...] = ()

    def fits(self, sections: Iterable[int]) -> bool:
        """Whether it may stand on a page of *sections* (its own, and those that it stands in)."""
        return not self.sections or not set(self.sections).isdisjoint(sections)

    def runs(self, now: datetime) -> bool:
        """Whether *now* is between its beginning and its end."""
        return self.starts_at <= now and (self.ends_at is None or now < self.ends_at)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The one that stands there (None: nobody), and until when that is so (None: for good)."""

    pk: int | None
    until: datetime | None


def chosen(candidates: Iterable[Candidate], sections: Iterable[int], now: datetime) -> Choice:
    """Who stands on a page of *sections* at *now*: each has its share of the turns by weight."""
    inside = tuple(sections)
    fitting = sorted((one for one in candidates if one.fits(inside)), key=lambda one: one.pk)
    running = [one for one in fitting if one.runs(now)]
    ahead = [at for one in fitting for at in (one.starts_at, one.ends_at) if at and at > now]
    if not running:
        return Choice(pk=None, until=min(ahead, default=None))
    if len(running) > 1:
        ahead.append(_BEGINNING + TURN * (_turn(now) + 1))
    return Choice(pk=_drawn(running, _turn(now)).pk, until=min(ahead, default=None))


def _turn(now: datetime) -> int:
    return (now - _BEGINNING) // TURN


def _drawn(running: Sequence[Candidate], turn: int) -> Candidate:
    """The one whose turn it is: in as many turns as all weigh together each comes as often as it
    weighs, spread over them and not in a row."""
    total = sum(one.weight for one in running)
    place = turn * _step(total) % total
    for one in running:
        place -= one.weight
        if place < 0:
            return one
    raise AssertionError("unreachable: the place lies within the total")


def _step(total: int) -> int:
    """A step that visits every place before it comes back, about two fifths of the way each."""
    step = max(1, round(total * 0.382))
    while gcd(step, total) != 1:
        step += 1
    return step
