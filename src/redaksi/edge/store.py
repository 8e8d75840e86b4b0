"""The pages and fragments in memory, bounded in bytes; what nobody asks for goes."""

from __future__ import annotations

from collections import Counter

from redaksi.edge.asking import FragmentKey, Key
from redaksi.edge.packing import Piece
from redaksi.edge.pages import Fragment, Page

# Bytes that objects take beyond what they hold, as measured by tests/edge/test_store.py.
PIECE, ENTRY, SHARED = 190, 1_500, 700
CHANCES = 100  # pages that get another turn before one goes whether it was asked for or not
PASSING = frozenset({301, 404, 410})


class Shelf:
    """Pages in the order in which they came; one that was asked for since gets another turn.

    That comes near to the order of use, costs a hit one store, and a plain dict is listed at once.
    """

    def __init__(self, *, count: int, size: int) -> None:
        self.pages: dict[Key, Page] = {}
        self.count, self.size, self.bytes = count, size, 0

    def add(self, page: Page) -> None:
        """Put a page in front."""
        self.pages[page.shell.key] = page
        self.bytes += weight(page)

    def oldest(self) -> Key:
        """The page to go first."""
        for _ in range(CHANCES):
            key, page = next(iter(self.pages.items()))
            if not page.used:
                return key
            page.used = False
            self.pages[key] = self.pages.pop(key)
        return next(iter(self.pages))

    def take(self, key: Key) -> Page | None:
        """Take a page down; None when it is not here."""
        page = self.pages.pop(key, None)
        self.bytes -= weight(page) if page else 0
        return page


class Store:
    """Everything kept by one worker, at most `size` bytes of it, each shared piece counted once.

    Redirects, pages that are missing or gone and those that the application calls passing stand on
    a small shelf of their own (`passing` of them at most), so that a walk through addresses that
    never were, or through all that can be searched for, fells no page.
    """

    def __init__(self, *, size: int, passing: int = 2_000) -> None:
        self.main = Shelf(count=10_000_000, size=size)
        self.passing = Shelf(count=passing, size=size // 16)
        self.fragments: dict[FragmentKey, Fragment] = {}
        self.shared = 0
        self.evicted = 0
        self._same: dict[bytes, Piece] = {}
        self._uses: Counter[FragmentKey] = Counter()
        self._idle: dict[FragmentKey, None] = {}

    @property
    def bytes(self) -> int:
        """What all of it takes."""
        return self.main.bytes + self.passing.bytes + self.shared

    def __len__(self) -> int:
        return len(self.main.pages) + len(self.passing.pages)

    def find(self, key: Key) -> Page | None:
        """The page of this key, fresh or not."""
        return self.main.pages.get(key) or self.passing.pages.get(key)

    def all(self) -> list[Page]:
        """Every page, as of now."""
        return [*self.main.pages.values(), *self.passing.pages.values()]

    def put(self, page: Page) -> None:
        """Keep a page instead of what stood under its key, unless that is newer."""
        key = page.shell.key
        old = self.find(key)
        if old and newer(old, page):
            return
        self._hold(page)
        self._drop(key)
        shelf = self.passing if page.status in PASSING or page.shell.passing else self.main
        shelf.add(page)
        self._evict()

    def put_fragment(self, fragment: Fragment) -> None:
        """Keep a fragment instead of an older one; equal bytes are kept once."""
        old = self.fragments.get(fragment.key)
        if old and old.version > fragment.version:
            return
        fragment.piece = self._same.get(fragment.piece.digest, fragment.piece)
        self._take(fragment.piece)
        self.fragments[fragment.key] = fragment
        if old:
            self._release(old.piece)
        elif not self._uses[fragment.key]:
            self._idle[fragment.key] = None

    def _hold(self, page: Page) -> None:
        for fragment in page.fragments:
            if fragment:
                self._take(fragment.piece)
        for place in page.shell.places():
            self._uses[place.key] += 1
            self._idle.pop(place.key, None)

    def _drop(self, key: Key) -> None:
        page = self.main.take(key) or self.passing.take(key)
        if not page:
            return
        for fragment in page.fragments:
            if fragment:
                self._release(fragment.piece)
        for place in page.shell.places():
            self._leave(place.key)

    def _leave(self, key: FragmentKey) -> None:
        self._uses[key] -= 1
        if self._uses[key] <= 0:
            del self._uses[key]
            if key in self.fragments:
                self._idle[key] = None

    def _evict(self) -> None:
        """Fragments that no page uses first, then the pages that nobody asked for."""
        while self.bytes > self.main.size and (self._idle or self.main.pages):
            if self._idle:
                key = next(iter(self._idle))
                del self._idle[key]
                self._release(self.fragments.pop(key).piece)
            else:
                self._evict_from(self.main)
        small = self.passing
        while len(small.pages) > small.count or small.bytes > small.size:
            self._evict_from(small)

    def _evict_from(self, shelf: Shelf) -> None:
        self._drop(shelf.oldest())
        self.evicted += 1

    def _take(self, piece: Piece) -> None:
        if not piece.users:
            self._same.setdefault(piece.digest, piece)
            self.shared += len(piece.data) + SHARED
        piece.users += 1

    def _release(self, piece: Piece) -> None:
        piece.users -= 1
        if not piece.users:
            if self._same.get(piece.digest) is piece:
                del self._same[piece.digest]
            self.shared -= len(piece.data) + SHARED


def newer(one: Page, other: Page) -> bool:
    """Whether the first was made of newer parts than the second."""
    return (one.shell.version, one.checked) > (other.shell.version, other.checked)


def weight(page: Page) -> int:
    """The bytes that a page takes alone: its own pieces, headers, tags and objects."""
    shell = page.shell
    own = [part for part in shell.spread if isinstance(part, Piece)]
    text = sum([len(value) for _, value in shell.headers]) + len(shell.key[3])
    return ENTRY + text + 4 * len(shell.slots) + sum([len(p.data) + PIECE for p in own])
