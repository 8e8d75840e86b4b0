"""A thousand secrets stand in what readers may not see; a reader who asks everywhere finds none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import NoReverseMatch, get_resolver, reverse

from redaksi.search import actions as search
from redaksi.search import following, reader
from tests.desk.addresses import _walk
from tests.flows import hiding
from tests.flows.hiding import COMMON, SECRET, Hidden

LINK = re.compile(rb"""(?:href|src|srcset|content|url|loc)["']?\s*[=:>]\s*["']?([^"'<>\s,]+)""")
FILES = ("rss.xml", "atom.xml", "feed.json")
ESI = {"surrogate-capability": 'test="ESI/1.0"'}


@pytest.fixture
def hidden(db: Any, clock: Any, tmp_path: Path) -> Iterator[Hidden]:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    following._versions_read.clear()
    reader._kept.clear()
    with override_settings(MEDIA_ROOT=tmp_path / "media", SEARCH_FOLDER=tmp_path / "search"):
        made = hiding.newspaper()
        search.catch_up()
        yield made


def starts(hidden: Hidden) -> Iterator[str]:
    """Every address of the readers' side, with everything that can stand in it."""
    known = _known(hidden)
    for _path, namespace, pattern in _walk(get_resolver(), "", ""):
        if namespace not in ("portal", "syndication") or pattern.name in (None, "story"):
            continue
        names = tuple(pattern.pattern.regex.groupindex)
        for values in product(*(known[name] for name in names)):
            try:
                yield reverse(f"{namespace}:{pattern.name}", kwargs=dict(zip(names, values)))  # noqa: B905 (same length)
            except NoReverseMatch:
                continue
    for story in hidden.every_story():
        yield from (f"/read/{story.pk}", f"/read/{story.pk}-x", f"/lite/read/{story.pk}-x")
    yield from ("/lama/", "/search/?q=kapal", f"/search/?q={COMMON}", f"/search.json?q={COMMON}")
    yield from ("/search.json?q=zq&suggest=1", "/search.json?q=zq0&suggest=1", "/page/rahasia/")


def _known(hidden: Hidden) -> dict[str, Iterable[Any]]:
    paper = hidden.paper
    slugs = [one.slug for one in (*paper.topics, *paper.people, *paper.pages)]
    paths = [one.path for one in paper.sections]
    return {
        "pk": [one.pk for one in hidden.every_story()], "slug": slugs, "path": ["/", *paths],
        "name": ["0" * 16], "kind": ["topic", "person", "topics", "people"], "part": ["1"],
        "file": FILES, "day": ["17", "2020-08-17"],
        "year": ["2020"], "month": ["08"], "number": [1], "key": ["rahasia"],
    }  # fmt: skip


def crawl(reader: Client, first: Iterable[str]) -> Iterator[tuple[str, Any]]:
    """Every answer to the addresses *first* and to all that they lead to, each once."""
    seen: set[str] = set()
    waiting = list(first)
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        answer = reader.get(url, headers=ESI if url.startswith("/_rail/") else {})
        yield url, answer
        if not url.startswith("/search"):
            waiting += links(answer)


def links(answer: Any) -> Iterator[str]:
    found = [answer.headers.get("Location", "")]
    if not answer.streaming and b"<" in answer.content[:200]:
        found += [unescape(one.decode("utf-8", "replace")) for one in LINK.findall(answer.content)]
    for one in found:
        parts = urlsplit(one)
        if parts.netloc in ("", "tanjung.example", "localhost") and parts.path.startswith("/"):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def told(url: str, answer: Any) -> set[bytes]:
    """The secrets of *answer*: in its text, its headers and the address itself, however written."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    heads = " ".join(f"{name}: {value}" for name, value in answer.items())
    text = body + unquote(heads + url).encode()
    return {one.lower() for one in SECRET.findall(text)}


def test_a_thousand_secrets_and_none_is_told(hidden: Hidden) -> None:
    client = Client(headers={"host": "localhost"})
    assert hidden.given >= 1000
    _nothing_is_told(client, hidden)
    _nothing_is_found(client, hidden)
    _nothing_answers(client, hidden)


def _nothing_is_told(client: Client, hidden: Hidden) -> None:
    asked, leaks, broken = 0, [], []
    for url, answer in crawl(client, starts(hidden)):
        asked += 1
        assert asked < 4000, url
        leaks += [(url, *sorted(told(url, answer)))] if told(url, answer) else []
        broken += [(url, answer.status_code)] if answer.status_code >= 500 else []
    assert (leaks, broken) == ([], [])
    assert asked > 400


def _nothing_is_found(client: Client, hidden: Hidden) -> None:
    """Searched for by the secrets themselves, whose words the page only says back."""
    for kind, stories in hidden.stories.items():
        for word in (COMMON, stories[0].newest().short_headline or COMMON):
            found = json.loads(client.get(f"/search.json?q={word}").content)
            assert found["results"] == [], (kind, word)


def _nothing_answers(client: Client, hidden: Hidden) -> None:
    for kind in ("draft", "scheduled"):
        for story in hidden.stories[kind]:
            for url in (story.url, f"/read/{story.pk}", f"/lite{story.url}"):
                assert client.get(url).status_code == 404, (kind, url)
            assert client.get(f"/read/{story.pk}/card-{'0' * 16}.png").status_code == 404
    for kind in ("withdrawn", "expired"):
        assert {client.get(one.url).status_code for one in hidden.stories[kind]} == {410}
