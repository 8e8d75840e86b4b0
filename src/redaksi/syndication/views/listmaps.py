"""Sitemaps of what is no story: sections and static pages, topics, people, collections."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.http import Http404, HttpResponse

from redaksi.fronts.queries import every_collection, of_collection
from redaksi.sections.queries import every_section, static_pages
from redaksi.stories import addresses, queries
from redaksi.syndication.requests import ReaderRequest
from redaksi.syndication.sitemap import MOST, row, urlset

Place = tuple[str, datetime | None]
#: The words in the names of the files, and what they list.
NOUNS = {"topics": "topic", "people": "person"}


def names() -> Iterator[str]:
    """The files there are, for the index; one of topics or people for every 50,000 ids."""
    yield "sitemap-pages.xml"
    for word, noun in NOUNS.items():
        parts = queries.parts_of(noun, MOST)
        yield from (f"sitemap-{word}-{part}.xml" for part in range(1, parts + 1))
    if every_collection():
        yield "sitemap-collections.xml"


def pages(request: ReaderRequest) -> HttpResponse:
    """The front, the sections that have stories, the corrections and the static pages."""
    return urlset(row(request, url, at) for url, at in (*_sections(), *_corrections(), *_static()))


def _sections() -> Iterator[Place]:
    """The front and the newest stories, then every section, with the time of the newest story."""
    sections = every_section()
    found = queries.newest([one.pk for one in sections], latest=1, each=1)
    newest = found.latest[0].published_at if found.latest else None
    yield from (("/", newest), (addresses.LATEST, newest))
    for one in sections:
        if found.sections[one.pk]:
            yield one.url, found.sections[one.pk][0].published_at


def _corrections() -> Iterator[Place]:
    newest = queries.corrections(limit=1).items
    yield addresses.CORRECTIONS, newest[0].note.at if newest else None


def _static() -> Iterator[Place]:
    return ((one.url, one.updated_at) for one in static_pages())


def listed(request: ReaderRequest, kind: str, part: str) -> HttpResponse:
    """One part of the topics or the people who have stories, with the time of the newest one."""
    if int(part) > queries.parts_of(NOUNS[kind], MOST):
        raise Http404(f"There is no part {part} of the {kind}.")
    found = queries.with_stories(NOUNS[kind], int(part), MOST)
    return urlset(row(request, one.url, one.changed_at) for one in found)


def collections(request: ReaderRequest) -> HttpResponse:
    """The collections that have stories, with the time of the newest one on their first page."""
    return urlset(row(request, url, at) for url, at in _collections())


def _collections() -> Iterator[Place]:
    for one in every_collection()[:MOST]:
        cards = of_collection(one.pk).items
        if cards:
            yield one.url, max(card.published_at for card in cards)
