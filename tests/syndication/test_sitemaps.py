"""Sitemaps name what can be read, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client

from redaksi.fronts.kinds import Rule
from redaksi.fronts.models import Collection
from redaksi.lib import clock
from redaksi.press.models import LogEntry
from redaksi.sections.models import StaticPage, Topic
from redaksi.staff.models import Person
from redaksi.stories import actions
from redaksi.syndication.views import listmaps
from tests.portal.newspaper import SECTIONS, Small, story

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def places(reader: Client, path: str) -> list[str]:
    found = fromstring(reader.get(path).content)
    return [one.text or "" for one in found.iter(f"{SPACE}loc")]


def changed(reader: Client, path: str) -> dict[str, datetime | None]:
    """The paths that the sitemap at *path* names, with the time of their last change."""
    rows = fromstring(reader.get(path).content).iter(f"{SPACE}url")
    found = ((one.findtext(f"{SPACE}loc"), one.findtext(f"{SPACE}lastmod")) for one in rows)
    return {
        urlsplit(place or "").path: datetime.fromisoformat(at) if at else None
        for place, at in found
    }


def moved() -> set[str]:
    """The tags that the newest row of the log moved."""
    return set(LogEntry.objects.order_by("-seq").values_list("tags", flat=True)[0])


def test_the_index_goes_back_to_the_oldest_story(paper: Small, reader: Client) -> None:
    story(paper, 30, datetime(2019, 12, 31, 20, tzinfo=UTC))
    found = places(reader, "/sitemap.xml")
    assert found[0] == "https://tanjung.example/sitemap-pages.xml"
    assert found[1] == "https://tanjung.example/sitemap-topics-1.xml"
    assert found[2] == "https://tanjung.example/sitemap-people-1.xml"
    assert found[3] == "https://tanjung.example/sitemap-news.xml"
    assert found[4] == "https://tanjung.example/sitemap-2020-08.xml"
    assert found[-1] == "https://tanjung.example/sitemap-2020-01.xml"
    assert len(found) == 12


def test_a_month_names_its_live_stories(paper: Small, reader: Client) -> None:
    actions.withdraw(paper.stories[0], reason="Keliru.")
    found = places(reader, "/sitemap-2020-08.xml")
    assert found == [f"https://tanjung.example{one.url}" for one in reversed(paper.stories[1:])]


def test_the_time_of_a_change_is_the_one_readers_see(paper: Small, reader: Client) -> None:
    actions.correct(paper.stories[-1], note="Ejaan.")
    text = reader.get("/sitemap-2020-08.xml").content.decode()
    assert "<lastmod>2020-08-17T12:00:00+07:00</lastmod>" in text


def test_pages_and_sections_have_theirs(paper: Small, reader: Client) -> None:
    StaticPage.objects.create(title="Rancangan", live=False)
    beside = StaticPage.objects.create(title="Kebijakan", in_footer=False)
    found = changed(reader, "/sitemap-pages.xml")
    newest = paper.stories[-1].published_at
    assert found["/"] == found["/latest/"] == newest
    assert found[paper.sections[7 % len(SECTIONS)].url] == newest
    assert found[beside.url] == beside.updated_at.replace(microsecond=0)
    assert found["/corrections/"] is None
    assert not {"/ekonomi/pesisir/", "/page/rancangan/"} & set(found)


def test_topics_and_people_with_stories_have_theirs(paper: Small, reader: Client) -> None:
    idle = Topic.objects.create(name="Sepi")
    Person.objects.create(name="Belum Menulis")
    places = ("/sitemap-people-1.xml", paper.people), ("/sitemap-topics-1.xml", paper.topics)
    for path, rows in places:
        expected = {rows[number % 3].url: paper.stories[number].published_at for number in range(8)}
        assert changed(reader, path) == expected
    story(paper, 31, clock.now() - timedelta(seconds=5), topics=[idle])
    found = changed(reader, "/sitemap-topics-1.xml")
    assert found[idle.url] == clock.now() - timedelta(seconds=5)


def test_lists_are_split_by_their_ids(
    paper: Small, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listmaps, "MOST", 2)
    first = Topic.objects.order_by("pk").first()
    far = Topic.objects.create(pk=first.pk + 6, name="Jauh") if first else None
    story(paper, 31, clock.now(), topics=[far])
    parts = [one for one in places(reader, "/sitemap.xml") if "topics" in one]
    found = [path for one in parts for path in changed(reader, urlsplit(one).path)]
    assert first and far and found[0] == first.url and found[-1] == far.url
    assert reader.get(f"/sitemap-topics-{len(parts) + 1}.xml").status_code == 404


def test_collections_have_theirs_as_soon_as_they_hold_stories(paper: Small, reader: Client) -> None:
    assert not any("collections" in one for one in places(reader, "/sitemap.xml"))
    Collection.objects.create(name="Kosong")
    full = Collection.objects.create(name="Akhir Pekan", rule=Rule.NEWEST)
    assert any("collections" in one for one in places(reader, "/sitemap.xml"))
    assert changed(reader, "/sitemap-collections.xml") == {
        full.url: paper.stories[-1].published_at,
    }  # fmt: skip


def test_what_comes_moves_the_files_that_name_it(paper: Small, reader: Client) -> None:
    def tags(path: str) -> set[str]:
        return set(reader.get(path).headers["X-Redaksi-Tags"].split())

    index, pages = tags("/sitemap.xml"), tags("/sitemap-pages.xml")
    Topic.objects.create(name="Baru")
    assert index & moved()
    StaticPage.objects.create(title="Baru")
    assert pages & moved() and not index & moved()
    Person.objects.create(name="Baru")
    assert index & moved()
    Collection.objects.create(name="Baru")
    assert index & moved()
    assert "*" in tags("/sitemap-topics-1.xml") & tags("/sitemap-people-1.xml")


def test_a_month_is_never_kept_by_its_tags(paper: Small, reader: Client) -> None:
    assert reader.get("/sitemap-2020-08.xml").headers["Surrogate-Control"] == "no-store"
