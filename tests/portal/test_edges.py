"""Beginnings and odd newspapers: nothing yet, no host, a nameplate, a preview."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from django.test import Client, RequestFactory

from redaksi.lib import registries
from redaksi.sections.models import Newspaper, Section
from redaksi.stories import actions
from redaksi.stories.models import Story
from tests.portal.newspaper import Small, small_newspaper


def test_before_there_is_a_newspaper(db: None, reader: Client) -> None:
    for path in ("/", "/latest/", "/corrections/", "/feed/rss.xml", "/sitemap.xml", "/robots.txt"):
        assert reader.get(path).status_code == 200, path
    assert reader.get("/archive/2020/08/").status_code == 404
    assert "http://localhost/" in reader.get("/feed/rss.xml").content.decode()


def test_an_empty_section_offers_a_way_on(db: None, clock: Any, reader: Client) -> None:
    small_newspaper(0)
    page = reader.get("/ekonomi/").content.decode()
    assert "Belum ada berita di sini" in page
    assert 'href="/latest/"' in page


def test_the_nameplate_stands_for_the_name(paper: Small, reader: Client) -> None:
    title = Newspaper.objects.get()
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 2"/>'
    title.nameplate.save("papan-nama.png", ContentFile(svg))
    page = reader.get("/").content.decode()
    assert f'<img src="{title.nameplate.url}" alt="Harian Tanjung">' in page


def test_a_host_is_never_taken_from_a_stranger(paper: Small, reader: Client) -> None:
    page = reader.get("/", headers={"host": "testserver"}).content.decode()
    assert 'rel="canonical" href="https://tanjung.example/"' in page
    assert reader.get("/", headers={"host": "jahat.example"}).status_code == 400


def preview(row: Story) -> str:
    show = registries.previews.get("story")
    response = show(RequestFactory().get("/", headers={"host": "localhost"}), row, "")
    assert response.headers["Cache-Control"] == "private, no-store"
    return str(response.content.decode())


def test_a_preview_is_the_page_itself(paper: Small, reader: Client) -> None:
    made = paper.stories[0]
    assert preview(made) == reader.get(made.url).content.decode()


def test_an_unfinished_story_can_be_previewed(paper: Small) -> None:
    draft = Story(headline="Baru setengah")
    actions.save_draft(draft)
    assert "<h1>Baru setengah</h1>" in preview(draft)
    assert "Senin 17 Agustus 2020, 12:00 WIB" in preview(draft)
    assert "<h1></h1>" in preview(Story())


def test_a_section_outside_the_menu_is_still_found(paper: Small, reader: Client) -> None:
    Section.objects.filter(pk=paper.sections[0].pk).update(in_menu=False)
    assert 'href="/nusantara/">Nusantara' not in reader.get("/").content.decode()
    assert reader.get("/nusantara/").status_code == 200
