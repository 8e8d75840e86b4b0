"""What other rooms may know of editions. Each hand-out notes ``edition:ID``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q

from redaksi.editions import addresses, files
from redaksi.editions.models import LIST, SHOWN, Edition, EditionPage, moment
from redaksi.editions.shapes import (
    EditionCard,
    Editions,
    EditionView,
    PageView,
    Sheet,
    Withdrawn,
)
from redaksi.lib import ids
from redaksi.press import lists, reading

EACH = 24


@reading.reads
def newest() -> EditionCard | None:
    """The edition of the latest day; None before the first. Notes the top of the list."""
    reading.note(lists.head_tag(LIST, 1))
    row = _cards().first()
    return _card(row) if row else None


@reading.reads
def others(pk: int, limit: int) -> tuple[EditionCard, ...]:
    """The *limit* (up to 9) newest editions without edition *pk*; notes the top of the list."""
    reading.note(lists.head_tag(LIST, limit + 1))
    return tuple(_card(row) for row in _cards().exclude(pk=pk)[:limit])


@reading.reads
def listed(*, before: str | None = None, limit: int = EACH) -> Editions:
    """The editions older than the key *before*, or the newest; notes the windows they span.

    Raises `ids.BadKey` for a key that we never wrote.
    """
    rows = _cards()
    if before:
        at, pk = ids.decode_key(before)
        rows = rows.filter(Q(date__lt=at.date()) | Q(date=at.date(), pk__lt=pk))
    found = list(rows[: limit + 1])
    items, more = found[:limit], len(found) > limit
    reading.note(*_windows(items, before, more))
    last = ids.encode_key(moment(items[-1].date), items[-1].pk) if more else None
    cards = tuple(_card(row) for row in items)
    return Editions(items=cards, before=last, months=_by_month(cards))


@reading.reads
def edition_of(day: date) -> EditionView | Withdrawn | None:
    """The edition of *day* as readers see it; notes its address."""
    reading.note(f"path:{addresses.edition(day)}")
    rows = Edition.objects.filter(date=day, status__in=SHOWN).order_by("status", "-pk")
    row = rows.prefetch_related(Prefetch("pages", _sheets())).first()
    if row is None:
        return None
    reading.note(f"edition:{row.pk}")
    return _view(row) if row.status == Edition.Status.PUBLISHED else _withdrawn(row)


@reading.reads
def page_of(edition: EditionView, number: int) -> PageView | None:
    """Page *number* (from 1) of *edition*, with its text; None when it has no such page."""
    reading.note(f"edition:{edition.pk}")
    sheet = next((one for one in edition.sheets if one.number == number), None)
    if sheet is None:
        return None
    text = EditionPage.objects.filter(edition=edition.pk, number=number).values_list("text")
    return PageView(edition=edition, sheet=sheet, text=next((one for (one,) in text), ""))


def sheets_of(edition: Edition) -> tuple[Sheet, ...]:
    """The drawn pages of *edition*, for the desk; nothing is noted."""
    return tuple(_sheet(page) for page in edition.pages.defer("text").order_by("number"))


def _windows(items: list[Any], before: str | None, more: bool) -> Iterable[str]:
    if before is None:
        return (lists.head_tag(LIST, len(items) + 1),)
    newest = ids.decode_key(before)[0]
    oldest = moment(items[-1].date) if items else newest
    return lists.window_tags(LIST, newest, oldest, ends=not more)


def _by_month(cards: tuple[EditionCard, ...]) -> dict[tuple[int, int], tuple[EditionCard, ...]]:
    months: dict[tuple[int, int], tuple[EditionCard, ...]] = {}
    for card in cards:
        key = (card.date.year, card.date.month)
        months[key] = (*months.get(key, ()), card)
    return months


def _cards() -> Any:
    """The published editions with their covers, newest first."""
    rows = Edition.objects.filter(status=Edition.Status.PUBLISHED).order_by("-date", "-pk")
    return rows.prefetch_related(Prefetch("pages", _sheets().filter(number=1)))


def _sheets() -> Any:
    return EditionPage.objects.defer("text").order_by("number")


def _sheet(page: EditionPage) -> Sheet:
    made = sorted(page.images.values(), key=lambda one: int(one[1]))
    found = tuple((files.url(name), width, height) for name, width, height in made)
    return Sheet(number=page.number, label=page.label, files=found)


def _head(row: Edition) -> dict[str, Any]:
    reading.note(f"edition:{row.pk}")
    pages = [_sheet(page) for page in row.pages.all() if page.number == 1 and page.images]
    return {
        "pk": row.pk, "date": row.date, "number": row.number, "year": row.year,
        "title": row.title, "pages": row.page_count, "published_at": row.published_at,
        "cover": pages[0] if pages else None,
    }  # fmt: skip


def _card(row: Edition) -> EditionCard:
    return EditionCard(**_head(row))


def _view(row: Edition) -> EditionView:
    sheets = tuple(_sheet(page) for page in row.pages.all() if page.images)
    address = files.url(row.pdf) if row.pdf else ""
    return EditionView(**_head(row), pdf=address, pdf_bytes=row.pdf_bytes, sheets=sheets)


def _withdrawn(row: Edition) -> Withdrawn:
    at = row.withdrawn_at or row.created_at
    return Withdrawn(pk=row.pk, date=row.date, title=row.title, withdrawn_at=at, reason=row.reason)
