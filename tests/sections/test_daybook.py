"""What depends on the date notes it, until when it is good, and nothing else does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from redaksi.press import reading
from redaksi.sections import queries

NOON = datetime(2020, 8, 17, 5, tzinfo=UTC)
MIDNIGHT = datetime(2020, 8, 17, 17, tzinfo=UTC)


@dataclass(frozen=True)
class Paper:
    zone: ZoneInfo = ZoneInfo("Asia/Jakarta")


def test_who_shows_today_is_another_at_midnight() -> None:
    with reading.reading() as record:
        assert queries.today(Paper(), NOON) == date(2020, 8, 17)
    assert (record.tags, record.until) == ({"day"}, MIDNIGHT)


def test_what_is_past_stays_past_and_notes_nothing() -> None:
    with reading.reading() as record:
        assert not queries.is_today(NOON - timedelta(days=1), Paper(), NOON)
        assert not queries.is_this_year(NOON - timedelta(days=365), Paper(), NOON)
        assert queries.has_come(date(2020, 8, 17), Paper(), NOON)
    assert (record.tags, record.until) == (set(), None)


@pytest.mark.parametrize("hours", [0, 30])
def test_what_is_of_today_or_to_come_notes_the_day(hours: int) -> None:
    with reading.reading() as record:
        assert queries.is_today(NOON + timedelta(hours=hours), Paper(), NOON) is (hours == 0)
    assert (record.tags, record.until) == ({"day"}, MIDNIGHT)


def test_what_is_of_this_year_is_another_in_the_next() -> None:
    with reading.reading() as record:
        assert queries.is_this_year(NOON - timedelta(days=9), Paper(), NOON)
    assert record.tags == {"day:2021-01-01"}
    assert record.until == datetime(2020, 12, 31, 17, tzinfo=UTC)


def test_of_two_moments_the_first_counts() -> None:
    with reading.reading() as record:
        queries.has_come(date(2021, 8, 18), Paper(), NOON)
        with reading.reading():
            queries.today(Paper(), NOON)
    assert (record.tags, record.until) == ({"day", "day:2021-08-18"}, MIDNIGHT)
