from datetime import UTC, datetime, timedelta, timezone
from threading import Thread

import pytest

from redaksi.lib import clock

NOON = datetime(2026, 8, 17, 12, tzinfo=UTC)


def test_now_is_aware_and_in_utc() -> None:
    assert clock.now().tzinfo is UTC


def test_a_frozen_clock_stands_still_and_runs_again_afterwards() -> None:
    with clock.frozen(NOON):
        assert clock.now() == clock.now() == NOON
    assert clock.now() != NOON


def test_the_hands_can_be_moved() -> None:
    with clock.frozen(NOON) as hands:
        hands.move(seconds=90)
        assert clock.now() == NOON + timedelta(seconds=90)
        hands.move(to=NOON, seconds=-1)
        assert clock.now() == NOON - timedelta(seconds=1)


def test_other_threads_see_the_frozen_clock() -> None:
    seen: list[datetime] = []
    with clock.frozen(NOON):
        thread = Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
    assert seen == [NOON]


def test_clocks_nest_and_survive_an_error() -> None:
    with clock.frozen(NOON):
        with pytest.raises(RuntimeError), clock.frozen(NOON + timedelta(days=1)):
            raise RuntimeError
        assert clock.now() == NOON


def test_a_moment_in_another_zone_becomes_utc() -> None:
    with clock.frozen(datetime(2026, 8, 17, 19, tzinfo=timezone(timedelta(hours=7)))):
        assert clock.now() == NOON
        assert clock.now().tzinfo is UTC


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="has no zone"), clock.frozen(datetime(2026, 8, 17)):  # noqa: DTZ001
        pass


def test_set_source_returns_what_was_there() -> None:
    before = clock.set_source(lambda: NOON)
    assert clock.now() == NOON
    clock.set_source(before)
    assert clock.now() != NOON
