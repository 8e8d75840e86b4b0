"""Keeping a worker up with the log: at its start, each second, and when another process moved."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from redaksi.edge.engine import Engine

EVERY = 1.0  # seconds between two looks at the log
GLANCE = 0.1  # seconds between two looks at G
FIRST_WITHIN = 20.0  # seconds for the first catching up
SILENT = 5.0  # seconds without the log after which it is said
say = logging.getLogger(__name__)


class LogUnreadable(Exception):
    """The log could not be read at a worker's start: nothing may be served."""


class Watch:
    """Calls `engine.follow` and remembers how that went.

    `last` is the newest seq seen in the log, `failures` how often it could not be read.
    """

    def __init__(self, engine: Engine, now: Callable[[], float] = time.monotonic) -> None:
        self.engine, self.now = engine, now
        self.last, self.failures = 0, 0
        self.heard = self.now()
        self._said = False

    @property
    def silence(self) -> float:
        """Seconds since the log was last read."""
        return self.now() - self.heard

    @property
    def lag(self) -> int:
        """Rows of the log that are known and not applied."""
        return max(0, self.last - self.engine.table.applied)

    @property
    def behind(self) -> float:
        """Seconds for which the log has not been read, or 0 while all is well."""
        return self.silence if self.silence > SILENT else 0.0

    async def first(self, within: float = FIRST_WITHIN) -> None:
        """Catch up before anything is served; raises LogUnreadable after `within` seconds."""
        until = self.now() + within
        while (problem := await self.follow()) and self.now() < until:
            await asyncio.sleep(GLANCE)
        if problem:
            raise LogUnreadable(f"The log cannot be read, so nothing is served: {problem}")

    async def go_on(self) -> None:
        """Follow for ever."""
        while True:
            seen = self.engine.table.g
            await self.follow()
            await self._until_due(max(seen, self.engine.table.g))

    async def follow(self) -> str:
        """Look at the log once; what went wrong, or ""."""
        try:
            self.last = await asyncio.to_thread(self.engine.log.last)
            await self.engine.follow()
        except Exception as problem:  # noqa: BLE001 (the errors of whatever database holds the log)
            self.failures += 1
            return self._note(f"{type(problem).__name__}: {problem}"[:300])
        self.heard, self._said = self.now(), False
        return ""

    async def _until_due(self, seen: int) -> None:
        for _ in range(round(EVERY / GLANCE)):
            await asyncio.sleep(GLANCE)
            if self.engine.table.g != seen:
                return

    def _note(self, problem: str) -> str:
        if self.behind and not self._said:
            self._said = True
            say.warning("The log cannot be read for %.0f s: %s", self.silence, problem)
        return problem
