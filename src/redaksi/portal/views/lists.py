"""Lists of stories: latest, corrections, topics, people, the archive; and static pages."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import nh3
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from redaksi.fronts.queries import collection_at, of_collection
from redaksi.lib import clock
from redaksi.portal import lists, structured, twins
from redaksi.portal.frame import frame, page
from redaksi.portal.requests import ReaderRequest
from redaksi.sections.queries import has_come, page_at, topic_at
from redaksi.staff.queries import person_at
from redaksi.stories import addresses, queries
from redaksi.stories.shapes import Cards
from redaksi.stylebook import dates
from redaksi.stylebook.languages import language


def latest(request: ReaderRequest) -> HttpResponse:
    """The newest stories of the newspaper."""
    before = lists.before(request)
    return _list(request, addresses.LATEST, _("Latest news"), queries.latest(before=before), before)


def topic(request: ReaderRequest, slug: str) -> HttpResponse:
    """The newest stories with a topic."""
    found = topic_at(slug)
    if found is None:
        raise Http404(slug)
    before = lists.before(request)
    cards = queries.of_topic(found.pk, before=before)
    return _list(
        request, found.url, found.name, cards, before, kick=_("Topic"), deck=found.description
    )


def collection(request: ReaderRequest, slug: str) -> HttpResponse:
    """The stories of a collection: what its desk picked, then the newest by its rule."""
    found = collection_at(slug)
    if found is None:
        raise Http404(slug)
    before = lists.before(request)
    cards = of_collection(found.pk, before=before)
    return _list(
        request, found.url, found.name, cards, before, kick=_("Collection"),
        deck=found.description,
    )  # fmt: skip


def person(request: ReaderRequest, slug: str) -> HttpResponse:
    """A person of the newspaper and what they signed; a former address redirects."""
    found = person_at(slug)
    if found is None:
        raise Http404(slug)
    if found.slug != slug:
        return HttpResponsePermanentRedirect(found.url)
    before = lists.before(request)
    cards = queries.by_person(found.pk, before=before)
    about: dict[str, object] = {
        "@type": "ProfilePage",
        "mainEntity": structured.person(found, request.base)
        | {
            name: text
            for name, text in (("jobTitle", found.title), ("description", found.bio))
            if text
        },
    }
    return _list(
        request, found.url, found.name, cards, before, kick=found.title or found.work.capitalize(),
        deck=found.bio, person=found, data=[about],
    )  # fmt: skip


def corrections(request: ReaderRequest) -> HttpResponse:
    """Every public correction, newest first."""
    before = lists.before(request)
    found = queries.corrections(before=before)
    heading = _("Corrections")
    shown = frame(
        request, path=addresses.CORRECTIONS, kind="list", heading=heading, indexed=before is None,
        foot="corrections",
        description=_("What we got wrong, and when we said so."),
        data=[structured.trail(request.base, [(heading, addresses.CORRECTIONS)])],
    )  # fmt: skip
    return page(request, "portal/corrections.html", shown, items=found.items, before=found.before,
        gone=queries.withdrawals() if before is None else (),
    )  # fmt: skip


def month(request: ReaderRequest, year: str, month: str) -> HttpResponse:
    """A month of the archive: its days, with how many stories each has."""
    first = _day(int(year), int(month), 1)
    _refuse_outside(request, first, _after(first))
    zone = request.newspaper.zone
    days = queries.days_of(first.year, first.month, zone)
    spoken = f"{language(request.newspaper.language).months[first.month - 1]} {first.year}"
    heading, path = (
        _("Archive: %(when)s") % {"when": spoken},
        addresses.day(first.year, first.month),
    )
    shown = frame(
        request, path=path, kind="list", heading=heading,
        data=[structured.trail(request.base, [(heading, path)])],
    )  # fmt: skip
    return page(
        request, "portal/month.html", shown, heading=heading, month=spoken,
        days=[(_noon(day, request), addresses.day(day.year, day.month, day.day), count)
              for day, count in sorted(days.items(), reverse=True)],
        older=_month_link(request, first - timedelta(days=1)),
        newer=_month_link(request, _after(first)),
    )  # fmt: skip


def day(request: ReaderRequest, year: str, month: str, day: str) -> HttpResponse:
    """A day of the archive: everything that was published on it."""
    which = _day(int(year), int(month), int(day))
    _refuse_outside(request, which, which + timedelta(days=1))
    zone, before = request.newspaper.zone, lists.before(request)
    start = datetime(which.year, which.month, which.day, tzinfo=zone)
    end = datetime.combine(which + timedelta(days=1), start.timetz())
    cards = queries.published_between(start, end, before=before)
    spoken = dates.day_long(start, zone, request.newspaper.language)
    path = addresses.day(which.year, which.month, which.day)
    return _list(request, path, _("Archive: %(when)s") % {"when": spoken}, cards, before)


def static_page(request: ReaderRequest, slug: str) -> HttpResponse:
    """A static page: about, guidelines, the editors' box."""
    found = page_at(slug)
    if found is None:
        raise Http404(slug)
    shown = frame(
        request, path=found.url, kind="plain", heading=found.title,
        foot=str(found.pk) if found.in_footer else "",
        data=[structured.trail(request.base, [(found.title, found.url)])],
    )  # fmt: skip
    part = twins.part_of(request, list(twins.paragraphs(_clean(found.html))))
    html = mark_safe("".join(part.items))  # noqa: S308 (nh3 cleaned it)
    return page(request, "portal/page.html", shown, static=found, html=html, part=part)


def _list(
    request: ReaderRequest, path: str, heading: str, cards: Cards, before: str | None, *,
    kick: str = "", deck: str = "", data: list[dict[str, object]] | None = None,
    **more: Any,
) -> HttpResponse:  # fmt: skip
    shown = frame(
        request, path=path, kind="list", heading=heading, description=deck,
        indexed=before is None,
        data=[structured.trail(request.base, [(heading, path)]), *(data or [])],
        image=lists.image(request, cards.items[0] if cards.items else None),
    )  # fmt: skip
    return page(
        request, "portal/list.html", shown, heading=heading, kick=kick, deck=deck,
        cards=cards.items, before=cards.before, archive=lists.archive(request, cards.items), **more,
    )  # fmt: skip


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as problem:
        raise Http404(str(problem)) from problem


def _refuse_outside(request: ReaderRequest, first: date, after: date) -> None:
    """404 for days before the first story and days to come."""
    zone, oldest = request.newspaper.zone, queries.oldest()
    if oldest is None or not has_come(first, request.newspaper, clock.now()):
        raise Http404(f"No story is of {first}.")
    if after <= oldest.astimezone(zone).date():
        raise Http404(f"The first story is later than {after}.")


def _after(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def _month_link(request: ReaderRequest, day: date) -> tuple[str, str] | None:
    """The name and address of the month of *day*, when it can hold stories."""
    first = day.replace(day=1)
    try:
        _refuse_outside(request, first, _after(first))
    except Http404:
        return None
    words = language(request.newspaper.language)
    return f"{words.months[first.month - 1]} {first.year}", addresses.day(first.year, first.month)


def _noon(day: date, request: ReaderRequest) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=request.newspaper.zone)


def _clean(html: str) -> str:
    """The rich text of a static page with the tags its editor offers."""
    tags = {
        "h2",
        "h3",
        "b",
        "strong",
        "i",
        "em",
        "ol",
        "ul",
        "li",
        "a",
        "hr",
        "blockquote",
        "p",
        "br",
    }
    return nh3.clean(html, tags=tags, attributes={"a": {"href"}}, link_rel=None)
