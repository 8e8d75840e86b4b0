"""Feeds that a reader's program understands."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from django.test import Client

from redaksi.lib import clock
from redaksi.stories import actions
from redaksi.stories.models import Story
from tests.portal.newspaper import Small, photo, story

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
MEDIA = "{http://search.yahoo.com/mrss/}"


def channel(reader: Client, path: str = "/feed/rss.xml") -> Element:
    response = reader.get(path)
    assert response.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    found = fromstring(response.content).find("channel")
    assert found is not None
    return found


def items(reader: Client, path: str = "/feed/rss.xml") -> list[Element]:
    return channel(reader, path).findall("item")


def test_the_channel_names_the_newspaper(paper: Small, reader: Client) -> None:
    found = channel(reader)
    assert found.findtext("title") == "Harian Tanjung"
    assert found.findtext("link") == "https://tanjung.example/"
    assert found.findtext("language") == "id"
    link = found.find(f"{ATOM}link")
    assert link is not None and link.get("href") == "https://tanjung.example/feed/rss.xml"


def test_an_entry_says_what_the_page_says(paper: Small, reader: Client) -> None:
    first, newest = items(reader)[0], paper.stories[-1]
    assert first.findtext("title") == newest.headline
    assert first.findtext("link") == f"https://tanjung.example{newest.url}"
    assert first.findtext("description") == newest.teaser
    assert first.findtext("category") == "Olahraga"
    assert first.findtext(f"{DC}creator") == "Agnes Rihi"
    when = parsedate_to_datetime(first.findtext("pubDate") or "")
    assert when == newest.published_at
    assert when.utcoffset() is not None and "+0700" in (first.findtext("pubDate") or "")


def test_the_name_of_an_entry_outlives_its_headline(paper: Small, reader: Client) -> None:
    before = {one.findtext("guid") for one in items(reader)}
    made = paper.stories[-1]
    made.headline, made.slug = "Judul yang lain sama sekali", "lain"
    actions.update(made)
    assert {one.findtext("guid") for one in items(reader)} == before
    assert all(guid.get("isPermaLink") == "false" for guid in channel(reader).iter("guid"))


def test_the_photo_is_the_one_to_share(paper: Small, reader: Client) -> None:
    shown = photo(5, crops={"share": {"jpeg": [["/media/x/share.jpg", 1200, 630]]}})
    story(paper, 20, clock.now(), photo=shown)
    content = items(reader)[0].find(f"{MEDIA}content")
    assert content is not None
    assert content.attrib["url"] == "https://tanjung.example/media/x/share.jpg"
    assert (content.get("width"), content.get("height")) == ("1200", "630")
    assert content.findtext(f"{MEDIA}credit") == "LINTANG/Danu Prakoso 5"


def test_a_correction_stands_in_the_entry(paper: Small, reader: Client) -> None:
    actions.correct(paper.stories[-1], kind="minor", note="Angkanya 12, bukan 21.")
    first = items(reader)[0]
    assert "Koreksi, Senin 17 Agustus 2020, 12:00 WIB: Angkanya 12, bukan 21." in (
        first.findtext("description") or ""
    )
    assert first.findtext(f"{ATOM}updated") == "2020-08-17T12:00:00+07:00"


def test_a_withdrawn_story_leaves_the_feeds(paper: Small, reader: Client) -> None:
    before = len(items(reader))
    actions.withdraw(paper.stories[-1], reason="Keliru.")
    assert len(items(reader)) == before - 1


def test_a_section_has_its_own_feed(paper: Small, reader: Client) -> None:
    found = items(reader, "/ekonomi/feed/rss.xml")
    assert {one.findtext("category") for one in found} == {"Ekonomi"}
    assert channel(reader, "/ekonomi/feed/rss.xml").findtext("title") == "Harian Tanjung: Ekonomi"


def test_pages_name_their_feeds(paper: Small, reader: Client) -> None:
    page = reader.get("/ekonomi/").content.decode()
    assert page.count('rel="alternate" href="/feed/rss.xml"') == 1
    assert page.count('rel="alternate" href="/ekonomi/feed/rss.xml"') == 1
    assert 'href="/latest/feed' not in reader.get("/latest/").content.decode()


def test_no_text_breaks_the_feed(paper: Small, reader: Client) -> None:
    evil = "]]><script>&amp; \x0b\x00 \ud800 \ufffe 🙂 \"'"
    Story.objects.filter(pk=paper.stories[-1].pk).update(
        headline=evil.replace("\x00", "").replace("\ud800", ""), teaser="\x08<b>&"
    )
    first = items(reader)[0]
    assert first.findtext("title") == "]]><script>&amp;    🙂 \"'"
    assert first.findtext("description") == "<b>&"
