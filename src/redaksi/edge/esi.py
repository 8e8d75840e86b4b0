"""The part of Edge Side Includes that the edge speaks (W3C note of 4 August 2001).

`<esi:include src="/path" onerror="continue"/>` is replaced by what its address answers, and
`<esi:remove>…</esi:remove>` is dropped. One level only: what an include brings is not read again.
Everything else passes as it stands.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

REMOVED = re.compile(rb"<esi:remove>.*?</esi:remove>", re.DOTALL)
TAG = re.compile(rb"<esi:include\b([^>]*?)(?:/>|>\s*</esi:include>)", re.DOTALL)
ATTRIBUTE = re.compile(rb"""\b(src|onerror)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@dataclass(frozen=True, kw_only=True, slots=True)
class Include:
    """An include: its address as written, and whether the page can do without it."""

    src: str
    may_fail: bool


def parse(body: bytes) -> Iterator[bytes | Include]:
    """The literal runs of a body and its includes, in order; empty runs are left out."""
    body = REMOVED.sub(b"", body)
    start = 0
    for tag in TAG.finditer(body):
        if tag.start() > start:
            yield body[start : tag.start()]
        yield _include(tag.group(1))
        start = tag.end()
    if start < len(body):
        yield body[start:]


def _include(written: bytes) -> Include:
    said = {name: double or single for name, double, single in ATTRIBUTE.findall(written)}
    src = html.unescape(said.get(b"src", b"").decode("utf-8", "replace"))
    return Include(src=src, may_fail=said.get(b"onerror") == b"continue")
