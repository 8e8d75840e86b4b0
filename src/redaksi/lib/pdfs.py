"""PDF files, opened where they can do no harm: in a process with little memory and time.

PdfRefused         the file is at fault: `code` and `values` say why, the text tells it
PictureFailed      the process ended or took too long; the next call starts another
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import ClassVar

from redaksi.lib.pdfwords import REFUSALS, DrawnPage, PdfLimits, PdfRefused
from redaksi.lib.pictureframes import Header
from redaksi.lib.pictureprocess import PictureProcess
from redaksi.lib.picturewords import PictureFailed, Recipe, Rendered

__all__ = [
    "REFUSALS",
    "DrawnPage",
    "PdfLimits",
    "PdfProcess",
    "PdfRefused",
    "PictureFailed",
    "draw",
    "inspect",
    "rebuild",
]


class PdfProcess(PictureProcess):
    """One process that opens PDF files; see PictureProcess."""

    program: ClassVar[str] = "redaksi.lib.pdf_child"
    thing: ClassVar[str] = "PDF"
    again: ClassVar[str] = "Export it again, with smaller pictures."

    def __init__(self, limits: PdfLimits | None = None) -> None:
        super().__init__(limits or PdfLimits())


def inspect(path: Path, *, process: PdfProcess) -> int:
    """The number of pages of the file at `path`, all of a size that can be drawn.

    Raises PdfRefused for what is not a whole, open PDF within the limits of the process,
    PictureFailed when the process ended.
    """
    answer, _ = _ask(process, {"do": "inspect"}, path)
    return int(answer["pages"])


def draw(path: Path, number: int, recipes: Sequence[Recipe], *, process: PdfProcess) -> DrawnPage:
    """Page `number` (from 1) with a picture for each recipe, in order; raises as `inspect` does.

    Of a recipe format, width, quality and max_bytes count; a page has no box and no focus.
    """
    told = [{k: v for k, v in asdict(one).items() if k in _USED} for one in recipes]
    answer, files = _ask(process, {"do": "draw", "number": number, "recipes": told}, path)
    pairs = zip(answer["rendered"], files, strict=True)
    made = tuple(Rendered(bytes=data, **facts) for facts, data in pairs)
    return DrawnPage(pictures=made, **answer["said"])


def rebuild(path: Path, *, process: PdfProcess) -> bytes:
    """A PDF of what the pages of the file at `path` show: no script, action, link or attachment.

    Raises as `inspect` does.
    """
    return _ask(process, {"do": "rebuild"}, path)[1][0]


_USED = ("format", "width", "quality", "max_bytes")


def _ask(process: PdfProcess, question: Header, path: Path) -> tuple[Header, list[bytes]]:
    _check_bytes(path, process.limits.max_bytes)
    answer, files = process.ask({**question, "path": str(path.absolute())})
    if "refused" in answer:
        raise PdfRefused(answer["refused"], **answer["values"])
    return answer, files


def _check_bytes(path: Path, most: int) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise PdfRefused("broken", seen=error.strerror or "it can't be read") from None
    if size > most:
        megabytes, allowed = f"{size / 1e6:.1f}", f"{most / 1e6:g}"
        raise PdfRefused("too-many-bytes", megabytes=megabytes, allowed=allowed)
