"""The engine: the page that answers a reader, from memory when it is fresh.

HIT compares one number, CHECK compares tags, MISS asks the application once for all who wait, and
JOIN sends everybody back to CHECK. `docs/explanation/exact-publishing.md` says why no answer that
begins after a publish returned is older than it.
"""

from __future__ import annotations

import platform
import time
from collections.abc import Callable

from redaksi.edge.asking import Application, Ask, Key, Reply, Unavailable, Unreachable
from redaksi.edge.counters import Counters
from redaksi.edge.flights import Flight, Flights, TooSlow
from redaksi.edge.follower import Log, Row
from redaksi.edge.following import Following
from redaksi.edge.freshness import Freshness
from redaksi.edge.makeup import ROUNDS, Makeup
from redaksi.edge.pages import Page
from redaksi.edge.receipts import Receipt, Receipts
from redaksi.edge.store import Store
from redaksi.edge.tagtable import APPLIED, TagTable

__all__ = [
    "Application", "Ask", "Counters", "Engine", "Key", "Log", "Page", "Receipt", "Reply", "Row",
    "Unavailable", "Unreachable",
]  # fmt: skip

CAPACITY = 256 * 1024 * 1024  # bytes
PATIENCE = 2.0  # seconds
WEAKLY_ORDERED = platform.machine() not in ("x86_64", "AMD64", "i686")


class Engine:
    """What one worker of the edge knows; used from one event loop.

    `capacity` is in bytes; after `patience` seconds a reader may be given the older page;
    `now` answers in seconds since 1970.
    """

    def __init__(
        self,
        table: TagTable,
        application: Application,
        log: Log,
        *,
        capacity: int = CAPACITY,
        patience: float = PATIENCE,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.table, self.log = table, log
        self.counters = Counters()
        self.store = Store(size=capacity)
        receipts = Receipts(table, self.store)
        self.freshness = Freshness(table, self.store, receipts, self.counters, now)
        self._following = Following(table, log, receipts)
        self._makeup = Makeup(self.freshness, application, patience)
        self._flights: Flights[Page] = Flights()
        self._pages, self._passing = self.store.main.pages, self.store.passing.pages
        self._patience, self._now = patience, now

    def hit(self, key: Key) -> Page | None:
        """The fresh page of a key, (host, scheme, variant, address), or None; asks nobody.

        Take seq, stale and bytes from it before the next await.
        """
        page = self._pages.get(key) or self._passing.get(key)
        if page is None:
            return None
        table = self.table
        seq = table.head[APPLIED]
        if WEAKLY_ORDERED:
            table.fence()
        if page.checked != table.cells[0] or self._now() >= page.until:
            return self._check(key)
        page.used = True
        self.counters.hits += 1
        if page.stale:
            self.counters.stale += 1
        else:
            page.seq = seq
        return page

    def at_once(self, ask: Ask) -> Page | None:
        """`hit` for an Ask."""
        return self.hit(ask.key)

    async def get(self, ask: Ask) -> Page:
        """The page that answers, waiting for the application when there must be.

        It is no older than this call, or says `stale`. Raises Unavailable when neither the
        application nor the store has an answer that may be shown.
        """
        turn = 0
        while True:
            page = self.hit(ask.key)
            if page:
                return page
            try:
                page, mine = await self._fly(ask)
            except (TooSlow, Unreachable) as failure:
                return self._older(ask, failure)
            turn += 1
            if turn == ROUNDS or mine:
                return page

    async def follow(self) -> int:
        """Bring the table up to the log and write receipts; each second, and when G changed.

        Returns the seq applied. Raises what the log raises, and OSError; call it again then.
        """
        return await self._following.turn()

    def receipt(self, seq: int) -> Receipt | None:
        """In which pages of this worker an act stood; None when it is not among the last 1,000."""
        return self.freshness.receipts.of(seq)

    def close(self) -> None:
        """End the thread that reads the log; the table stays open."""
        self._following.close()

    async def _fly(self, ask: Ask) -> tuple[Page, bool]:
        """What a flight brought, and whether it is for this reader alone."""
        flight, begins = self._flights.join(ask.key, lambda: self._makeup.page(ask))
        self.counters.misses += begins
        self.counters.joins += not begins
        page = await self._landed(flight, ask.key)
        if page.storable:
            return page, False
        return page if begins else await self._makeup.page(ask), True

    async def _landed(self, flight: Flight[Page], key: Key) -> Page:
        """What the flight brings; raises TooSlow only when an older page may be shown."""
        try:
            return await flight.landed(self._patience)
        except TooSlow:
            if self._excused(key):
                raise
        return await flight.landed()

    def _check(self, key: Key) -> Page | None:
        page = self.freshness.page(key)
        if page:
            self.counters.checks += 1
            page.used = True
        return page

    def _older(self, ask: Ask, failure: Exception) -> Page:
        page = self._excused(ask.key)
        if page is None:
            raise Unavailable(ask.address, str(failure)) from failure
        self.counters.stale += 1
        return page

    def _excused(self, key: Key) -> Page | None:
        page = self.store.find(key)
        return page if page and self.freshness.excuse(page) else None
