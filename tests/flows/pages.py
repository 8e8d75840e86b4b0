"""Pages kept as the edge keeps them: its own engine over the application, here in the test.

A page is a shell with rails put in, each kept by the tags that it read itself. Time never makes
anything old here, only tags do: what the clock must move is tested, too.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from django.db import connections
from django.test import Client

from redaksi.edge.engine import Ask, Engine, Page, Reply
from redaksi.edge.follower import catch_up
from redaksi.edge.tagtable import TagTable
from redaksi.portal import again, middleware
from redaksi.press.follow import DatabaseLog
from redaksi.stories.models import Story
from tests.portal.newspaper import Small, small_newspaper
from tests.portal.surrogate import CAPABLE

T = TypeVar("T")
#: Headers that readers see and that may therefore not be old.
SEEN = ("Location", "Last-Modified", "Content-Language", "Content-Type", "Content-Security-Policy")
SAVING = "saving "


@dataclass(frozen=True)
class Kept:
    """An answer as it was made: of a page, of its shell with the rails named, of a rail."""

    status: int
    body: bytes
    headers: tuple[str | None, ...]


@dataclass
class Application:
    """Django's side of the edge, asked without a socket; it remembers what it made for the edge.

    ``said`` is what it said last of each shell and rail, ``fallen`` those that were dropped and
    that nobody asked for since.
    """

    client: Client = field(default_factory=lambda: Client(headers={"host": "localhost"}))
    said: dict[str, Kept] = field(default_factory=dict)
    fallen: set[str] = field(default_factory=set)
    connection: Any = field(default_factory=lambda: connections["default"])

    def __post_init__(self) -> None:
        middleware.forget()

    async def fetch(self, ask: Ask, *, fragment: bool) -> Reply:
        # A task has a context of its own, where Django would open another database.
        connections["default"] = self.connection
        answer = self.ask(ask.address, saving=ask.variant == "s", capable=True)
        name, body = name_of(ask.address, ask.variant), kept(answer)
        self.said[name] = body
        self.fallen.discard(name)
        return Reply(status=answer.status_code, headers=list(answer.items()), body=body.body)

    def ask(self, address: str, *, saving: bool = False, capable: bool = False) -> Any:
        headers = (CAPABLE if capable else {}) | ({"save-data": "on"} if saving else {})
        ours = {again.BEHIND_EDGE: True} if capable else {}
        answer = self.client.get(address, headers=headers, **ours)
        assert answer.status_code < 500, f"{address}: {answer.status_code}"
        return answer


def kept(answer: Any) -> Kept:
    headers = tuple(answer.headers.get(name) for name in SEEN)
    return Kept(status=answer.status_code, body=answer.content, headers=headers)


def name_of(address: str, variant: str) -> str:
    """How a kept page is called here; one for readers who save data has a word before it."""
    return (SAVING if variant else "") + address


def ask_of(name: str) -> Ask:
    variant = "s" if name.startswith(SAVING) else ""
    return Ask(address=name.removeprefix(SAVING), host="localhost", scheme="http", variant=variant)


class Unshared(TagTable):
    """A table in which no two tags share a slot: what is counted here is tags."""

    def __init__(self, folder: Path, slots: int) -> None:
        super().__init__(folder, slots)
        self.numbers: dict[str, int] = {}

    def slot(self, tag: str) -> int:
        return self.numbers.setdefault(tag, len(self.numbers) + 1)


class Shelf:
    """The edge's store, and what the application would say now."""

    def __init__(self) -> None:
        self.folder = TemporaryDirectory(prefix="shelf")
        self.table = Unshared.open(Path(self.folder.name))
        self.application = Application()
        self.engine = Engine(self.table, self.application, DatabaseLog(), now=lambda: 0.0)
        self.names: dict[str, None] = {}
        self.follow()

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, *_error: object) -> None:
        self.engine.close()
        self.table.close()
        self.folder.cleanup()

    def follow(self) -> None:
        """Let the tag table read the log, as each publisher does after the commit."""
        catch_up(self.table, DatabaseLog())

    def keep(self, addresses: Iterable[str]) -> None:
        """Have every page made and kept; pages that may not be kept are passed over."""
        for address in addresses:
            self.page(address)

    def page(self, name: str) -> Page:
        page = here(self.engine.get(ask_of(name)))
        if page.storable:
            self.names.setdefault(name)
        return page

    def old(self) -> Iterator[str]:
        """The pages that the edge shows now otherwise than the application would, with all rails
        in their place: each one is a fault. What was dropped is made anew for it, all else stands
        as it was kept."""
        for name in list(self.names):
            page = self.page(name)
            whole = kept(self.application.ask(ask_of(name).address, saving=name.startswith(SAVING)))
            said = dict(page.headers)
            headers = tuple(said.get(header.lower()) for header in SEEN)
            if (page.status, page.plain(), headers) != (whole.status, whole.body, whole.headers):
                yield name

    def dropped(self) -> dict[str, Kept]:
        """The shells and rails that the last acts made the edge drop, as they were."""
        fallen = [
            name for name in self.names
            if (page := self.engine.store.find(ask_of(name).key)) and not self._stands(page)
        ]  # fmt: skip
        fallen += [
            key[2] for key, rail in self.engine.store.fragments.items()
            if not self.table.fresh(rail.slots, rail.version)
        ]  # fmt: skip
        new = set(fallen) - self.application.fallen
        self.application.fallen |= new
        return {name: self.application.said[name] for name in new}

    def _stands(self, page: Page) -> bool:
        return self.table.fresh(page.shell.slots, page.shell.version)

    def again(self, name: str) -> Kept:
        """What the application says of the shell or rail *name* now."""
        ask = ask_of(name)
        return kept(self.application.ask(ask.address, saving=ask.variant == "s", capable=True))


