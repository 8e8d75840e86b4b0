"""The e-paper: an edition read page by page, and the list of all editions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from redaksi.editions import addresses, queries
from redaksi.editions.shapes import EditionView, PageView, Withdrawn
from redaksi.portal import lists, structured, twins
from redaksi.portal.frame import Frame, ShareImage, frame, page
from redaksi.portal.requests import ReaderRequest
from redaksi.stylebook import dates
from redaksi.stylebook.languages import language

TITLE = "E-Paper"
OTHERS = 3


def newest(request: ReaderRequest) -> HttpResponse:
    """Page one of the newest edition; a notice while there is none."""
    card = queries.newest()
    found = queries.edition_of(card.date) if card else None
    if not isinstance(found, EditionView):
        made = frame(request, path=addresses.NEWEST, kind="epaper", heading=TITLE)
        return page(request, "portal/epaper.html", made)
    return _shown(request, found, 1)


def day(request: ReaderRequest, day: str) -> HttpResponse:
    """The address of an edition without a page leads to page one."""
    found = queries.edition_of(_day(day))
    if found is None:
        raise Http404(day)
    return HttpResponsePermanentRedirect(addresses.page(found.date, 1))


def sheet(request: ReaderRequest, day: str, number: str) -> HttpResponse:
    """A page of the edition of a day; a withdrawn edition says so with 410."""
    found = queries.edition_of(_day(day))
    if found is None:
        raise Http404(day)
    if isinstance(found, Withdrawn):
        return _gone(request, found)
    return _shown(request, found, int(number))


def editions(request: ReaderRequest) -> HttpResponse:
    """Every edition by month, the newest first."""
    before = lists.before(request)
    found = queries.listed(before=before)
    words, heading = language(request.newspaper.language), _("All editions")
    months = [
        (f"{words.months[month - 1]} {year}", cards)
        for (year, month), cards in found.months.items()
    ]
    trail = [(TITLE, addresses.NEWEST), (heading, addresses.ALL)]
    made = frame(
        request, path=addresses.ALL, kind="epaper", heading=f"{TITLE}: {heading}",
        indexed=before is None, data=[structured.trail(request.base, trail)],
    )  # fmt: skip
    return page(request, "portal/editions.html", made, months=months, before=found.before)


def _shown(request: ReaderRequest, edition: EditionView, number: int) -> HttpResponse:
    found = queries.page_of(edition, number)
    if found is None:
        raise Http404(f"{edition.date} has no page {number}.")
    previous = addresses.page(edition.date, number - 1) if number > 1 else ""
    following = addresses.page(edition.date, number + 1) if number < edition.pages else ""
    part = twins.part_of(request, found.text.splitlines())
    return page(
        request, "portal/epaper.html", _frame(request, found), edition=edition, leaf=found.sheet,
        text="\n".join(part.items), part=part, others=queries.others(edition.pk, OTHERS),
        previous=previous, next=following,
    )  # fmt: skip


def _frame(request: ReaderRequest, found: PageView) -> Frame:
    edition, number = found.edition, found.sheet.number
    spoken, path = _spoken(request, edition.date), addresses.page(edition.date, number)
    heading = f"{TITLE} {spoken}"
    if number > 1:
        heading = _("%(edition)s, page %(number)s") % {"edition": heading, "number": number}
    trail = [(TITLE, addresses.NEWEST), (spoken, addresses.page(edition.date, 1))]
    return frame(
        request, path=path, kind="epaper", heading=heading, image=_image(request, found),
        description=_("Edition of %(day)s, read page by page.") % {"day": spoken},
        data=[_issue(request, edition), structured.trail(request.base, trail)],
    )  # fmt: skip


def _issue(request: ReaderRequest, edition: EditionView) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "PublicationIssue", "datePublished": edition.date.isoformat(),
        "url": request.base + edition.url,
        "publisher": structured.newspaper(request.newspaper, request.base),
    }  # fmt: skip
    return found | ({"issueNumber": str(edition.number)} if edition.number else {})


def _image(request: ReaderRequest, found: PageView) -> ShareImage:
    url, width, height = found.sheet.at_least(800)
    said = _("Page %(number)s") % {"number": found.sheet.number}
    return ShareImage(
        url=structured.absolute(request.base, url), width=width, height=height, alt=said
    )


def _gone(request: ReaderRequest, found: Withdrawn) -> HttpResponse:
    spoken = _spoken(request, found.date)
    made = frame(
        request, path=addresses.page(found.date, 1), kind="epaper", indexed=False,
        heading=f"{TITLE} {spoken}",
    )  # fmt: skip
    return page(
        request, "portal/edition_withdrawn.html", made, status=410, edition=found, spoken=spoken
    )


def _spoken(request: ReaderRequest, day: date) -> str:
    """Senin 17 Agustus 2020."""
    zone = request.newspaper.zone
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
    return dates.day_long(noon, zone, request.newspaper.language)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as problem:
        raise Http404(str(problem)) from problem
