"""Rows 8 to 14 of the page, as a table: what stands after and beside the demo's own story.

Partner and sister brand are fed by a server on this machine, which then stops, slows and poisons.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from redaksi.lib.fetch import Limits
from redaksi.ops import demo
from redaksi.partners import outside, tasks
from redaksi.partners.models import Partner
from redaksi.stories.models import Story
from tests.lib.outside import Outside
from tests.lib.outside import outside as a_world
from tests.partners.made import BOAT, ROOF, RSS, campaigns
from tests.partners.test_refresh import drips
from tests.portal.test_blocks import EVIL
from tests.portal.test_in_browser import HOST, browser, window

__all__ = ["browser"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db]
STORY = "int-valdoria-gunung"
#: Of the demo's stories: this one and those it picks, its section, and the weekend's.
SOME = (
    STORY, "int-parlemen-valdoria", "int-kereta-malam", "int-laut-lepas", "int-koin-arvenne",
    "int-anjing-kereta", "int-capung-corvania", "int-galaksi", "week-layar-tancap-kampung-gudang",
    "week-resep-ara-panggang-gula-aren", "week-memotret-hujan-dengan-ponsel",
    "week-sambal-ikan-asap-dua-cara",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of the table: its title, what each of its items holds, and where *more* leads."""

    title: str
    items: str
    holds: tuple[str, ...]
    many: int
    more: str = ""


LINK = "h3 a[href^='/read/']"
THEIRS = "h3 a[href^='https://'][rel='external noopener']"
TABLE = {
    8: Row(
        title="Baca Juga", items="li", many=6,
        holds=(LINK, "use[href='#i-user-round']", "use[href='#i-clock']", "time[datetime]", ".tz"),
    ),
    9: Row(
        title="E-Paper", items=".epaper", holds=("img", "a:has-text('Baca E-Paper')"), many=1,
        more="/epaper/editions/",
    ),
    10: Row(
        title="Berita Terkini", items="li", holds=("time[datetime]", LINK), many=8, more="/latest/"
    ),
    11: Row(
        title="TaliKasih", items="article", holds=(THEIRS, "progress", ".meta"), many=4,
        more="/partner/talikasih/",
    ),
    12: Row(title="TJ Niaga", items="li", holds=(THEIRS,), many=4, more="/partner/tj-niaga/"),
    13: Row(title="Berita Populer", items="li", holds=(LINK,), many=5, more="/popular/"),
    14: Row(
        title="Berita Weekend", items="article", holds=(LINK,), many=4,
        more="/collection/berita-weekend/",
    ),
}  # fmt: skip


@pytest.fixture
def demo_story(db: None, clock: Any, monkeypatch: pytest.MonkeyPatch, settings: Any,
               tmp_path: Path) -> Story:  # fmt: skip
    """The demo newspaper with some of its stories."""
    settings.MEDIA_ROOT = tmp_path
    stories = [one for one in demo._stories() if one["key"] in SOME]
    for one in stories:
        one["related"] = [key for key in one.get("related", ()) if key in SOME]
        one["body"] = [block for block in one["body"] if block.get("story", STORY) in SOME]
    monkeypatch.setattr(demo, "_stories", lambda: copy.deepcopy(stories))
    demo.fill(lambda _line: None)
    return Story.objects.get(headline__startswith="Valdoria menutup gunung")


@pytest.fixture
def reader() -> Client:
    return Client(headers={"host": "localhost"})


@pytest.fixture
def page(browser: Any, reader: Client, demo_story: Story) -> Any:  # noqa: F811
    made = window(browser, reader, 1280)
    made.goto(HOST + demo_story.url)
    return made


def rail(page: Any, title: str) -> Any:
    """The rail under the heading *title*."""
    heading = page.get_by_role("heading", name=title, exact=True, level=2)
    return page.locator("main section", has=heading)


