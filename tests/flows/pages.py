"""Pages kept with the tags they read, as a cache in front of the application would keep them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from redaksi.press.models import LogEntry
from redaksi.stories.models import Story
from tests.portal.newspaper import Small

#: Headers that readers see and that may therefore not be old.
SEEN = ("Location", "Last-Modified", "Content-Language", "Content-Type")


@dataclass(frozen=True)
class Kept:
    """One page as it was rendered, and the tags it read."""

    status: int
    body: bytes
    headers: tuple[str | None, ...]
    tags: frozenset[str]

    def same(self, other: Kept) -> bool:
        return (self.status, self.body, self.headers) == (other.status, other.body, other.headers)


@dataclass
class Shelf:
    """The kept pages; :meth:`follow` drops those whose tags moved in the log."""

    pages: dict[str, Kept] = field(default_factory=dict)
    seq: int = 0
    client: Client = field(default_factory=lambda: Client(headers={"host": "localhost"}))

    def render(self, address: str) -> Kept:
        answer = self.client.get(address)
        assert answer.status_code < 500, f"{address}: {answer.status_code}"
        return Kept(
            status=answer.status_code,
            body=answer.content,
            headers=tuple(answer.headers.get(name) for name in SEEN),
            tags=frozenset(answer.headers.get("X-Redaksi-Tags", "").split()),
        )

    def keep(self, addresses: Iterable[str]) -> None:
        for address in addresses:
            if address not in self.pages:
                self.pages[address] = self.render(address)

    def follow(self) -> dict[str, Kept]:
        """Read the log from where we were; drop what it says, and hand the dropped pages out."""
        rows = list(LogEntry.objects.after(self.seq))
        if not rows:
            return {}
        self.seq = rows[-1].seq
        moved = {tag for row in rows for tag in row.tags}
        dropped = {name: page for name, page in self.pages.items() if page.tags & moved}
        for name in dropped:
            del self.pages[name]
        return dropped

    def old(self) -> Iterator[str]:
        """The kept pages that are not what the application would say now: each one is a fault."""
        for address, page in self.pages.items():
            if not page.same(self.render(address)):
                yield address


def addresses(small: Small) -> Iterator[str]:
    """Every reader's address of *small*, second pages of lists and feeds included."""
    yield from ("/", "/latest/", "/corrections/", "/feed/rss.xml", "/sitemap.xml", "/robots.txt")
    for section in small.sections:
        section.refresh_from_db()
        yield section.url
        yield f"{section.url}feed/rss.xml"
    for row in (*small.topics, *small.people, *small.pages):
        row.refresh_from_db()
        yield row.url
    for pk, slug in Story.objects.values_list("pk", "slug"):
        yield f"/read/{pk}-{slug}"
    yield from ("/archive/2020/08/", "/archive/2020/07/", "/archive/2020/08/17/", "/tidak/ada/")


def second_pages(shelf: Shelf, firsts: Iterable[str]) -> Iterator[str]:
    """The address of the page after each of *firsts*, as the page itself links to it."""
    for first in firsts:
        for mark in (b'href="' + first.encode() + b"?before=", b'href="?before='):
            body = shelf.render(first).body
            if mark in body:
                key = body.split(mark, 1)[1].split(b'"', 1)[0].split(b"&")[0]
                yield f"{first}?before={key.decode()}"
                break


def rows(model: Any) -> list[Any]:
    return list(model.objects.order_by("pk"))
