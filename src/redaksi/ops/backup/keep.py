"""Which backups are kept: all of the last day, the newest of each day, week and month before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, kw_only=True)
class Rule:
    """How many days, weeks and months keep their newest backup; days without one do not count."""

    days: int
    weeks: int
    months: int


def kept(moments: Iterable[datetime], rule: Rule) -> set[datetime]:
    """The *moments* to keep; the newest always is, and what is less
    than a day older."""
    falling = sorted(moments, reverse=True)
    found = {one for one in falling if falling[0] - one < timedelta(days=1)}
    found |= _newest_of(falling, rule.days, lambda one: one.date())
    found |= _newest_of(falling, rule.weeks, lambda one: one.isocalendar()[:2])
    found |= _newest_of(falling, rule.months, lambda one: (one.year, one.month))
    return found


def _newest_of(
    falling: list[datetime], count: int, span: Callable[[datetime], object]
) -> set[datetime]:
    found: dict[object, datetime] = {}
    for one in falling:
        if len(found) == count and span(one) not in found:
            break
        found.setdefault(span(one), one)
    return set(found.values()) if count else set()