def shown(page: Any, title: str) -> list[str]:
    """The headlines in the rail *title*, after a new look at the page."""
    page.reload()
    return list(rail(page, title).locator("h3").all_inner_texts())


def test_rows_8_to_14_stand_on_the_page_of_the_story(
    page: Any, reader: Client, demo_story: Story
) -> None:
    for number, row in TABLE.items():
        items = rail(page, row.title).locator(row.items)
        assert items.count() == row.many, number
        for holds in row.holds:
            assert items.locator(holds).count() == row.many, (number, holds)
        assert _more(page, row) == row.more, number
        assert not row.more or reader.get(row.more).status_code == 200
    links = rail(page, "Baca Juga").locator(LINK).evaluate_all("all => all.map(a => a.pathname)")
    assert len({*links, demo_story.url}) == len(links) + 1  # never twice, never the story itself
    assert page.troubles == []


def _more(page: Any, row: Row) -> str:
    """Where *Selengkapnya* of *row* leads; empty where there is none."""
    more = rail(page, row.title).locator(".more")
    return str(more.get_attribute("href")) if more.count() else ""


@pytest.fixture
def world(demo_story: Story, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A server that both partners of the demo are fetched from."""
    with a_world() as made:
        monkeypatch.setattr(outside, "allowed", lambda: made.allowed)
        quick = Limits(max_bytes=200_000, total_seconds=1, connect_seconds=1, max_redirects=3)
        monkeypatch.setattr(outside, "ANSWER", quick)
        for name, path in (("TaliKasih", "/kampanye"), ("TJ Niaga", "/umpan")):
            found = Partner.objects.filter(name=name)
            found.update(address=made.url(path), fetching=True, hide_after=48)
        yield made


def fetched(clock: Any, hours: int = 7) -> None:
    """The clock's look at the partners, when the most patient wait is over."""
    clock.move(seconds=hours * 3600)
    tasks._due(clock.at)


GOOD = {"TaliKasih": [BOAT["title"], ROOF["title"]],
        "TJ Niaga": ["Tarif peti kemas turun", "Panen garam mundur"]}  # fmt: skip


def test_the_rails_outlive_a_partner_that_stops_slows_and_lies(
    page: Any, world: Outside, clock: Any
) -> None:
    world.says("/kampanye", campaigns(), "Content-Type: application/json")
    world.says("/umpan", RSS.encode(), "Content-Type: application/rss+xml")
    fetched(clock)
    _stand(page, "fed")
    for path in ("/kampanye", "/umpan"):
        world.on(path, b"")
    fetched(clock)
    _stand(page, "stopped")
    for path in ("/kampanye", "/umpan"):
        world.on(path, drips)
    fetched(clock)
    _stand(page, "slow")
    for path in ("/kampanye", "/umpan"):
        world.says(path, b"<html><script>alert(1)</script>" * 9)
    fetched(clock)
    _stand(page, "a page instead of a list")
    assert Partner.objects.filter(failures=3).count() == 2
    assert page.troubles == []


def _stand(page: Any, how: str) -> None:
    for title, heads in GOOD.items():
        assert shown(page, title) == heads, (title, how)
    assert len(shown(page, "Berita Terkini")) == 8, how


def test_poison_is_text_and_an_old_copy_goes_away(page: Any, world: Outside, clock: Any) -> None:
    bad = {**BOAT, "title": EVIL[:150]}
    world.says("/kampanye", campaigns(bad, {**ROOF, "link": "javascript:alert(1)"}))
    world.says("/umpan", RSS.replace("https://niaga.example/1", "javascript:alert(1)").encode())
    fetched(clock)
    assert len(shown(page, "TaliKasih")) == 1
    assert shown(page, "TJ Niaga") == ["Panen garam mundur"]
    world.paths.clear()
    fetched(clock, hours=49)
    page.reload()
    titles = page.locator("aside.side h2").all_inner_texts()
    assert titles == ["E-Paper", "Berita Terkini", "Berita Weekend"]
    assert page.troubles == []
