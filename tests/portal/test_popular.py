"""What is read most, as readers see it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from redaksi.fronts.models import RailPlace
from redaksi.popular.queries import STALE
from redaksi.stories import actions
from tests.popular.conftest import read
from tests.portal.newspaper import Small
from tests.portal.surrogate import rails_of, shell, spliced


@pytest.fixture
def order(paper: Small) -> list[int]:
    """The ids of the six stories that are read most, best first."""
    pks = [paper.stories[number].pk for number in (3, 9, 1, 7, 5, 2)]
    read({pk: 600 - 100 * place for place, pk in enumerate(pks)})
    return pks


def listed(html: bytes) -> list[int]:
    return [int(pk) for pk in re.findall(rb'<li><h3><a href="/read/(\d+)-', html)]


def rail(reader: Client, *parts: object) -> Any:
    return reader.get("/_rail/" + "/".join(["popular", *map(str, parts)]))


def test_the_rail_shows_the_five_that_are_read_most(reader: Client, order: list[int]) -> None:
    answer = rail(reader)
    assert listed(answer.content) == order[:5]
    assert b"<h2>Berita Populer</h2>" in answer.content
    assert 'href="/popular/"' in answer.content.decode()


def test_the_rail_hangs_on_its_tag_and_its_cards(reader: Client, order: list[int]) -> None:
    tags = set(rail(reader).headers["X-Redaksi-Tags"].split())
    assert tags == {"rail:popular", "site", "template", *(f"card:{pk}" for pk in order[:5])}


def test_it_stands_on_stories_fronts_and_sections(
    paper: Small, reader: Client, order: list[int]
) -> None:
    assert "/_rail/popular" in rails_of(shell(reader, "/").content)
    for path in (paper.stories[0].url, paper.sections[1].url):
        assert "Berita Populer" in reader.get(path).content.decode(), path


def test_a_section_shows_its_own_or_else_the_newspapers(
    paper: Small, reader: Client, order: list[int]
) -> None:
    section = paper.stories[0].section
    mine = [one.pk for one in paper.stories if one.section_id == section.pk]
    assert listed(rail(reader, section.pk).content) == order[:5]
    read(dict.fromkeys(mine, 1000))
    assert set(listed(rail(reader, section.pk).content)) == set(mine)


def test_a_withdrawn_story_is_gone_at_once(paper: Small, reader: Client, order: list[int]) -> None:
    actions.withdraw(paper.stories[3], reason="Keliru.")
    assert listed(rail(reader).content) == order[1:5]


def test_a_list_whose_counts_have_stopped_leaves_no_heading(
    reader: Client, order: list[int], clock: Any
) -> None:
    assert rail(reader).headers["X-Good-Until"] == "2020-08-17T05:15:00Z"
    clock.move(seconds=STALE.total_seconds())
    assert rail(reader).content.strip() == b""
    assert rail(reader).headers["X-Good-Until"] == "2020-08-17T05:16:00Z"


def test_nobody_read_anything_yet(paper: Small, reader: Client) -> None:
    assert rail(reader).content.strip() == b""
    assert b"Berita Populer" not in spliced(reader, paper.stories[0].url)
    page = reader.get("/popular/")
    assert page.status_code == 200
    assert b"<h2>Saat ini</h2>" not in page.content


def test_the_desk_sets_its_length_and_title(reader: Client, order: list[int]) -> None:
    RailPlace.objects.create(page="story", rail="popular", title="Paling laris", length=2)
    answer = rail(reader, "-", "story")
    assert listed(answer.content) == order[:2]
    assert b"<h2>Paling laris</h2>" in answer.content


def test_the_page_shows_three_lists_and_says_how_they_are_made(
    reader: Client, order: list[int]
) -> None:
    page = reader.get("/popular/").content.decode()
    assert re.findall(r"<h2>(Saat ini|Hari ini|Pekan ini)</h2>", page) == [
        "Saat ini", "Hari ini", "Pekan ini",
    ]  # fmt: skip
    assert listed(page.encode()) == order * 3
    assert "Tanpa kuki" in page


def test_only_a_storys_page_brings_the_script(paper: Small, reader: Client) -> None:
    assert b"redaksi/story.js" in reader.get(paper.stories[0].url).content
    for path in ("/", "/latest/", "/popular/", paper.sections[0].url):
        assert b"redaksi/story.js" not in reader.get(path).content, path


def test_the_application_itself_counts_nothing(paper: Small, reader: Client) -> None:
    assert reader.post("/_b", "7", content_type="text/plain").status_code == 405
