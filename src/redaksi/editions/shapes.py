"""What readers' pages get of editions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from redaksi.editions import addresses


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A page as a picture: its files by width, narrowest first, as address, width and height."""

    number: int
    label: str
    files: tuple[tuple[str, int, int], ...]

    def at_least(self, width: int) -> tuple[str, int, int]:
        """The narrowest file of *width* pixels, else the widest there is."""
        return next((one for one in self.files if one[1] >= width), self.files[-1])

    @property
    def srcset(self) -> str:
        return ", ".join(f"{url} {width}w" for url, width, _height in self.files)


@dataclass(frozen=True, kw_only=True)
class EditionCard:
    """An edition in a list; ``cover`` is its first page."""

    pk: int
    date: date
    number: int | None
    year: int | None
    title: str
    pages: int
    published_at: datetime
    cover: Sheet | None

    @property
    def url(self) -> str:
        return addresses.page(self.date, 1)


@dataclass(frozen=True, kw_only=True)
class EditionView(EditionCard):
    """An edition that is read: its PDF (address, bytes; "" while there is none), its sheets."""

    pdf: str
    pdf_bytes: int
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, kw_only=True)
class Withdrawn:
    """An edition that was taken back, and why."""

    pk: int
    date: date
    title: str
    withdrawn_at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class PageView:
    """One page of *edition*: its picture and its text ("" for a scan)."""

    edition: EditionView
    sheet: Sheet
    text: str


@dataclass(frozen=True, kw_only=True)
class Editions:
    """A page of the list of editions, newest first, and the key of the next; None at the end."""

    items: tuple[EditionCard, ...]
    before: str | None
    months: Mapping[tuple[int, int], tuple[EditionCard, ...]] = field(default_factory=dict)
