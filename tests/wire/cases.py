"""The feed cases beside the checkout, and what each expects, asked of our own items.

A case of feedparser's carries a Python expression over its answer. Where it speaks of what an
item of ours has (title, link, guid, author, times, texts, enclosures), the expression is asked of
our items in feedparser's shape; where it speaks of something else, the case only has to be read.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from redaksi.wire import parsers
from redaksi.wire.sent import Answer, Sent

EXPECT = re.compile(r"Expect:\s*(.*?)\s*(?:-->|\n)")
HEADER = re.compile(r"Header:\s+([\w-]+):\s*(.*?)\s*\n", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Case:
    """One file: its name in the archive, its bytes, what it expects, the headers it came with."""

    name: str
    body: bytes
    expects: str
    headers: dict[str, str]

    def read(self) -> Answer:
        kind = self.headers.get("content-type", "application/xml")
        base = self.headers.get("content-location", "")
        if "http_" in self.name:
            base = urljoin("http://127.0.0.1:8097/" + self.name, base)
        return parsers.parse(self.body, address=base, content_type=kind)

    def holds(self, answer: Answer) -> bool | None:
        """Whether what it expects is so; None when it speaks of nothing that an item has."""
        if not self.expects or re.search(r"(?<!not )\bbozo\b", self.expects):
            return None
        try:
            return bool(eval(self.expects, {}, _shaped_all(answer)))  # noqa: S307  # captured samples
        except (KeyError, NameError, AttributeError):
            return None


def of(archive: Path) -> Iterator[Case]:
    """The cases of *archive*, in order of their names."""
    with zipfile.ZipFile(archive) as packed:
        for name in sorted(packed.namelist()):
            if not name.endswith("/"):
                yield _case(name, packed.read(name))


def _case(name: str, body: bytes) -> Case:
    known = body
    for marks, codec in (
        ((b"\xff\xfe", b"<\x00"), "utf-16-le"),
        ((b"\xfe\xff", b"\x00<"), "utf-16-be"),
    ):
        known = body.decode(codec, "replace").encode() if body.startswith(marks) else known
    head = known.decode("utf-8", "replace")
    found = EXPECT.search(head)
    headers = {one.lower(): said for one, said in HEADER.findall(head)}
    return Case(name, body, found[1] if found else "", headers)


class Asked(dict[str, Any]):
    """An item in feedparser's shape: what it does not have raises KeyError."""

    def __getattr__(self, name: str) -> Any:
        return self[name]

    def get(self, name: str, default: Any = None) -> Any:
        return self[name]


class Said(str):
    """A text that equals another when the words are the same, whatever the tags round them."""

    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and bool(
            {words(self), _line(self)} & {words(other), _line(other)}
        )


def _shaped_all(answer: Answer) -> dict[str, Any]:
    return {"entries": [_shaped(one) for one in answer.items], "bozo": False, "len": len}


def _shaped(one: Sent) -> Asked:
    body, summary = Said(one.body), Said(one.summary)
    return Asked(
        title=Said(one.title), link=one.link, id=one.guid, guid=one.guid, author=one.author,
        summary=summary, description=summary, content=[Asked(value=body)],
        published_parsed=_tuple(one.published), updated_parsed=_tuple(one.updated),
        enclosures=[Asked(href=each.url, url=each.url, type=each.type) for each in one.media],
    )  # fmt: skip


def _tuple(at: datetime | None) -> Any:
    return (*at.timetuple()[:8], 0) if at else None


def words(said: str) -> str:
    """The words of HTML, to be compared."""
    return _line(html.unescape(TAG.sub("", said)))


def _line(said: str) -> str:
    return " ".join(said.split())
