"""Which backups are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from redaksi.ops.backup.keep import Rule, kept

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
RULE = Rule(days=7, weeks=5, months=12)


def daily(days: int) -> list[datetime]:
    return [NOW - timedelta(days=number) for number in range(days)]


def test_the_newest_is_kept_by_every_rule() -> None:
    assert kept([NOW], Rule(days=1, weeks=0, months=0)) == {NOW}
    assert kept([], RULE) == set()


def test_a_year_of_days_becomes_days_weeks_and_months() -> None:
    found = kept(daily(400), RULE)
    assert {one for one in found if one > NOW - timedelta(days=7)} == set(daily(7))
    assert 12 + 5 <= len(found) <= 12 + 5 + 7
    assert min(found) == datetime(2025, 12, 31, 3, 0, tzinfo=UTC)


def test_of_one_day_the_newest_stays_once_a_day_went_by() -> None:
    older = NOW - timedelta(days=3)
    earlier = older - timedelta(hours=2)
    assert earlier not in kept([NOW, older, earlier], RULE)
    assert older in kept([NOW, older, earlier], RULE)


def test_all_of_the_last_day_are_kept() -> None:
    hours = [NOW - timedelta(hours=number) for number in range(20)]
    assert kept(hours, Rule(days=1, weeks=0, months=0)) == set(hours)


def test_days_without_a_backup_do_not_count() -> None:
    rare = [NOW - timedelta(days=20 * number) for number in range(7)]
    assert kept(rare, Rule(days=7, weeks=0, months=0)) == set(rare)
