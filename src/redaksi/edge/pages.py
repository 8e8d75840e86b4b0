"""What the edge keeps: fragments, the shells of pages, and pages spliced of both."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from redaksi.edge.asking import FragmentKey, Key
from redaksi.edge.packing import Piece, fingerprint, inflate, splice

Slots: TypeAlias = "array[int]"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fragment stands in a shell, and whether the page can do without it."""

    key: FragmentKey
    may_fail: bool


@dataclass(kw_only=True, slots=True, eq=False)
class Fragment:
    """A part that many pages share.

    `version` is G before it was asked for, `slots` what moves it, `must` those after whose move it
    is never shown again, `checked` the last G at which nothing of it had moved, `until` in
    seconds since 1970.
    """

    key: FragmentKey
    version: int
    slots: Slots
    must: Slots
    until: float
    piece: Piece
    checked: int


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Shell:
    """What belongs to one page alone: its own text, with the places where fragments stand.

    A shell that is not `storable` is shown to one reader and forgotten; one that is `passing` is
    kept where it fells no other.
    """

    key: Key
    status: int
    headers: list[tuple[str, str]]
    version: int
    slots: Slots
    must: Slots
    until: float
    spread: tuple[Piece | Place, ...]
    storable: bool
    passing: bool = False

    def places(self) -> list[Place]:
        """The places of fragments, in order."""
        return [part for part in self.spread if isinstance(part, Place)]


@dataclass(kw_only=True, slots=True, eq=False)
class Page:
    """A shell with its fragments in place: an answer for readers.

    What it shows never changes. `checked` is G at which it was last known to be whole, `until`
    when it must be looked at again, `seq` the log's seq up to which it was checked (X-Seq), `stale`
    says that it is older and may be shown nevertheless (X-Stale), `at` when it was last found or
    made whole, in seconds since 1970, `used` that it was asked for since the store last looked.
    `fragments` stand in the order of the shell's places; None is one that was left out.
    """

    shell: Shell
    fragments: tuple[Fragment | None, ...]
    checked: int
    until: float
    seq: int
    at: float
    stale: bool = False
    used: bool = True
    pieces: tuple[Piece, ...] = field(init=False)
    parts: tuple[bytes, ...] = field(init=False)
    etag_plain: str = field(init=False)

    def __post_init__(self) -> None:
        self.pieces = tuple(_in_place(self.shell, self.fragments))
        self.parts = splice(self.pieces)
        self.etag_plain = f'"{fingerprint(self.pieces)}"' if self.storable else ""

    @property
    def status(self) -> int:
        """The status: 200, 301, 404 or 410; any below 500 when it is not storable."""
        return self.shell.status

    @property
    def headers(self) -> list[tuple[str, str]]:
        """Headers for readers, names in lower case, Vary among them.

        ETag, X-Seq, X-Stale, Content-Encoding and Content-Length are not: they differ by reader.
        """
        return self.shell.headers

    @property
    def storable(self) -> bool:
        """Whether others may be given the same; without it there is no ETag and no 304."""
        return self.shell.storable

    @property
    def etag(self) -> str:
        """The strong ETag of the gzip form, quoted; "" for a page that is not storable."""
        return f'{self.etag_plain[:-1]}-gz"' if self.etag_plain else ""

    @property
    def gzip_length(self) -> int:
        """Bytes of the gzip form."""
        return sum(map(len, self.parts))

    @property
    def plain_length(self) -> int:
        """Bytes of the plain form."""
        return sum([piece.length for piece in self.pieces])

    def gzip(self) -> bytes:
        """One gzip member; made for this call and not kept."""
        return b"".join(self.parts)

    def plain(self) -> bytes:
        """The body as it is without gzip; inflated for this call and not kept."""
        return inflate(self.pieces)


def _in_place(shell: Shell, fragments: Sequence[Fragment | None]) -> list[Piece]:
    """The pieces of a page in order; a fragment that was left out, or is empty, has none."""
    rest = iter(fragments)
    pieces: list[Piece] = []
    for part in shell.spread:
        fragment = None if isinstance(part, Piece) else next(rest)
        piece = part if isinstance(part, Piece) else fragment and fragment.piece
        if piece and piece.data:
            pieces.append(piece)
    return pieces


def spliced(
    shell: Shell, fragments: Sequence[Fragment | None], *, checked: int, seq: int, at: float
) -> Page:
    """The page made of a shell and its fragments, good until the first of them ends."""
    until = min([shell.until, *[each.until for each in fragments if each]])
    whole = tuple(fragments)
    return Page(shell=shell, fragments=whole, checked=checked, until=until, seq=seq, at=at)
