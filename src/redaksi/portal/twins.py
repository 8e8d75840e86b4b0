"""Lite twins: each page again as text alone, at ``/lite`` before its own address.

A twin is made by the view of its page, from the same reads, with a template of its own; it has no
rail, no picture and no script, and leaves in one round trip: at most :data:`MOST` bytes packed.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import Http404

from redaksi.portal.requests import ReaderRequest, is_lite
from redaksi.stories.shapes import Block

T = TypeVar("T")
START = "/lite"
#: The style sheet of all twins.
KIND = "lite"
#: Bytes of a twin, packed: what a server may send before it hears from the reader again, halved.
MOST = 5 * 1024
#: Of these, bytes of a story's text, packed by itself.
TEXT = 3 * 1024
#: Our own addresses that have no twin.
_OWN_LINK = re.compile(r'(<a\b[^>]*?\bhref=")(/(?!/|(?:media|static|feed|desk|lite)/)[^"]*)')

_BLOCK = re.compile(r"(?=<(?:p|h2|h3|ul|ol|blockquote)\b)")
_OPENED, _CLOSED = (re.compile(rf"<{end}(?:ul|ol|blockquote)\b") for end in ("", "/"))


@dataclass(frozen=True, kw_only=True)
class Part(Generic[T]):
    """One part of a text: its pieces, and which part of how many it is."""

    items: tuple[T, ...]
    number: int = 1
    of: int = 1

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def is_last(self) -> bool:
        return self.number == self.of


def address(path: str) -> str:
    """The address of the twin of *path* (one of our own, with its query)."""
    return START + path


def templates(name: str) -> list[str]:
    """The templates for the twin of a page that has *name*, the first that there is:
    ``portal/lite/story.html``, else the one that shows a heading and a list."""
    folder, _slash, file = name.rpartition("/")
    return [f"{folder}/lite/{file}", "portal/lite/list.html"]


def linked(html: str) -> str:
    """*html* (cleaned) with its links to our own pages leading to their twins."""
    return _OWN_LINK.sub(rf"\1{START}\2", html)


def part_of(request: ReaderRequest, pieces: Sequence[T], said: Callable[[T], str] = str) -> Part[T]:
    """What *request* shows of a text in *pieces*, whose words *said* tells: all of it, of a twin
    the part that it asks for (``part``). Http404 for a part that there is not.
    """
    if not is_lite(request):
        return Part(items=tuple(pieces))
    asked = request.GET.get("part", "1")
    parts = split(pieces, said)
    if not re.fullmatch(r"[1-9][0-9]{0,3}", asked) or int(asked) > len(parts):
        raise Http404(f"The text has {len(parts)} parts, not {asked!r}.")
    return Part(items=parts[int(asked) - 1], number=int(asked), of=len(parts))


def split(
    pieces: Sequence[T], said: Callable[[T], str] = str, most: int = TEXT
) -> list[tuple[T, ...]]:
    """*pieces* in parts of at most *most* bytes packed; a piece that is longer stands alone."""
    parts: list[list[T]] = [[]]
    packing, held = zlib.compressobj(), 0
    for piece in pieces:
        weight = _weight(packing, said(piece))
        if parts[-1] and held + weight > most:
            parts.append([])
            packing, held = zlib.compressobj(), 0
            weight = _weight(packing, said(piece))
        parts[-1].append(piece)
        held += weight
    return [tuple(part) for part in parts]


def _weight(packing: zlib._Compress, text: str) -> int:
    return len(packing.compress(text.encode()) + packing.flush(zlib.Z_SYNC_FLUSH))


def words(block: Block) -> str:
    """Every text that a twin shows of *block*."""
    return "\n".join(_texts(block))


def _texts(block: Block) -> Iterator[str]:
    yield from (block.html, block.text, block.by, block.title, block.caption, *block.items)
    yield from (cell for row in (block.header, *block.rows) for cell in row)
    for figure in (block.figure, *block.figures):
        if figure:
            yield f"{figure.photo.credit} {figure.caption} {figure.photo.original}"
    if block.embed:
        yield block.embed.url
    if block.card:
        yield f"{block.card.url} {block.card.headline}"


def paragraphs(html: str) -> Iterator[str]:
    """Clean *html* cut where a part may end: before a paragraph, a heading or a list that stands
    within nothing else."""
    held = ""
    for piece in _BLOCK.split(html):
        held += piece
        if held and len(_OPENED.findall(held)) == len(_CLOSED.findall(held)):
            yield held
            held = ""
    if held:
        yield held
