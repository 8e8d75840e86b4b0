"""Who stands in a place: by time, by section, and each as often as it weighs."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from redaksi.adverts.rules import TURN, Candidate, Choice, chosen

NOON = datetime(2020, 8, 17, 5, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def one(pk: int = 1, **told: Any) -> Candidate:
    return Candidate(**{"pk": pk, "weight": 1, "starts_at": NOON - DAY, "ends_at": None, **told})


def test_one_alone_stands_for_good() -> None:
    assert chosen([one()], (), NOON) == Choice(pk=1, until=None)
    assert chosen([], (), NOON) == Choice(pk=None, until=None)


def test_it_comes_and_goes_at_its_moments() -> None:
    later = one(starts_at=NOON + DAY, ends_at=NOON + 2 * DAY)
    assert chosen([later], (), NOON) == Choice(pk=None, until=NOON + DAY)
    assert chosen([later], (), NOON + DAY) == Choice(pk=1, until=NOON + 2 * DAY)
    assert chosen([later], (), NOON + 2 * DAY) == Choice(pk=None, until=None)


def test_a_section_is_that_of_the_page_or_one_around_it() -> None:
    sport = one(sections=(7,))
    assert chosen([sport], (9, 7), NOON).pk == 1
    assert chosen([sport], (8,), NOON).pk is None
    assert chosen([sport], (), NOON).pk is None


def test_each_has_its_turns_by_weight_and_not_all_in_a_row() -> None:
    three = [one(1, weight=5), one(2, weight=3), one(3, weight=2)]
    turns = [chosen(three, (), NOON + number * TURN) for number in range(20)]
    assert Counter(turn.pk for turn in turns) == {1: 10, 2: 6, 3: 4}
    assert all(turn.until == NOON + (number + 1) * TURN for number, turn in enumerate(turns))
    assert "1111" not in "".join(str(turn.pk) for turn in turns)
