"""Midnight: the day's tags move when it begins, and all that were missed."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime, timedelta

import pytest

from redaksi.press.models import LogEntry
from redaksi.sections.due import Midnight
from redaksi.sections.models import Newspaper

pytestmark = pytest.mark.django_db
MIDNIGHT = datetime(2020, 8, 17, 17, tzinfo=UTC)  # of Tuesday 18 August in Jakarta


@pytest.fixture(autouse=True)
def newspaper(db: None) -> Newspaper:
    return Newspaper.objects.create(name="Harian Uji", host="uji.example", zone="Asia/Jakarta")


def begun() -> list[tuple[list[str], dict[str, object]]]:
    """The rows of the log that say that a day began, oldest first: their tags and details."""
    rows = LogEntry.objects.filter(kind="day").order_by("seq")
    return [(row.tags, row.payload) for row in rows]


def test_a_day_begins_once_at_its_first_second() -> None:
    clock = Midnight()
    clock.run(MIDNIGHT - timedelta(seconds=1))
    assert clock.run(MIDNIGHT) == 1
    assert clock.run(MIDNIGHT + timedelta(seconds=1)) == 0
    assert begun() == [
        (["day", "day:2020-08-17"], {"day": "2020-08-17", "late_s": 0}),
        (["day", "day:2020-08-18"], {"day": "2020-08-18", "late_s": 0}),
    ]


def test_a_clock_that_was_down_makes_up_for_every_day(caplog: pytest.LogCaptureFixture) -> None:
    Midnight().run(MIDNIGHT - timedelta(hours=1))
    with caplog.at_level(logging.WARNING):
        assert Midnight().run(MIDNIGHT + timedelta(days=2, seconds=90)) == 3
    tags, details = begun()[-1]
    assert tags == ["day", "day:2020-08-18", "day:2020-08-19", "day:2020-08-20"]
    assert details == {"day": "2020-08-20", "late_s": 2 * 86400 + 90}
    assert "The day 2020-08-18 was due at 2020-08-18T00:00:00+07:00" in caplog.text


def test_a_little_late_is_noted_and_not_warned_of(caplog: pytest.LogCaptureFixture) -> None:
    clock = Midnight()
    clock.run(MIDNIGHT - timedelta(hours=1))
    with caplog.at_level(logging.WARNING):
        clock.run(MIDNIGHT + timedelta(seconds=7))
    assert begun()[-1][1]["late_s"] == 7
    assert caplog.text == ""


def test_the_first_day_of_all_is_never_late(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        Midnight().run(MIDNIGHT + timedelta(hours=9))
    assert begun()[0][1] == {"day": "2020-08-18", "late_s": 0}
    assert caplog.text == ""


def test_another_clock_or_a_restart_begins_no_day_twice() -> None:
    Midnight().run(MIDNIGHT)
    assert Midnight().run(MIDNIGHT + timedelta(minutes=1)) == 0


def test_a_zone_further_west_begins_no_day_again(newspaper: Newspaper) -> None:
    Midnight().run(MIDNIGHT)
    newspaper.zone = "UTC"
    newspaper.save()
    assert Midnight().run(MIDNIGHT + timedelta(minutes=1)) == 0
    assert Midnight().run(datetime(2020, 8, 19, tzinfo=UTC)) == 1


def test_a_leap_day_begins_like_any_other() -> None:
    Midnight().run(datetime(2024, 2, 28, 5, tzinfo=UTC))
    Midnight().run(datetime(2024, 3, 1, 5, tzinfo=UTC))
    assert begun()[-1][0] == ["day", "day:2024-02-29", "day:2024-03-01"]
    assert date.fromisoformat(str(begun()[-1][1]["day"])) == date(2024, 3, 1)
