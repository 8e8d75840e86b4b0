"""Opening, drawing and rebuilding PDF files; runs in the PDF process only.

PDFium is used as its makers ship it for Python: without the script engine and without XFA.
Annotations and form fields are neither drawn nor kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pypdfium2
from PIL import Image
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_CloseDocument, FPDF_LoadDocument

from redaksi.lib.pdfwords import LEAST_SIDE, LONGEST_SHAPE, MOST_SIDE, MOST_TEXT, PdfRefused
from redaksi.lib.picturesave import save
from redaksi.lib.picturewords import Recipe, Rendered

# PostgreSQL takes no NUL; PDFium marks broken words with U+0002 and U+FFFE.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_HYPHEN = re.compile(r"[\x02\ufffe]\s*\n?")
#: Where the header of a PDF may begin (ISO 32000-1, annex H, note 13).
_HEAD = 1024


def inspect(path: str, most: int) -> int:
    """How many pages the PDF at `path` has, each of a size that can be drawn; up to `most`."""
    with _opened(path) as document:
        count = len(document)
        if not count:
            raise PdfRefused("no-pages")
        if count > most:
            raise PdfRefused("too-many-pages", pages=count, allowed=most)
        for number in range(count):
            _check_size(document.get_page_size(number), number + 1)
        return count


def draw(
    path: str, number: int, recipes: Sequence[Recipe]
) -> tuple[dict[str, Any], list[Rendered]]:
    """Page `number` (from 1) of the PDF at `path`: what it says, and a picture for each recipe."""
    with _opened(path) as document:
        page = document[number - 1]
        width, height = page.get_size()
        _check_size((width, height), number)
        widest = max(recipe.width or 0 for recipe in recipes)
        drawn = page.render(scale=widest / width, draw_annots=False, may_draw_forms=False)
        picture = drawn.to_pil().convert("RGB")
        said = {
            "width": round(width, 2),
            "height": round(height, 2),
            "label": _plain(document.get_page_label(number - 1))[:20],
            "text": _text(page),
        }
        return said, [save(_reduced(picture, recipe.width or widest), recipe) for recipe in recipes]


def rebuild(path: str) -> bytes:
    """A new PDF of what the pages of the one at `path` show, and of nothing else.

    Each page becomes a form that holds its content and resources. Document and page actions,
    scripts, annotations, links, form fields and attachments stay behind, because none of them is
    content (ISO 32000-1, 8.10); PDFium's import of whole pages would take them along.
    """
    with _opened(path) as document, _new() as made:
        for number in range(len(document)):
            size = document.get_page_size(number)
            _check_size(size, number + 1)
            form = document.page_as_xobject(number, made)
            page = made.new_page(*size)
            page.insert_obj(form.as_pageobject())
            page.gen_content()
        out = BytesIO()
        made.save(out)
        return out.getvalue()


@contextmanager
def _opened(path: str) -> Iterator[Any]:
    _check_head(path)
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise _refusal(path, error) from None
    try:
        yield document
    except (pypdfium2.PdfiumError, ValueError, IndexError, OSError, UnicodeError) as error:
        raise PdfRefused("broken", seen=_seen(error)) from None
    finally:
        document.close()


def _refusal(path: str, error: pypdfium2.PdfiumError) -> PdfRefused:
    """Why the file does not open.

    One that opens and has no page leaves the error of the file before it standing in PDFium, so
    that is asked first, by PDFium's own call.
    """
    document = FPDF_LoadDocument(path.encode(), None)
    if document:
        FPDF_CloseDocument(document)
        return PdfRefused("no-pages")
    if getattr(error, "err_code", None) == FPDF_ERR_PASSWORD:
        return PdfRefused("locked")
    return PdfRefused("broken", seen=_seen(error))


@contextmanager
def _new() -> Iterator[Any]:
    made = pypdfium2.PdfDocument.new()
    try:
        yield made
    finally:
        made.close()


def _check_head(path: str) -> None:
    try:
        with open(path, "rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise PdfRefused("broken", seen=error.strerror or "it can't be read") from None
    if not head:
        raise PdfRefused("empty")
    if b"%PDF-" not in head:
        raise PdfRefused("wrong-type", seen=ascii(head[:12].decode("latin-1")))


def _check_size(size: tuple[float, float], number: int) -> None:
    short, long = sorted(size)
    if short >= LEAST_SIDE and long <= MOST_SIDE and long <= short * LONGEST_SHAPE:
        return
    raise PdfRefused(
        "odd-page", page=number, width=round(size[0]), height=round(size[1]), least=LEAST_SIDE,
        most=MOST_SIDE, times=LONGEST_SHAPE,
    )  # fmt: skip


def _text(page: Any) -> str:
    said = page.get_textpage()
    count = min(said.count_chars(), MOST_TEXT)
    return _plain(said.get_text_range(0, count) if count > 0 else "")


def _plain(text: str) -> str:
    text = _HYPHEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _NO_TEXT.sub("", text).strip()


def _reduced(picture: Image.Image, width: int) -> Image.Image:
    if width >= picture.width:
        return picture
    high = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, high), Image.Resampling.LANCZOS, reducing_gap=2.0)


def _seen(error: Exception) -> str:
    said = re.search(r"PDFium: ([^)]+)", str(error))
    return said[1] if said else " ".join(str(error).split())[:80] or type(error).__name__
