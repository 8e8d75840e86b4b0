"""CHECK: whether what is stored may still be shown, by comparing tags and the time."""

from __future__ import annotations

from collections.abc import Callable

from redaksi.edge.asking import FragmentKey, Key
from redaksi.edge.counters import Counters
from redaksi.edge.pages import Fragment, Page, Shell, spliced
from redaksi.edge.receipts import Receipts
from redaksi.edge.store import Store
from redaksi.edge.tagtable import TagTable

EXCUSED = 1.0  # seconds for which an older answer stands before the application is asked again


class Freshness:
    """Compares what is stored with the table. `now` is in seconds since 1970."""

    def __init__(
        self,
        table: TagTable,
        store: Store,
        receipts: Receipts,
        counters: Counters,
        now: Callable[[], float],
    ) -> None:
        self.table, self.store, self.receipts = table, store, receipts
        self.counters, self.now = counters, now

    def page(self, key: Key) -> Page | None:
        """The page of this key when all of it is fresh; spliced anew if a fragment changed."""
        seq, g = self.reading()
        page = self.store.find(key)
        if page is None or not self.shell(page.shell):
            return None
        fragments = [self.fragment(place.key, g) for place in page.shell.places()]
        whole = [fragment for fragment in fragments if fragment]
        if len(whole) < len(fragments):
            return None
        if [each.piece for each in whole] != [each and each.piece for each in page.fragments]:
            page = self._splice(page, whole)
        page.checked, page.seq, page.stale, page.at = g, seq, False, self.now()
        page.until = min([page.shell.until, *[fragment.until for fragment in whole]])
        return page

    def reading(self) -> tuple[int, int]:
        """The applied seq, then G: read in this order, before anything that is compared."""
        seq = self.table.applied
        self.table.fence()
        g = self.table.g
        self.table.fence()
        return seq, g

    def shell(self, shell: Shell) -> bool:
        """Whether a page's own text may be shown."""
        return self.now() < shell.until and self.table.fresh(shell.slots, shell.version)

    def fragment(self, key: FragmentKey, g: int) -> Fragment | None:
        """The fragment of this key when it is fresh at `g`; looked at once for each `g`."""
        found = self.store.fragments.get(key)
        if found is None or self.now() >= found.until:
            return None
        if found.checked < g:
            if not self.table.fresh(found.slots, found.version):
                return None
            found.checked = g
        return found

    def excuse(self, page: Page) -> bool:
        """Let an older page stand for a second, unless something moved that must never wait."""
        _, g = self.reading()
        if not self._allowed(page):
            return False
        page.checked, page.stale, page.until = g, True, self.now() + EXCUSED
        return True

    def older_fragment(self, key: FragmentKey) -> Fragment | None:
        """The older fragment of this key, if it may stand in for one that cannot be had."""
        found = self.store.fragments.get(key)
        return found if found and self.table.fresh(found.must, found.checked) else None

    def _allowed(self, page: Page) -> bool:
        musts = [page.shell.must, *[each.must for each in page.fragments if each]]
        return all(self.table.fresh(must, page.checked) for must in musts)

    def _splice(self, page: Page, fragments: list[Fragment]) -> Page:
        self.counters.splices += 1
        again = spliced(page.shell, fragments, checked=page.checked, seq=page.seq, at=page.at)
        self.store.put(again)
        return again
