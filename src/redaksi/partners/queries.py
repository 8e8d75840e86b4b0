"""What other rooms may know of partners. Each hand-out notes ``rail:partner-SLUG``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from redaksi.lib import clock
from redaksi.partners import addresses, files
from redaksi.partners.models import LIST, Partner, PartnerItem
from redaksi.press import reading
from redaksi.sections.queries import Title, today


@dataclass(frozen=True, kw_only=True)
class PartnerEntry:
    """A campaign or a headline; ``files`` are its picture's: address, width, height.

    ``percent`` is of the target, ``days_left`` counts to its last day (0: today); None: not said.
    """

    title: str
    link: str
    files: tuple[tuple[str, int, int], ...] = ()
    target: int | None = None
    collected: int | None = None
    percent: int | None = None
    days_left: int | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class PartnerView:
    """A partner's last good copy; ``shown`` is how many of it a rail shows."""

    slug: str
    name: str
    title: str
    kind: str
    url: str
    shown: int
    items: tuple[PartnerEntry, ...]

    @property
    def head(self) -> tuple[PartnerEntry, ...]:
        return self.items[: self.shown]


@reading.reads
def partner_at(slug: str, title: Title) -> PartnerView | None:
    """The partner *slug* with all that it has; no items while its copy is too old.

    Notes its rail, its address when there is none, and the day when days are counted.
    """
    reading.note(f"rail:partner-{slug}")
    row = Partner.objects.filter(slug=slug, live=True).first()
    if row is None:
        reading.note(f"path:{addresses.partner(slug)}")
        return None
    rows = [] if row.hidden else list(row.items.order_by("order"))
    return _view(row, rows, title)


@reading.reads
def shown(title: Title) -> tuple[PartnerView, ...]:
    """Every partner that readers see and that has something, in order; notes their list."""
    reading.note(LIST)
    rows = Partner.objects.filter(live=True, hidden=False).prefetch_related("items")
    found = [_noted(row, title) for row in rows]
    return tuple(one for one in found if one.items)


def _noted(row: Partner, title: Title) -> PartnerView:
    reading.note(f"rail:partner-{row.slug}")
    return _view(row, sorted(row.items.all(), key=lambda one: one.order), title)


def _view(row: Partner, rows: list[PartnerItem], title: Title) -> PartnerView:
    return PartnerView(
        slug=row.slug, name=row.name, title=row.title or row.name, kind=row.kind, url=row.url,
        shown=row.length, items=tuple(_entry(one, title) for one in rows),
    )  # fmt: skip


def _entry(row: PartnerItem, title: Title) -> PartnerEntry:
    made = tuple((files.url(str(name)), int(w), int(h)) for name, w, h in row.images)
    left = None
    if row.ends_on is not None:
        left = max(0, (row.ends_on - today(title, clock.now())).days)
    return PartnerEntry(
        title=row.title, link=row.link, files=made, target=row.target, collected=row.collected,
        percent=_percent(row), days_left=left, published_at=row.published_at,
    )  # fmt: skip


def _percent(row: PartnerItem) -> int | None:
    if row.collected is None or not row.target:
        return None
    return min(row.collected * 100 // row.target, 9_999)
