"""Editions for tests: uploaded, drawn, published; or rows alone where no picture is looked at."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from redaksi.editions import actions, drawing
from redaksi.editions.models import Edition, EditionPage
from redaksi.lib import clock
from tests.lib import pdfmade

TODAY = date(2020, 8, 17)


def uploaded(day: date = TODAY, data: bytes | None = None, **fields: Any) -> Edition:
    """An edition whose PDF was just sent."""
    edition = Edition(**{"date": day, "number": 1908, **fields})
    return actions.upload(edition, BytesIO(pdfmade.pages(2) if data is None else data))


def drawn(day: date = TODAY, data: bytes | None = None, **fields: Any) -> Edition:
    """An edition whose pages are drawn, to be looked through."""
    edition = uploaded(day, data, **fields)
    drawing.work_off(clock.now())
    edition.refresh_from_db()
    return edition


def published(day: date = TODAY, **fields: Any) -> Edition:
    """An edition that readers see, drawn for real."""
    edition = drawn(day, **fields)
    actions.publish(edition)
    return edition


def row(day: date = TODAY, *, pages: int = 2, **fields: Any) -> Edition:
    """A published edition of rows alone: its pictures are names of files that are not there."""
    edition = Edition.objects.create(**{
        "date": day, "number": 1908, "status": Edition.Status.PUBLISHED, "page_count": pages,
        "published_at": clock.now(), "original": "editions/none.pdf",
        "pdf": f"e/0/0/{day}.pdf", "pdf_bytes": 9_000_000, **fields,
    })  # fmt: skip
    EditionPage.objects.bulk_create(page(edition, number) for number in range(1, pages + 1))
    return edition


def page(edition: Edition, number: int) -> EditionPage:
    """Page *number* of *edition*, not saved."""
    images = {str(w): [f"e/0/0/{number}-{w}.webp", w, w * 3 // 2] for w in (240, 800, 1600)}
    return EditionPage(
        edition=edition, number=number, label=str(number), width=893, height=1332, images=images,
        text=f"Teks halaman {number}",
    )  # fmt: skip
