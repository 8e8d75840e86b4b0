"""Cuts a WordPress export into its units without reading the file whole.

A unit is one ``<item>``, ``<wp:author>``, ``<wp:category>``, ``<wp:tag>`` or ``<wp:term>`` element
as bytes, with the line it begins on. Cutting before parsing keeps memory flat and confines a
break to the unit it is in. CDATA and comments are stepped over, so a story about RSS may hold
``</item>`` in its text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO

CHUNK = 1 << 20
LARGEST_UNIT = 64 << 20  # bytes; an item beyond it is taken for a break, not for a story
OVERLAP = 64  # bytes looked at again after more was read: longer than any mark

TOP = re.compile(rb"<!\[CDATA\[|<!--|<(?:item|wp:author|wp:category|wp:tag|wp:term)(?=[\s>])")
RESYNC = re.compile(rb"<item>(?=\s*<title)")
SKIPPED = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """One piece of the file: ``name`` is the element (``head`` for what stands before the first,
    ``tail`` after the last), ``line`` where it begins (1 is the first), ``broken`` why it is not
    whole, or empty."""

    name: str
    raw: bytes
    line: int
    broken: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that was found: where it starts and ends, and its bytes."""

    start: int
    end: int
    text: bytes


class Tape:
    """A file read forward in chunks; positions count from what was last cut off."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.held = b""
        self.head = 0
        self.line = 1
        self.ended = False
        self.missing: set[bytes] = set()  # texts that do not come again before the end

    def __len__(self) -> int:
        return len(self.held) - self.head

    def more(self) -> bool:
        """Read as much again as is held (at least a chunk); False at the end of the file."""
        if self.ended:
            return False
        chunk = self.stream.read(max(CHUNK, len(self)))
        self.ended = not chunk
        self.held, self.head = self.held[self.head :] + chunk, 0
        return not self.ended

    def search(self, pattern: re.Pattern[bytes], at: int) -> Mark | None:
        """The first match at or after ``at``, reading on while none is held."""
        while (found := pattern.search(self.held, self.head + at)) is None:
            at = max(at, len(self) - OVERLAP)
            if len(self) > LARGEST_UNIT or not self.more():
                return None
        return Mark(found.start() - self.head, found.end() - self.head, found[0])

    def find(self, text: bytes, at: int) -> int:
        """Where ``text`` ends, at or after ``at``; -1 when it never comes."""
        while text not in self.missing:
            if (found := self.held.find(text, self.head + at)) >= 0:
                return found - self.head + len(text)
            at = max(at, len(self) - len(text) + 1)
            if len(self) > LARGEST_UNIT:
                return -1
            if not self.more():
                self.missing.add(text)
        return -1

    def cut(self, upto: int) -> bytes:
        """Take off everything before ``upto`` and count its lines."""
        piece = self.held[self.head : self.head + upto]
        self.head += len(piece)
        self.line += piece.count(b"\n")
        return piece


def units(stream: BinaryIO) -> Iterator[Unit]:
    """Cut ``stream`` (bytes of an ASCII-compatible encoding) into units, in their order.

    The first is always ``head``, the last always ``tail``; a unit that never closes is handed out
    as broken and reading goes on at the next ``<item>``.
    """
    tape = Tape(stream)
    start = _next_start(tape)
    yield Unit(name="head", raw=tape.cut(start.start if start else len(tape)), line=1)
    while start:
        yield _one(tape, start.text[1:].decode())
        start = _next_start(tape)
        if start:
            tape.cut(start.start)
    line = tape.line
    yield Unit(name="tail", raw=tape.cut(len(tape)), line=line)


def again(unit: Unit) -> Iterator[Unit]:
    """Cut a unit that could not be read at the ``<item>`` s found inside it.

    A closing mark that was lost makes one unit swallow its neighbours; the neighbours are whole.
    Nothing is yielded when there is no such mark.
    """
    starts = [found.start() for found in RESYNC.finditer(unit.raw, 1)]
    for start, end in pairwise([*starts, len(unit.raw)]):
        line = unit.line + unit.raw.count(b"\n", 0, start)
        closed = unit.raw.rfind(b"</item>", start, end)
        raw = unit.raw[start : end if closed < 0 else closed + 7]
        yield Unit(name="item", raw=raw, line=line, broken="" if closed > 0 else "it never closes")


def _next_start(tape: Tape) -> Mark | None:
    at = 0
    while found := tape.search(TOP, at):
        if found.text not in SKIPPED:
            return found
        past = tape.find(SKIPPED[found.text], found.end)
        at = found.end if past < 0 else past
    return None


def _one(tape: Tape, name: str) -> Unit:
    """The unit at the head of the tape, cut off."""
    line = tape.line
    end, broken = _end_of(tape, name)
    return Unit(name=name, raw=tape.cut(end), line=line, broken=broken)


def _end_of(tape: Tape, name: str) -> tuple[int, str]:
    close = b"</" + name.encode()
    marks = re.compile(rb"<!\[CDATA\[|<!--|" + close + rb"\s*>|<item>|</channel\s*>")
    at = 1
    while found := tape.search(marks, at):
        if found.text.startswith(close):
            return found.end, ""
        if found.text not in SKIPPED:
            return found.start, f"</{name}> is missing"
        at = tape.find(SKIPPED[found.text], found.end)
        if at < 0:
            break
    return _lost_end(tape, name)


def _lost_end(tape: Tape, name: str) -> tuple[int, str]:
    """Where to go on after a unit that runs to the end of the file, or beyond all bounds."""
    if found := RESYNC.search(tape.held, tape.head + 1):
        return found.start() - tape.head, f"</{name}> is missing"
    why = f"the file ends inside this <{name}>" if tape.ended else "it is longer than 64 MB"
    return len(tape), why
