"""What is said about PDF files: limits, facts, drawn pages and reasons to refuse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from redaksi.lib.picturewords import PictureLimits, PictureRefused, Rendered

#: The sides that a page may have, in points (1/72 inch), and the longest shape of it.
LEAST_SIDE, MOST_SIDE, LONGEST_SHAPE = 100, 5_000, 4
#: Characters of text that are kept of a page.
MOST_TEXT = 100_000

REFUSALS: Mapping[str, str] = {
    "empty": "The file is empty; choose the PDF again.",
    "too-many-bytes": "The file has %(megabytes)s MB; up to %(allowed)s MB are allowed.",
    "wrong-type": "The file is no PDF (it begins with %(seen)s); a PDF is allowed.",
    "locked": "The PDF is locked with a password; only PDFs without one are allowed. "
    "Export it without a password.",
    "broken": "The PDF can't be opened (%(seen)s). Export it again.",
    "no-pages": "The PDF has no pages; at least one is needed.",
    "too-many-pages": "The PDF has %(pages)s pages; up to %(allowed)s are allowed.",
    "odd-page": "Page %(page)s measures %(width)s by %(height)s points; allowed are sides of "
    "%(least)s to %(most)s points, none more than %(times)s times the other.",
    "too-heavy": "Drawing the PDF takes more than the %(allowed)s MB of memory allowed. "
    "Export it with smaller pictures.",
}
"""Reason codes and their sentences, to be filled with the values of a PdfRefused."""


class PdfRefused(PictureRefused):
    """A PDF that is not taken: `code` is one of REFUSALS, `values` fill its sentence."""

    sentences: ClassVar[Mapping[str, str]] = REFUSALS


@dataclass(frozen=True, kw_only=True)
class PdfLimits(PictureLimits):
    """What one question about a PDF may take; megapixels are those of a drawn page."""

    max_bytes: int = 120_000_000
    megapixels: int = 16
    memory: int = 1_024
    seconds: float = 30.0
    pages: int = 160


@dataclass(frozen=True, kw_only=True)
class DrawnPage:
    """A page: its size in points, its label in the file, its text, and its pictures."""

    width: float
    height: float
    label: str
    text: str
    pictures: tuple[Rendered, ...]
