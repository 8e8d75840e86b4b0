"""Lite twins: every page again as text alone, within five kilobytes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from lxml.html import HtmlElement, document_fromstring

from redaksi.edge import packing
from redaksi.editions.models import EditionPage
from redaksi.fronts import actions as fronts
from redaksi.portal import twins
from redaksi.sections.models import StaticPage
from redaksi.stories import actions
from redaksi.stories.shapes import Block
from tests.editions.made import row
from tests.portal.newspaper import TEXT, Small, story
from tests.portal.surrogate import rails_of, shell
from tests.portal.test_budgets import large_newspaper, text
from tests.portal.test_reading import every_page

NO_TWIN = ("/feed/", "/ekonomi/feed/", "/sitemap", "/robots", "/ads", "/.well-known/")
NO_TWIN += ("/topic/valdoria/feed/", "/person/damar-wirya/feed/")
OWN = re.compile(r"/(?!/|media/)")


def pages(paper: Small) -> Iterator[str]:
    yield from (one for one in every_page(paper) if not one.startswith(NO_TWIN))


def lite(reader: Client, path: str, status: int = 200) -> HtmlElement:
    answer = reader.get(twins.address(path))
    assert answer.status_code == status, path
    return document_fromstring(answer.content.decode())


def sent(reader: Client, path: str) -> int:
    """Bytes of the twin of *path* as the edge sends them."""
    return len(b"".join(packing.splice([packing.pack(shell(reader, twins.address(path)).content)])))


def long_story(paper: Small, paragraphs: int) -> str:
    body = [{"type": "paragraph", "value": text(90, number)} for number in range(paragraphs)]
    return str(story(paper, 50, paper.stories[-1].published_at, body=body).url)


def test_every_page_has_its_twin(paper: Small, reader: Client) -> None:
    for path in pages(paper):
        full, twin = reader.get(path), reader.get(twins.address(path))
        assert twin.status_code == full.status_code, path
        leads_to = full.headers.get("Location")
        assert twin.headers.get("Location") == (leads_to and twins.address(leads_to)), path


def test_a_twin_is_text_alone_and_one_round_trip(paper: Small, reader: Client) -> None:
    for path in pages(paper):
        page = shell(reader, twins.address(path)).content
        assert not rails_of(page), path
        assert not re.search(rb"<(?:img|script|svg|iframe|picture)\b|woff2|url\(", page), path


def test_twins_know_each_other_and_the_full_one_is_the_one_to_find(
    paper: Small, reader: Client
) -> None:
    for path in ("/", "/ekonomi/", "/latest/", paper.stories[0].url, "/epaper/"):
        page = lite(reader, path)
        assert page.xpath("//link[@rel='canonical']/@href") == [f"https://tanjung.example{path}"]
        assert page.xpath("//a[text()='Versi lengkap']/@href") == [path]
        assert f'<a href="/lite{path}">Versi ringan</a>' in reader.get(path).content.decode()


def test_every_link_of_a_twin_stays_in_the_lite_version(paper: Small, reader: Client) -> None:
    other = paper.stories[2]
    link = f'<p>Lihat <a linktype="story" id="{other.pk}">ini</a>.</p>'
    made = paper.stories[8]
    made.body = [{"type": "paragraph", "value": link}, {"type": "crosslink", "value": other.pk}]
    actions.update(made)
    for path in ("/", "/ekonomi/", "/latest/", made.url, "/archive/2020/08/", "/corrections/"):
        found = [href for href in lite(reader, path).xpath("//a/@href") if OWN.match(href)]
        assert {href for href in found if not href.startswith("/lite/")} <= {path}, path


def test_a_list_goes_on_in_the_lite_version(paper: Small, reader: Client) -> None:
    for number in range(12, 40):
        story(paper, number, paper.stories[0].published_at)
    (href,) = lite(reader, "/latest/").xpath("//a[@rel='next']/@href")
    assert href.startswith("/lite/latest/?before=")
    second = document_fromstring(reader.get(href).content.decode())
    assert second.xpath("//a[text()='Versi lengkap']/@href") == [href.removeprefix("/lite")]
    assert not second.xpath("//a[@rel='next']")


def test_twins_are_five_kilobytes_at_most(db: None, clock: object, reader: Client) -> None:
    paper = large_newspaper()
    lists = ("/", "/ekonomi/", "/latest/", "/archive/2020/08/", "/search/?q=kapal", "/tak-ada")
    sizes = {path: sent(reader, path) for path in (*lists, paper.stories[9].url)}
    assert max(sizes.values()) <= twins.MOST, sizes


def test_a_long_story_comes_in_parts_that_each_fit(db: None, clock: object, reader: Client) -> None:
    path = long_story(large_newspaper(), 60)
    seen, href = [], twins.address(path)
    for _ in range(9):
        assert sent(reader, href.removeprefix("/lite")) <= twins.MOST
        page = document_fromstring(reader.get(href).content.decode())
        seen += [one.text for one in page.xpath("//article/p[not(*)]")]
        following = page.xpath("//article//a[@rel='next']/@href")
        if not following:
            break
        href = following[0]
    assert [one for one in seen if one.count(" ") == 89] == [text(90, n)[3:-4] for n in range(60)]


@pytest.mark.parametrize("part", ["0", "2", "99999", "x", "-1", "01", ""])
def test_a_part_that_there_is_not_is_404(paper: Small, reader: Client, part: str) -> None:
    path = twins.address(paper.stories[0].url)
    assert reader.get(f"{path}?part={part}").status_code == 404
    assert reader.get(f"{path}?part=1").status_code == 200


def test_a_block_that_is_too_long_stands_alone() -> None:
    said = ["a", "".join(map(str, range(9999))), "b"]
    blocks = [Block(kind="paragraph", html=one) for one in said]
    assert [len(part) for part in twins.split(blocks, twins.words)] == [1, 1, 1]
    assert twins.split([]) == [()]


def test_a_photo_comes_only_when_it_is_asked_for(paper: Small, reader: Client) -> None:
    page = lite(reader, paper.stories[1].url)
    (said,) = page.xpath("//small[starts-with(text(), '[Foto:')]")
    assert "LINTANG/Danu Prakoso 1" in said.text_content()
    assert said.xpath("a/@href")[0].startswith("/media/")


def test_what_a_twin_does_not_show_does_not_make_it_anew(paper: Small, reader: Client) -> None:
    made = paper.stories[1]
    said = {path: shell(reader, twins.address(path)).headers["X-Redaksi-Tags"].split()
            for path in ("/", "/latest/", made.url)}  # fmt: skip
    kinds = {path: {tag.partition(":")[0] for tag in tags} for path, tags in said.items()}
    assert "photo" not in kinds["/"] | kinds["/latest/"]
    assert "photo" in kinds[made.url] and "place" not in kinds[made.url]
    assert not {"day"} & (kinds["/"] | kinds["/latest/"])


def test_a_correction_and_an_old_story_are_told_in_the_twin(paper: Small, reader: Client) -> None:
    made = story(paper, 60, paper.stories[0].published_at.replace(year=2018))
    actions.correct(made, kind="significant", note="Angkanya keliru.")
    page = lite(reader, made.url).text_content()
    assert "Berita lama" in page
    assert page.count("Angkanya keliru.") == 2


def test_a_reader_who_saves_data_meets_the_lite_version_first(paper: Small, reader: Client) -> None:
    saving = reader.get("/", headers={"save-data": "on"}).content.decode()
    plain = reader.get("/").content.decode()
    assert saving.index('href="/lite/"') < saving.index("<main")
    assert plain.index('href="/lite/"') > plain.index("</main>")
    assert saving.count('class="twin') == plain.count('class="twin') == 1


def test_only_pages_have_twins(paper: Small, reader: Client) -> None:
    for path in ("/robots.txt", "/desk/", "/_rail/foot", "/lite/", "/media/x.jpg"):
        assert reader.get(twins.address(path)).status_code == 404, path


def test_links_in_a_text_are_told_from_text_about_links() -> None:
    html = (
        f'<a href="/read/1-x">a</a> <a href="//x/">b</a> href="/c" <a href="/media/d">d</a>{TEXT}'
    )
    assert twins.linked(html) == html.replace('"/read', '"/lite/read')


def test_a_long_static_page_and_a_long_printed_page_come_in_parts(
    paper: Small, reader: Client
) -> None:
    body = "".join(
        f"<h2>Pasal {n}</h2>{text(80, n)}<ul><li><p>Satu</p></li></ul>" for n in range(40)
    )
    StaticPage.objects.update(body=body)
    EditionPage.objects.filter(edition=row()).update(text="\n".join(text(80, n) for n in range(40)))
    for path in (paper.pages[0].url, "/epaper/"):
        assert sent(reader, path) <= twins.MOST
        page = lite(reader, f"{path}?part=2")
        assert "Bagian 2 dari" in page.text_content()


def test_html_is_cut_between_its_parts_only() -> None:
    html = "<p>a</p><blockquote><p>b</p><p>c</p></blockquote><ul><li>d</li></ul><h2>e</h2><p>f</p>"
    cut = list(twins.paragraphs(html))
    assert "".join(cut) == html
    assert cut[1:3] == ["<blockquote><p>b</p><p>c</p></blockquote>", "<ul><li>d</li></ul>"]


def test_a_curated_front_has_its_twin(paper: Small, reader: Client) -> None:
    fronts.launch(fronts.create_default_front())
    fronts.launch(fronts.create_default_front(paper.sections[1]))
    for path in ("/", "/ekonomi/"):
        page = lite(reader, path)
        assert page.xpath(f"//a[@href='/lite{paper.stories[9].url}']"), path
        assert sent(reader, path) <= twins.MOST
