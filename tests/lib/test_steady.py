"""A machine's clock that jumps ahead brings nothing forward."""

from datetime import UTC, datetime, timedelta

from redaksi.lib.steady import Steady

TEN = datetime(2026, 12, 1, 10, tzinfo=UTC)
HOURS = timedelta(hours=2)


class Ticks:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def begun() -> tuple[Steady, Ticks]:
    ticks = Ticks()
    steady = Steady(ticks)
    steady.at_most(TEN)
    return steady, ticks


def test_time_that_passes_is_believed_and_so_are_small_corrections() -> None:
    steady, ticks = begun()
    for minute in range(1, 100):
        ticks.seconds = minute * 60
        corrected = TEN + timedelta(minutes=minute, seconds=3 * minute)
        assert steady.at_most(corrected) == corrected


def test_a_jump_ahead_is_not_believed_and_a_jump_back_is() -> None:
    steady, ticks = begun()
    ticks.seconds = 60
    assert steady.at_most(TEN + HOURS) == TEN + timedelta(seconds=60)
    assert steady.at_most(TEN - HOURS) == TEN - HOURS
    ticks.seconds = 120
    right = TEN + timedelta(seconds=120)
    assert steady.at_most(right) == right
