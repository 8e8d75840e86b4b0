"""Asking the outside by the clock: when to ask again, and threads that wait for the answers."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

#: Who fails is asked more rarely, down to once in so long.
RAREST = timedelta(hours=6)


@dataclass(frozen=True, kw_only=True)
class Next:
    """When somebody is asked again, and how often they have failed in a row."""

    at: datetime
    failures: int


def after(now: datetime, *, every: timedelta, failures: int, good: bool) -> Next:
    """What follows a try at *now*: the schedule, twice as long with each failure in a row."""
    if good:
        return Next(at=now + every, failures=0)
    failures += 1
    wait = min(every * 2 ** min(failures, 10), max(RAREST, every))
    return Next(at=now + wait, failures=failures)


class Askers:
    """A few threads that ask, so that a slow answer keeps nothing else waiting; one job a key."""

    def __init__(self, name: str, *, threads: int) -> None:
        self._name, self._threads = name, threads
        self._pool: ThreadPoolExecutor | None = None
        self._running: dict[int, Future[None]] = {}

    def begin(self, key: int, work: Callable[[int], None]) -> bool:
        """Have ``work(key)`` done soon; False, and nothing new, while it is under way already."""
        if key in self._running and not self._running[key].done():
            return False
        if self._pool is None:
            self._pool = ThreadPoolExecutor(self._threads, thread_name_prefix=self._name)
            atexit.register(self._pool.shutdown, wait=False, cancel_futures=True)
        self._running[key] = self._pool.submit(work, key)
        return True
