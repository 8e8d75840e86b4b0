"""Counts fade by half-lives, whenever they are asked for."""

from __future__ import annotations

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.popular.windows import (
    DAY,
    LIVE,
    LIVE_MINUTES,
    NOW,
    OLDEST,
    WINDOWS,
    Window,
    weight,
)

AT = 1_600_000_000.0
MOMENTS = st.floats(AT, AT + 30 * DAY)
READS = st.floats(0.01, 1e7)


@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: window.name)
def test_half_is_left_after_a_half_life(window: Window) -> None:
    rank = window.added(None, 100, AT)
    assert isclose(window.score(rank, AT), 100, rel_tol=1e-6)
    assert isclose(window.score(rank, AT + window.half_life), 50, rel_tol=1e-6)


@given(first=MOMENTS, second=MOMENTS, one=READS, other=READS)
def test_it_does_not_matter_in_which_order_counts_come(
    first: float, second: float, one: float, other: float
) -> None:
    here = NOW.added(NOW.added(None, one, first), other, second)
    there = NOW.added(NOW.added(None, other, second), one, first)
    assert isclose(here, there, abs_tol=1e-6)


@given(one=READS, other=READS, at=MOMENTS)
def test_counts_of_one_moment_add_up(one: float, other: float, at: float) -> None:
    rank = NOW.added(NOW.added(None, one, at), other, at)
    assert isclose(NOW.score(rank, at), one + other, rel_tol=1e-6)


@given(one=READS, other=READS, first=MOMENTS, second=MOMENTS, later=MOMENTS)
def test_the_order_of_two_stories_is_the_same_at_any_moment(
    one: float, other: float, first: float, second: float, later: float
) -> None:
    ranks = NOW.added(None, one, first), NOW.added(None, other, second)
    scores = NOW.score(ranks[0], later), NOW.score(ranks[1], later)
    assert ranks[0] <= ranks[1] or scores[0] >= scores[1]


def test_what_was_forgotten_long_ago_is_nothing() -> None:
    assert NOW.score(NOW.added(None, 1e6, AT), AT + 3650 * DAY) == 0.0


def test_steady_reading_shows_what_was_read_in_ten_minutes() -> None:
    rank: float | None = None
    for second in range(0, 7200, 10):
        rank = LIVE.added(rank, 5, AT + second)
    assert rank is not None
    assert abs(LIVE.score(rank, AT + 7200) - 5 * 6 * LIVE_MINUTES) < 10


def test_a_read_of_an_old_story_counts_less() -> None:
    assert weight(0) == weight(DAY) == 1.0
    assert weight(3 * DAY) == 0.5
    assert weight(4000 * DAY) == OLDEST
