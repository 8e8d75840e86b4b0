"""MISS: making what is missing, with one question on its way for each shell and fragment."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache

from redaksi.edge import esi
from redaksi.edge.asking import Application, Ask, FragmentKey, Key, Unreachable
from redaksi.edge.flights import Flights, TooSlow
from redaksi.edge.freshness import EXCUSED, Freshness
from redaksi.edge.packing import Piece, pack
from redaksi.edge.pages import Fragment, Page, Place, Shell, Slots, spliced
from redaksi.edge.replies import Said, read

ROUNDS = 3  # how often a reader goes back to CHECK before taking what the last flight brought


Placed = tuple[Fragment | None, bool]
"""What stands in a place, and whether it is what it should be."""


class Makeup:
    """Puts pages together; `patience` in seconds is how long a page waits for a fragment that it
    can do without or has an older copy of."""

    def __init__(self, freshness: Freshness, application: Application, patience: float) -> None:
        self._freshness = freshness
        self._store, self._counters = freshness.store, freshness.counters
        self._application = application
        self._patience = patience
        self._flights: Flights[Fragment] = Flights()

    async def page(self, ask: Ask) -> Page:
        """A page no older than this call, stored if it may be; raises Unreachable.

        What is still fresh is not asked for again.
        """
        seq, g = self._freshness.reading()
        shell = self._stored(ask.key) or await self._shell(ask, g)
        placed = await asyncio.gather(*[self._placed(place) for place in shell.places()])
        page = self._spliced(shell, placed, checked=g, seq=seq)
        if shell.storable:
            self._store.put(page)
        if not page.stale:
            self._freshness.receipts.read(page)
        return page

    def _spliced(self, shell: Shell, placed: Sequence[Placed], *, checked: int, seq: int) -> Page:
        """A page with an older fragment, or without one, is looked at again in a second."""
        at, fragments = self._freshness.now(), [fragment for fragment, _ in placed]
        page = spliced(shell, fragments, checked=checked, seq=seq, at=at)
        if not all(whole for _, whole in placed):
            page.until = min(page.until, at + EXCUSED)
        if any(fragment and not whole for fragment, whole in placed):
            before = self._store.find(shell.key)
            page.stale, page.seq = True, before.seq if before else 0
        return page

    async def fragment(self, key: FragmentKey, patience: float | None = None) -> Fragment:
        """A fragment no older than this call; raises Unreachable, and TooSlow after `patience`."""
        turn = 0
        while True:
            _, g = self._freshness.reading()
            found = self._freshness.fragment(key, g)
            if found:
                return found
            brought, turn = await self._fly(key, patience), turn + 1
            if turn == ROUNDS:
                return brought

    async def _fly(self, key: FragmentKey, patience: float | None) -> Fragment:
        flight, begins = self._flights.join(key, lambda: self._fragment(key))
        self._counters.joins += not begins
        return await flight.landed(patience)

    def _stored(self, key: Key) -> Shell | None:
        page = self._store.find(key)
        return page.shell if page and self._freshness.shell(page.shell) else None

    async def _shell(self, ask: Ask, g: int) -> Shell:
        self._counters.renders += 1
        said = await self._ask(ask, fragment=False)
        return Shell(
            key=ask.key,
            status=said.status,
            headers=said.headers,
            version=g,
            slots=self._slots(said.tags),
            must=self._slots(said.must),
            until=said.until,
            spread=tuple(_spread(ask, said)),
            storable=said.storable,
            passing=said.passing,
        )

    async def _fragment(self, key: FragmentKey) -> Fragment:
        _, g = self._freshness.reading()
        self._counters.fragments += 1
        said = await self._ask(Ask(host=key[0], scheme=key[1], address=key[2]), fragment=True)
        if said.status != 200 or not said.storable:
            raise Unreachable(f"{key[2]} answered {said.status} and may not be kept")
        slots, must = self._slots(said.tags), self._slots(said.must)
        piece = pack(said.body)
        made = Fragment(
            key=key, version=g, slots=slots, must=must, until=said.until, piece=piece, checked=g
        )
        self._store.put_fragment(made)
        return made

    async def _ask(self, ask: Ask, *, fragment: bool) -> Said:
        try:
            reply = await self._application.fetch(ask, fragment=fragment)
        except Unreachable:
            self._counters.failures += 1
            raise
        if reply.status >= 500:
            self._counters.failures += 1
            raise Unreachable(f"{ask.address} answered {reply.status}")
        return read(reply)

    async def _placed(self, place: Place) -> Placed:
        """The fragment of a place; an older one, or none, when that cannot be had."""
        try:
            return await self.fragment(place.key, self._patience), True
        except (TooSlow, Unreachable) as failure:
            older = self._freshness.older_fragment(place.key)
            if older or place.may_fail:
                self._counters.left_out += older is None
                return older, False
            if isinstance(failure, Unreachable):
                raise
        return await self.fragment(place.key), True

    def _slots(self, tags: Iterable[str]) -> Slots:
        return array("I", sorted({self._freshness.table.slot(tag) for tag in tags}))


def _spread(ask: Ask, said: Said) -> list[Piece | Place]:
    parts = esi.parse(said.body) if said.esi else [said.body]
    return [pack(part) if isinstance(part, bytes) else _place(ask, part) for part in parts]


def _place(ask: Ask, include: esi.Include) -> Place:
    if not include.src.startswith("/") or include.src.startswith("//"):
        raise Unreachable(
            f"{ask.address} includes {include.src!r}, which is no path of its own site"
        )
    return _same_place((ask.host, ask.scheme, include.src), include.may_fail)


@lru_cache(maxsize=4_096)
def _same_place(key: FragmentKey, may_fail: bool) -> Place:
    """One object for a place that stands in many pages."""
    return Place(key=key, may_fail=may_fail)
