"""Feeds of the newspaper and of each section."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.http import http_date

from redaksi.sections.queries import section_at
from redaksi.stories import queries
from redaksi.stories.shapes import Card
from redaksi.syndication import rss
from redaksi.syndication.requests import ReaderRequest

ENTRIES = 20


def site(request: ReaderRequest) -> HttpResponse:
    """The newest stories of the newspaper as RSS."""
    title = request.newspaper
    return _feed(
        request, queries.latest(limit=ENTRIES).items, name=title.name, about=title.tagline, page="/"
    )


def section(request: ReaderRequest, path: str) -> HttpResponse:
    """The newest stories of a section as RSS."""
    found = section_at(path)
    if found is None:
        raise Http404(path)
    cards = queries.in_section(found.pk, limit=ENTRIES).items
    name = f"{request.newspaper.name}: {found.name}"
    return _feed(request, cards, name=name, about=found.description, page=found.url)


def _feed(
    request: ReaderRequest, cards: tuple[Card, ...], *, name: str, about: str, page: str
) -> HttpResponse:
    notes = queries.notes_of(card.pk for card in cards)
    feed = rss.Feed(
        title=request.newspaper, base=request.base, name=name, about=about,
        path=f"{page}feed/rss.xml", page=page,
    )  # fmt: skip
    for card in cards:
        feed.entry(card, notes.get(card.pk, ()))
    response = HttpResponse(feed.finished(), content_type="application/rss+xml; charset=utf-8")
    changed = rss.newest(cards, notes)
    if changed:
        response.headers["Last-Modified"] = http_date(changed.timestamp())
    return response
