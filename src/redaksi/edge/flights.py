"""One question at a time for each key: who comes meanwhile waits for the same answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from typing import Any, Generic, TypeVar

Brought = TypeVar("Brought")


class TooSlow(Exception):
    """The flight is still on its way; it goes on without the reader who gave up."""


class Flight(Generic[Brought]):
    """One question on its way; `task` brings the answer, `begun` is by the loop's clock."""

    __slots__ = ("begun", "task")

    def __init__(self, work: Coroutine[Any, Any, Brought]) -> None:
        self.task = asyncio.ensure_future(work)
        self.begun = asyncio.get_running_loop().time()

    async def landed(self, patience: float | None = None) -> Brought:
        """What it brought, or the exception that ended it.

        Waits until `patience` seconds after it began and then raises TooSlow; without it, to the
        end. A waiter who is cancelled leaves the flight to the others.
        """
        if not self.task.done():
            await asyncio.wait([self.task], timeout=self._left(patience))
        if not self.task.done():
            raise TooSlow
        return self.task.result()

    def _left(self, patience: float | None) -> float | None:
        if patience is None:
            return None
        return max(0.0, self.begun + patience - asyncio.get_running_loop().time())


class Flights(Generic[Brought]):
    """The questions on their way, by key."""

    def __init__(self) -> None:
        self._aloft: dict[Hashable, Flight[Brought]] = {}

    def __len__(self) -> int:
        return len(self._aloft)

    def join(
        self, key: Hashable, work: Callable[[], Coroutine[Any, Any, Brought]]
    ) -> tuple[Flight[Brought], bool]:
        """The flight of this key and whether it begins now; `work` is called only if it does."""
        aloft = self._aloft.get(key)
        if aloft and not aloft.task.done():
            return aloft, False
        flight = self._aloft[key] = Flight(work())
        flight.task.add_done_callback(lambda task: self._landed(key, task))
        return flight, True

    def _landed(self, key: Hashable, task: asyncio.Task[Brought]) -> None:
        if not task.cancelled():
            task.exception()  # seen, even when every reader has left
        if key in self._aloft and self._aloft[key].task is task:
            del self._aloft[key]
