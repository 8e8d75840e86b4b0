"""The room's way into the PDF process: nothing else here opens a PDF.

Two processes, as in the darkroom: one for whoever waits at the desk, one for the clock.
"""

from __future__ import annotations

from redaksi.editions import files
from redaksi.lib import pdfs
from redaksi.lib.pdfs import DrawnPage, PdfLimits, PdfProcess
from redaksi.lib.picturewords import Recipe

WIDTHS = {240: 70, 800: 70, 1600: 72}
RECIPES = tuple(Recipe(width=width, quality=quality) for width, quality in WIDTHS.items())
LIMITS = PdfLimits()
_waited_for = PdfProcess(LIMITS)
_in_the_back = PdfProcess(LIMITS)


def look(name: str) -> int:
    """The number of pages of the upload *name*; raises PdfRefused or PictureFailed."""
    return pdfs.inspect(files.path(name), process=_waited_for)


def draw(name: str, number: int) -> DrawnPage:
    """Page *number* (from 1) of the upload *name* in every width; raises as `look` does."""
    return pdfs.draw(files.path(name), number, RECIPES, process=_in_the_back)


def rebuild(name: str) -> bytes:
    """The PDF for readers: what the pages of the upload *name* show; raises as `look` does."""
    return pdfs.rebuild(files.path(name), process=_in_the_back)
