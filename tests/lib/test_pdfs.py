"""PDF files are opened in a process of their own, and what is rebuilt is only what is seen."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from redaksi.lib import pdfs
from redaksi.lib.pdfs import PdfLimits, PdfProcess, PdfRefused, PictureFailed
from redaksi.lib.picturewords import Recipe
from tests.lib import pdfmade

SMALL = [Recipe(width=240, quality=70), Recipe(width=120, quality=70)]


@pytest.fixture(scope="module")
def process() -> Iterator[PdfProcess]:
    made = PdfProcess()
    yield made
    made.close()


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "given.pdf"


def put(place: Path, data: bytes) -> Path:
    place.write_bytes(data)
    return place


def picture(page: pdfs.DrawnPage) -> Image.Image:
    return Image.open(BytesIO(page.pictures[0].bytes)).convert("RGB")


def test_pages_are_counted(process: PdfProcess, kept: Path) -> None:
    assert pdfs.inspect(put(kept, pdfmade.pages(3)), process=process) == 3


def test_a_page_is_drawn_with_its_text_and_size(process: PdfProcess, kept: Path) -> None:
    page = pdfs.draw(put(kept, pdfmade.pages(2)), 2, SMALL, process=process)
    assert (page.width, page.height, page.text) == (595, 842, "Halaman 2")
    assert [(one.format, one.width, one.height) for one in page.pictures] == [
        ("webp", 240, 340), ("webp", 120, 170),
    ]  # fmt: skip


def test_a_rebuilt_file_holds_nothing_that_acts(process: PdfProcess, kept: Path) -> None:
    made = pdfs.rebuild(put(kept, pdfmade.hostile()), process=process)
    assert made.startswith(b"%PDF-")
    assert [word for word in pdfmade.HOSTILE if word in made] == []


@pytest.mark.parametrize("number", [1, 2])
def test_a_rebuilt_page_looks_and_reads_the_same(
    process: PdfProcess, kept: Path, number: int
) -> None:
    before = pdfs.draw(put(kept, pdfmade.hostile()), number, SMALL, process=process)
    made = pdfs.rebuild(kept, process=process)
    after = pdfs.draw(put(kept, made), number, SMALL, process=process)
    assert (before.width, before.height, before.text) == (after.width, after.height, after.text)
    assert ImageChops.difference(picture(before), picture(after)).getbbox() is None


REFUSED = {
    "empty": (b"", "The file is empty"),
    "web page": (b"<html>", "The file is no PDF (it begins with '<html>')"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a PDF is allowed"),
    "locked": (pdfmade.locked(), "locked with a password"),
    "cut": (pdfmade.pages(2)[:400], "can't be opened"),
    "rubbish": (b"%PDF-1.7\n" + b"xyz " * 500, "can't be opened"),
    "no pages": (
        pdfmade.written([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]),
        "The PDF has no pages",
    ),
    "many pages": (pdfmade.pages(161), "161 pages; up to 160 are allowed"),
    "long page": (pdfmade.pages(1, size=(200, 4_000)), "Page 1 measures 200 by 4000 points"),
    "huge page": (pdfmade.pages(1, size=(9_000, 9_000)), "sides of 100 to 5000 points"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_open_pdf_is_refused_plainly(process: PdfProcess, kept: Path, name: str) -> None:
    data, says = REFUSED[name]
    with pytest.raises(PdfRefused) as refused:
        pdfs.inspect(put(kept, data), process=process)
    assert says in str(refused.value)


def test_a_file_of_too_many_bytes_is_refused_unopened(kept: Path) -> None:
    process = PdfProcess(PdfLimits(max_bytes=100))
    with pytest.raises(PdfRefused, match=r"has 0\.0 MB; up to 0\.0001 MB are allowed"):
        pdfs.inspect(put(kept, pdfmade.pages(1)), process=process)
    assert process.pid is None


def test_a_bomb_costs_its_own_process_or_a_blank_page(kept: Path) -> None:
    process = PdfProcess(PdfLimits(memory=512, seconds=20))
    put(kept, pdfmade.bomb())
    try:
        page = pdfs.draw(kept, 1, SMALL, process=process)
        assert page.pictures[0].width == 240
    except (PdfRefused, PictureFailed):
        assert pdfs.inspect(put(kept, pdfmade.pages(1)), process=process) == 1
    finally:
        process.close()


def test_an_endless_page_ends_with_its_process(kept: Path) -> None:
    process = PdfProcess(PdfLimits(seconds=1))
    with pytest.raises(PictureFailed, match="PDF"):
        pdfs.draw(put(kept, pdfmade.endless()), 1, SMALL, process=process)
    assert pdfs.inspect(put(kept, pdfmade.pages(1)), process=process) == 1
    process.close()


def test_a_file_that_is_gone_is_refused(process: PdfProcess, kept: Path) -> None:
    with pytest.raises(PdfRefused, match="No such file"):
        pdfs.inspect(kept, process=process)