def here(asked: Coroutine[Any, Any, T]) -> T:
    """The answer of the engine, which asks the application in this very thread."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        return asyncio.run(asked)
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        if before is not None:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


def crowded(stories: int) -> Small:
    """A small newspaper with a section that has more stories than its newest ten."""
    small = small_newspaper(stories)
    Story.objects.filter(pk__in=[one.pk for one in small.stories[::2]]).update(
        section=small.sections[0]
    )
    return small


def addresses(small: Small) -> Iterator[str]:
    """Every reader's address of *small*: pages with their twins, feeds, files for machines."""
    for number, address in enumerate(_addresses(small)):
        yield address
        if address.endswith("/") or (address.startswith(("/read/", "/epaper/")) and not number % 4):
            yield f"/lite{address}"


def _addresses(small: Small) -> Iterator[str]:
    yield from ("/", "/latest/", "/popular/", "/corrections/", "/feed/rss.xml", "/sitemap.xml")
    yield "/robots.txt"
    for section in small.sections:
        section.refresh_from_db()
        yield section.url
        yield f"{section.url}feed/rss.xml"
    for row in (*small.topics, *small.people, *small.pages):
        row.refresh_from_db()
        yield row.url
    yield from (f"{small.topics[0].url}feed/atom.xml", f"{small.people[0].url}feed/feed.json")
    for pk, slug in Story.objects.values_list("pk", "slug"):
        yield f"/read/{pk}-{slug}"
    yield from ("/epaper/", "/epaper/editions/")
    for day in ("2020-08-15", "2020-08-16", "2020-08-17"):
        yield from (f"/epaper/{day}/", f"/epaper/{day}/1", f"/epaper/{day}/2")
    yield from ("/collection/berita-weekend/", "/partner/talikasih/", "/partner/tali/")
    yield from ("/archive/2020/08/", "/archive/2020/07/", "/archive/2020/08/17/", "/tidak/ada/")
    yield from ("/archive/2020/09/", "/archive/2020/08/18/", "/sitemap-pages.xml")
    yield from ("/ads.txt", "/.well-known/security.txt")  # news is another by the second


def second_pages(shelf: Shelf, firsts: Iterable[str]) -> Iterator[str]:
    """The address of the page after each of *firsts*, as the page itself links to it."""
    for first in firsts:
        for mark in (b'href="' + first.encode() + b"?before=", b'href="?before='):
            body = shelf.again(first).body
            if mark in body:
                key = body.split(mark, 1)[1].split(b'"', 1)[0].split(b"&")[0]
                yield f"{first}?before={key.decode()}"
                break
