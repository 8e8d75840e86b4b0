"""WordPress's export format, WXR 1.0 to 1.2, read as a stream of facts.

WXR is RSS 2.0 with elements of ``http://wordpress.org/export/<version>/``. Reading is flat in
memory and forgiving: what is whole is handed out, the rest is named in a Trouble. A document type
declaration is refused: WordPress writes none, and entities are how XML files become bombs.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, tzinfo
from pathlib import Path
from typing import BinaryIO

from redaksi.archive.parsers import elements
from redaksi.archive.parsers.elements import Dialect, Unreadable
from redaksi.archive.parsers.facts import Fact, Trouble
from redaksi.archive.parsers.tape import Unit, again, units
from redaksi.archive.parsers.utf16 import Watched, plain

ROOT = re.compile(rb"<rss\b[^>]*>")
NAMESPACE = re.compile(rb"""xmlns:(\w+)\s*=\s*["']https?://wordpress\.org/export/([\d.]+)/["']""")
ENCODING = re.compile(rb"""^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']""")
TITLE = re.compile(rb"<title>\s*(?:<!\[CDATA\[)?([^\]<]{0,300})")
NUMBER = re.compile(rb"<wp:post_id>\s*(?:<!\[CDATA\[)?\s*(\d{1,20})")
VERSIONS = ("1.0", "1.1", "1.2")
TYPED = r"<wp:post_type>\s*(?:<!\[CDATA\[)?\s*(?:%s)\b"

Watch = Callable[[int], object]


class Refused(ValueError):
    """The file as a whole is not read; the message says why, without the file's name."""


def read(
    paths: Sequence[Path],
    *,
    zone: tzinfo = UTC,
    types: Sequence[str] = (),
    watch: Watch | None = None,
) -> Iterator[Fact]:
    """Read export files one after another: Site, Author, Term, Item and Trouble as they come.

    ``zone`` is the newspaper's, for dates written without one. ``types`` asks for items of these
    types only (others are stepped over fast, a few may come all the same). ``watch`` hears how
    many bytes were read each time. A file that cannot be opened or is no export yields one
    Trouble and the next file is read. Never raises on content.
    """
    for path in paths:
        try:
            with path.open("rb") as stream:
                heard = Watched(stream, watch) if watch else stream
                yield from read_stream(heard, name=str(path), zone=zone, types=types)
        except OSError as wrong:
            reason = wrong.strerror or str(wrong)
            yield Trouble(file=str(path), line=0, says=f"cannot be opened: {reason}")


def read_stream(
    stream: BinaryIO, *, name: str, zone: tzinfo = UTC, types: Sequence[str] = ()
) -> Iterator[Fact]:
    """Read one export from an open file of bytes; ``name`` is used in Troubles."""
    pieces = units(plain(stream))
    typed = re.compile((TYPED % "|".join(map(re.escape, types))).encode()) if types else None
    try:
        head = next(pieces)
        dialect = _dialect(head.raw)
        yield elements.site(head.raw, dialect)
    except Refused as wrong:
        yield Trouble(file=name, line=1, says=str(wrong))
        return
    for unit in pieces:
        if typed and unit.name == "item" and not typed.search(unit.raw):
            continue
        yield from _facts(unit, dialect, name, zone)


def _dialect(head: bytes) -> Dialect:
    """How this file writes: encoding, root element and the prefix of WordPress's elements."""
    if b"<!ENTITY" in head or re.search(rb"<!DOCTYPE[^>]*\[", head):
        raise Refused("declares entities, which WordPress never does and attackers do: not read")
    root = ROOT.search(head)
    if not root:
        seen = head[:40].decode("ascii", "replace").strip()
        raise Refused(f"is not a WordPress export: no <rss> element; it begins with {seen!r}")
    space = NAMESPACE.search(root[0])
    if not space:
        raise Refused("is RSS but not a WordPress export: no wordpress.org/export namespace")
    version = space[2].decode()
    if version not in VERSIONS:
        raise Refused(f"is WXR {version}; this reads {', '.join(VERSIONS)}")
    encoding = ENCODING.search(head)
    return Dialect(
        root=root[0],
        encoding=encoding[1].decode() if encoding else "utf-8",
        version=version,
    )


def _facts(unit: Unit, dialect: Dialect, file: str, zone: tzinfo) -> Iterator[Fact]:
    if unit.name == "tail":
        if b"</rss" not in unit.raw:
            yield Trouble(file=file, line=unit.line, says="the file ends early: </rss> is missing")
        return
    if unit.broken:
        yield _trouble(unit, file, unit.broken)
        return
    try:
        fact, mended = elements.read(unit, dialect, zone)
    except Unreadable as wrong:
        yield from _inside(unit, dialect, file, zone, str(wrong))
        return
    if mended:
        yield _trouble(unit, file, mended, lost=False)
    yield fact


def _inside(unit: Unit, dialect: Dialect, file: str, zone: tzinfo, why: str) -> Iterator[Fact]:
    """The break is named; whole items that it swallowed are handed out."""
    yield _trouble(unit, file, why)
    for swallowed in again(unit):
        if b"<wp:post_" in swallowed.raw:
            yield from _facts(swallowed, dialect, file, zone)


def _trouble(unit: Unit, file: str, says: str, *, lost: bool = True) -> Trouble:
    title, number = TITLE.search(unit.raw), NUMBER.search(unit.raw)
    return Trouble(
        file=file,
        line=unit.line,
        says=says,
        title=title[1].decode("utf-8", "replace").strip() if title else "",
        number=number[1].decode() if number else "",
        lost=lost,
    )
