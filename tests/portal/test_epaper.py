"""The e-paper as readers have it: page by page, by month, gone when it is withdrawn."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from redaksi.editions import actions
from tests.editions.made import TODAY, published, row
from tests.portal.newspaper import Small

FIRST, SECOND = "/epaper/2020-08-17/1", "/epaper/2020-08-17/2"


def text(reader: Client, path: str) -> str:
    return reader.get(path).content.decode()


def test_a_page_is_an_image_with_its_text_and_the_way_on(paper: Small, reader: Client) -> None:
    row()
    page = text(reader, FIRST)
    assert 'Edisi <time datetime="2020-08-17">Senin 17 Agustus 2020</time>' in page
    assert 'srcset="/media/e/0/0/1-240.webp 240w, /media/e/0/0/1-800.webp 800w, ' in page
    assert f'<a class="btn on" href="{SECOND}" rel="next">' in page
    assert "Teks halaman 1" in page
    assert "Unduh PDF, 8,6\xa0MB" in page


def test_the_last_page_leads_back(paper: Small, reader: Client) -> None:
    row()
    page = text(reader, SECOND)
    assert f'href="{FIRST}" rel="prev"' in page
    assert 'rel="next"' not in page
    assert f'<a href="{SECOND}" aria-current="page">' in page


def test_every_page_has_its_thumbnail(paper: Small, reader: Client) -> None:
    row(pages=5)
    page = text(reader, FIRST)
    assert re.findall(r'<a href="/epaper/2020-08-17/(\d)"', page.split('class="thumbs"')[1]) == [
        "1", "2", "3", "4", "5",
    ]  # fmt: skip


def test_a_scan_says_that_it_has_no_text(paper: Small, reader: Client) -> None:
    row().pages.update(text="")
    assert "gambar tanpa teks" in text(reader, FIRST)


def test_what_a_page_says_is_never_code(paper: Small, reader: Client) -> None:
    row(title="<script>1</script>").pages.update(text="<script>alert(1)</script>")
    page = text(reader, FIRST)
    assert "<script>alert" not in page
    assert "<script>1" not in page


def test_the_newest_edition_opens(paper: Small, reader: Client) -> None:
    row(TODAY - timedelta(days=1))
    row()
    page = text(reader, "/epaper/")
    assert "Halaman 1 dari 2" in page
    assert 'rel="canonical" href="https://tanjung.example/epaper/2020-08-17/1"' in page


def test_before_the_first_edition_the_page_says_so(paper: Small, reader: Client) -> None:
    assert "Belum ada edisi" in text(reader, "/epaper/")
    assert "Belum ada edisi" in text(reader, "/epaper/editions/")


def test_editions_stand_by_month_and_are_paged_by_key(paper: Small, reader: Client) -> None:
    for number in range(30):
        row(TODAY - timedelta(days=number), pages=1)
    first = text(reader, "/epaper/editions/")
    assert re.findall(r"<h2>(\w+ 2020)</h2>", first) == ["Agustus 2020", "Juli 2020"]
    key = first.split("/epaper/editions/?before=")[1].split('"')[0]
    second = text(reader, f"/epaper/editions/?before={key}")
    assert (first.count('<li><a href="/epaper/'), second.count('<li><a href="/epaper/')) == (24, 6)
    assert 'content="noindex"' in second


def test_a_day_without_a_page_leads_to_page_one(paper: Small, reader: Client) -> None:
    row()
    answer = reader.get("/epaper/2020-08-17/")
    assert (answer.status_code, answer.headers["Location"]) == (301, FIRST)


NOTHING = ("/epaper/2020-08-16/1", "/epaper/2020-08-16/", "/epaper/2020-02-31/1",
           "/epaper/editions/?before=rusak", "/epaper/2020-08-17/0")  # fmt: skip


@pytest.mark.parametrize("path", NOTHING)
def test_nothing_there_is_404(paper: Small, reader: Client, path: str) -> None:
    row()
    assert reader.get(path).status_code == 404


def test_a_page_too_many_is_not_shown(paper: Small, reader: Client) -> None:
    row()
    assert reader.get("/epaper/2020-08-17/3").status_code in (301, 404)


@pytest.mark.parametrize("status", ["draft", "processing", "review"])
def test_what_is_not_published_is_found_nowhere(paper: Small, reader: Client, status: str) -> None:
    row(status=status, title="Rahasia")
    for path in (FIRST, "/epaper/", "/epaper/editions/", paper.stories[0].url):
        answer = reader.get(path)
        assert "Rahasia" not in answer.content.decode()
        assert "/media/e/" not in answer.content.decode()
    assert reader.get(FIRST).status_code == 404


def test_a_withdrawn_edition_is_gone_with_its_notice(paper: Small, reader: Client) -> None:
    edition = row()
    actions.withdraw(edition, reason="Salah cetak.")
    answer = reader.get(FIRST)
    assert (answer.status_code, "Salah cetak." in answer.content.decode()) == (410, True)
    for path in ("/epaper/", "/epaper/editions/", paper.stories[0].url):
        assert "/epaper/2020-08-17" not in text(reader, path)


def test_the_box_stands_beside_a_story(paper: Small, reader: Client) -> None:
    row()
    box = text(reader, paper.stories[-1].url).split('class="epaper"')[1].split("</section>")[0]
    assert 'Edisi <time datetime="2020-08-17">Senin 17 Agustus 2020</time>' in box
    assert "2 halaman, terbit 12:00 WIB" in box
    assert f'href="{FIRST}"' in box
    assert "Baca E-Paper" in box


def test_its_files_are_served_and_the_pdf_is_a_download(
    paper: Small, reader: Client, settings: Any
) -> None:
    edition = published()
    page = text(reader, FIRST)
    for url in re.findall(r"/media/e/[^\" ]+", page):
        assert reader.get(url).getvalue(), url
    pdf = reader.get(re.findall(r"/media/e/[^\" ]+\.pdf", page)[0])
    assert pdf.getvalue().startswith(b"%PDF-")
    assert pdf.headers["Content-Disposition"].startswith("attachment")
    assert reader.get(f"/media/{edition.original}").status_code == 404
