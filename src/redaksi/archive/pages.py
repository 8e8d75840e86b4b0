"""Pages of WordPress into static pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import unquote

from redaksi.archive import addresses, drafts, known
from redaksi.archive.batches import EDITED, GONE, tell
from redaksi.archive.drafts import Draft, Given
from redaksi.archive.models import ImportedItem
from redaksi.archive.report import Ledger
from redaksi.archive.richtext import rich_text
from redaksi.archive.shelves import Shelves
from redaksi.press import acts
from redaksi.sections.models import StaticPage
from redaksi.stylebook import slugs, teaser

KIND = "page"


class Pages:
    """Puts pages in one by one: a newspaper has tens of them, not thousands."""

    def __init__(
        self,
        shelves: Shelves,
        ledger: Ledger,
        shared: Mapping[int, str],
        read: Callable[[Given], Draft],
        now: datetime,
    ) -> None:
        self.shelves, self.ledger, self.shared, self.now = shelves, ledger, shared, now
        self.read = read

    def take(self, given: Given, *, write: bool, actor: str) -> None:
        """Put a page in, or say only what would become of it."""
        row = known.of(self.shelves.site, KIND, [given.item.key]).get(given.item.key[:255])
        if row and row.digest == given.digest:
            tell(self.ledger, "unchanged", given)
            return
        page = StaticPage.objects.filter(pk=row.pk_here or 0).first() if row else None
        if row and page is None:
            tell(self.ledger, "skipped", given, GONE)
        elif row and page and _mark(page) != row.data.get("mark"):
            tell(self.ledger, "skipped", given, EDITED)
        else:
            draft = self.read(given)
            if write:
                self._write(draft, row, page, actor)
            tell(self.ledger, "updated" if row else "imported", draft)

    def _write(
        self, draft: Draft, row: ImportedItem | None, page: StaticPage | None, actor: str
    ) -> None:
        with acts.gathering(actor=actor):
            page = page or StaticPage(slug=self._free_slug(draft))
            page.title = teaser.cut(draft.fields["headline"], 160)
            page.body = rich_text(drafts.read(draft.item, self.shared).blocks)
            page.live = draft.fate.state == "live"
            page.save()
            row = row or known.row(self.shelves.site, KIND, draft.item.key, self.now)
            row.digest, row.ref, row.data = draft.digest, page.subject, {"mark": _mark(page)}
            row.save()
            self.shelves.book.keep(addresses.of_item(draft.item), page.subject)
            with acts.act("imported", page.subject, actor=actor):
                self.shelves.book.write()

    def _free_slug(self, draft: Draft) -> str:
        base = slugs.slug(unquote(draft.item.slug) or draft.fields["headline"], limit=80)
        slug, number = base, 2
        while StaticPage.objects.filter(slug=slug).exists():
            slug, number = f"{base}-{number}", number + 1
        return slug


def _mark(page: StaticPage) -> str:
    """What tells whether the desk has changed a page."""
    return f"{page.updated_at:%Y%m%d%H%M%S%f}"
