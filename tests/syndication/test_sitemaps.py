"""Sitemaps name what can be read, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

from defusedxml.ElementTree import fromstring
from django.test import Client

from redaksi.stories import actions
from tests.portal.newspaper import Small, story

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def places(reader: Client, path: str) -> list[str]:
    found = fromstring(reader.get(path).content)
    return [one.text or "" for one in found.iter(f"{SPACE}loc")]


def test_the_index_goes_back_to_the_oldest_story(paper: Small, reader: Client) -> None:
    story(paper, 30, datetime(2019, 12, 31, 20, tzinfo=UTC))
    found = places(reader, "/sitemap.xml")
    assert found[0] == "https://tanjung.example/sitemap-pages.xml"
    assert found[1] == "https://tanjung.example/sitemap-news.xml"
    assert found[2] == "https://tanjung.example/sitemap-2020-08.xml"
    assert found[-1] == "https://tanjung.example/sitemap-2020-01.xml"
    assert len(found) == 10


def test_a_month_names_its_live_stories(paper: Small, reader: Client) -> None:
    actions.withdraw(paper.stories[0], reason="Keliru.")
    found = places(reader, "/sitemap-2020-08.xml")
    assert found == [f"https://tanjung.example{one.url}" for one in reversed(paper.stories[1:])]


def test_the_time_of_a_change_is_the_one_readers_see(paper: Small, reader: Client) -> None:
    actions.correct(paper.stories[-1], note="Ejaan.")
    text = reader.get("/sitemap-2020-08.xml").content.decode()
    assert "<lastmod>2020-08-17T12:00:00+07:00</lastmod>" in text


def test_pages_and_sections_have_theirs(paper: Small, reader: Client) -> None:
    found = places(reader, "/sitemap-pages.xml")
    for path in ("/", "/ekonomi/", "/ekonomi/pesisir/", "/page/pedoman-media-siber/", "/latest/"):
        assert f"https://tanjung.example{path}" in found


def test_a_month_is_never_kept_by_its_tags(paper: Small, reader: Client) -> None:
    assert reader.get("/sitemap-2020-08.xml").headers["Surrogate-Control"] == "no-store"
