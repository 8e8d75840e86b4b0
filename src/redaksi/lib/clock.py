"""The one source of the time: everything asks `now()`, nothing asks the machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from redaksi.lib.steady import Steady

Source = Callable[[], datetime]


def _machine() -> datetime:
    return datetime.now(UTC)


_source: Source = _machine
_steady = Steady()


def now() -> datetime:
    """The present moment, aware, in UTC.

    Raises ValueError when a source set with `set_source` answers without a zone.
    """
    return _in_utc(_source())


def sure() -> datetime:
    """The present moment for what must never happen too early: no later than :func:`now`, and not
    moved by a machine's clock that jumps ahead (:class:`redaksi.lib.steady.Steady`)."""
    return _steady.at_most(now()) if _source is _machine else now()


def set_source(source: Source | None) -> Source:
    """Take the time from `source` in every thread from now on; None is the machine's clock.

    Returns the source that was in force, so that it can be put back.
    """
    global _source
    before, _source = _source, source or _machine
    return before


class Hands:
    """The hands of a stopped clock: `at` is where they stand, `move` turns them."""

    def __init__(self, moment: datetime) -> None:
        self.at = _in_utc(moment)

    def move(self, *, seconds: float = 0, to: datetime | None = None) -> datetime:
        """Turn to `to` (aware), then by `seconds` (either sign); returns the new moment."""
        self.at = (_in_utc(to) if to else self.at) + timedelta(seconds=seconds)
        return self.at


@contextmanager
def frozen(moment: datetime) -> Iterator[Hands]:
    """Stop the clock at `moment` (aware) for the length of a `with`, in every thread."""
    hands = Hands(moment)
    before = set_source(lambda: hands.at)
    try:
        yield hands
    finally:
        set_source(before)


def _in_utc(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError(f"The moment {moment.isoformat()} has no zone; give it one, such as UTC.")
    return moment.astimezone(UTC)
