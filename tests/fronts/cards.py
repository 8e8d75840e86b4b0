"""Cards and containers for tests of the pure rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from redaksi.fronts.kinds import Kind, Rule
from redaksi.fronts.rules import Filled, Source
from redaksi.fronts.shapes import Box, Placed

NOON = datetime(2020, 8, 17, 5, tzinfo=UTC)
NEWEST = Source(rule=Rule.NEWEST)


@dataclass(frozen=True)
class Fake:
    """A card with what the rules look at."""

    pk: int
    photo: Any = None
    section: Any = None


@dataclass(frozen=True)
class FakeSection:
    pk: int
    parent: Any = None


def cards(*pks: int) -> dict[int, Fake]:
    return {pk: Fake(pk) for pk in pks}


def box(*picks: int | Placed, pk: int = 1, length: int = 3, rule: str = Rule.NEWEST,
        kind: str = Kind.OPINION, **more: Any) -> Box:  # fmt: skip
    placed = tuple(one if isinstance(one, Placed) else Placed(story=one) for one in picks)
    return Box(pk=pk, kind=kind, rule=rule, length=length, picks=placed, **more)


def stands(filled: Filled[Fake]) -> list[int]:
    """The stories of a filled container, in order."""
    return [slot.card.pk for slot in filled.slots if slot.card]


def minutes(number: int) -> datetime:
    return NOON + timedelta(minutes=number)
