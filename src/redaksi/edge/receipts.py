"""Receipts: in which stored pages an act stood, and when each was first read anew."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from redaksi.edge.follower import Row
from redaksi.edge.pages import Fragment, Page, Slots
from redaksi.edge.store import Store
from redaksi.edge.tagtable import TagTable

ACTS = 1_000  # receipts kept
ADDRESSES = 200  # listed in each; beyond them pages are counted only
SLICE = 100  # pages looked at between two turns of the event loop


@dataclass(kw_only=True, slots=True, eq=False)
class Receipt:
    """What one worker knows of one act.

    `pages` are addresses, with the moment (seconds since 1970) at which each was first read anew;
    None is "not read since". `count` is of all stored pages that carried its tags, those beyond
    the first 200 too; a page made whole at `g` of the table's clock, or later, shows the act.
    """

    row: Row
    g: int
    pages: dict[str, float | None] = field(default_factory=dict)
    count: int = 0


class Receipts:
    """The receipts of the last 1,000 acts, newest last."""

    def __init__(self, table: TagTable, store: Store) -> None:
        self._table, self._store = table, store
        self._kept: deque[Receipt] = deque()
        self._by_seq: dict[int, Receipt] = {}
        self._waiting: defaultdict[str, list[Receipt]] = defaultdict(list)

    def of(self, seq: int) -> Receipt | None:
        """The receipt of an act; None for one that is too old, or was before this worker began."""
        return self._by_seq.get(seq)

    def read(self, page: Page) -> None:
        """Note that a page was found whole just now."""
        address = page.shell.key[3]
        if address not in self._waiting:
            return
        waiting = self._waiting.pop(address)
        later = [receipt for receipt in waiting if receipt.g > page.checked]
        for receipt in waiting:
            if receipt.g <= page.checked:
                receipt.pages[address] = page.at
        if later:
            self._waiting[address] = later

    async def write(self, rows: Sequence[Row]) -> None:
        """Write the receipts of new rows, giving way to readers between slices of the store."""
        receipts = [self._open(row) for row in rows[-ACTS:]]
        acts = _Acts(self._table, receipts)
        for number, page in enumerate(self._store.all()):
            if number % SLICE == SLICE - 1:
                await asyncio.sleep(0)
            for receipt in acts.touching(page):
                self._note(receipt, page)

    def _open(self, row: Row) -> Receipt:
        moved = [self._table.moved(self._table.slot(tag)) for tag in row.tags]
        receipt = Receipt(row=row, g=min(moved, default=0))
        self._by_seq[row.seq] = receipt
        self._kept.append(receipt)
        while len(self._kept) > ACTS:
            self._forget(self._kept.popleft())
        return receipt

    def _forget(self, receipt: Receipt) -> None:
        if self._by_seq.get(receipt.row.seq) is receipt:
            del self._by_seq[receipt.row.seq]
        for address, at in receipt.pages.items():
            if at is None and receipt in self._waiting.get(address, ()):
                self._waiting[address].remove(receipt)

    def _note(self, receipt: Receipt, page: Page) -> None:
        address = page.shell.key[3]
        receipt.count += 1
        if address in receipt.pages or len(receipt.pages) >= ADDRESSES:
            return
        anew = page.checked >= receipt.g and not page.stale
        receipt.pages[address] = page.at if anew else None
        if not anew:
            self._waiting[address].append(receipt)


class _Acts:
    """Which acts moved something that a page was made of."""

    def __init__(self, table: TagTable, receipts: Iterable[Receipt]) -> None:
        self._moved: defaultdict[int, set[Receipt]] = defaultdict(set)
        for receipt in receipts:
            for tag in receipt.row.tags:
                self._moved[table.slot(tag)].add(receipt)
        self._slots = frozenset(self._moved)
        self._of_fragments: dict[Fragment, set[Receipt]] = {}

    def touching(self, page: Page) -> set[Receipt]:
        """The receipts of the acts that moved its shell or one of its fragments."""
        found = self._of_slots(page.shell.slots)
        for fragment in page.fragments:
            if fragment:
                found = found | self._of_fragment(fragment)
        return found

    def _of_fragment(self, fragment: Fragment) -> set[Receipt]:
        if fragment not in self._of_fragments:
            self._of_fragments[fragment] = self._of_slots(fragment.slots)
        return self._of_fragments[fragment]

    def _of_slots(self, slots: Slots) -> set[Receipt]:
        if self._slots.isdisjoint(slots):
            return set()
        return set().union(*[self._moved[slot] for slot in slots if slot in self._slots])
