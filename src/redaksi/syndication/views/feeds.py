"""Feeds of the newspaper, of each section, topic, person and collection, in each format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.utils.http import http_date

from redaksi.fronts.queries import collection_at, of_collection
from redaksi.sections.queries import section_at, topic_at
from redaksi.staff.queries import person_at
from redaksi.stories import queries
from redaksi.stories.shapes import Card
from redaksi.syndication import atom, entries, jsonfeed, rss
from redaksi.syndication.requests import ReaderRequest

ENTRIES = 20
#: By the name of the file.
FORMATS: dict[str, ModuleType] = {one.FILE: one for one in (rss, atom, jsonfeed)}


@dataclass(frozen=True, kw_only=True)
class Followed:
    """The page that a feed follows: its name, what it is about, its address, its stories."""

    name: str
    about: str
    page: str
    cards: tuple[Card, ...]


def site(request: ReaderRequest, file: str) -> HttpResponse:
    """The newest stories of the newspaper."""
    title, cards = request.newspaper, queries.latest(limit=ENTRIES).items
    return _feed(
        request, file, Followed(name=title.name, about=title.tagline, page="/", cards=cards)
    )


def section(request: ReaderRequest, path: str, file: str) -> HttpResponse:
    """The newest stories of a section."""
    found = section_at(path)
    if found is None:
        raise Http404(path)
    cards = queries.in_section(found.pk, limit=ENTRIES).items
    return _feed(
        request, file,
        Followed(name=found.name, about=found.description, page=found.url, cards=cards),
    )  # fmt: skip


def listed(request: ReaderRequest, kind: str, slug: str, file: str) -> HttpResponse:
    """The newest stories of a topic, a person or a collection; a former address redirects."""
    found = LISTS[kind](slug)
    if found is None:
        raise Http404(f"{kind} {slug}")
    if found.page != f"/{kind}/{slug}/":
        return HttpResponsePermanentRedirect(f"{found.page}feed/{file}")
    return _feed(request, file, found)


def _topic(slug: str) -> Followed | None:
    found = topic_at(slug)
    if found is None:
        return None
    cards = queries.of_topic(found.pk, limit=ENTRIES).items
    return Followed(name=found.name, about=found.description, page=found.url, cards=cards)


def _person(slug: str) -> Followed | None:
    found = person_at(slug)
    if found is None:
        return None
    cards = queries.by_person(found.pk, limit=ENTRIES).items
    return Followed(name=found.name, about=found.bio, page=found.url, cards=cards)


def _collection(slug: str) -> Followed | None:
    found = collection_at(slug)
    if found is None:
        return None
    cards = of_collection(found.pk).items[:ENTRIES]
    return Followed(name=found.name, about=found.description, page=found.url, cards=cards)


#: By the first word of their addresses.
LISTS: dict[str, Callable[[str], Followed | None]] = {
    "topic": _topic, "person": _person, "collection": _collection,
}  # fmt: skip


def _feed(request: ReaderRequest, file: str, followed: Followed) -> HttpResponse:
    title, form = request.newspaper, FORMATS[file]
    pks = [card.pk for card in followed.cards]
    made = entries.entries(
        followed.cards, notes=queries.notes_of(pks), changed=queries.changed(pks), title=title,
        base=request.base,
    )  # fmt: skip
    name = title.name if followed.page == "/" else f"{title.name}: {followed.name}"
    channel = entries.Channel(
        title=title, base=request.base, name=name, about=followed.about, page=followed.page,
        entries=made,
    )  # fmt: skip
    response = HttpResponse(form.written(channel), content_type=f"{form.TYPE}; charset=utf-8")
    if made:
        response.headers["Last-Modified"] = http_date(channel.updated.timestamp())
    return response
