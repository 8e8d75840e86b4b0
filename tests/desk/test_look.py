"""The theme at the desk: seen before it is shown, refused when it cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from redaksi.press import acts
from redaksi.sections.models import Newspaper
from redaksi.stories.models import Story
from redaksi.stylebook import theme
from tests.stories.conftest import Newsroom

Desk = Callable[[str], Client]
LOOK, PREVIEW = "newspaper:look", "newspaper:look_preview"


@pytest.fixture
def chief(desk: Desk, newsroom: Newsroom) -> Client:
    return desk("chief")


def form(**changed: Any) -> dict[str, Any]:
    """What the screen sends: the house's order, and what was *changed*."""
    order = {
        f"{name}-{part}": number
        for name, parts in theme.ORDERS.items()
        for number, part in enumerate(parts, start=1)
    }
    return {**order, **changed}


def test_a_theme_is_kept_and_an_order_of_the_house_is_not_told(chief: Client) -> None:
    answer = chief.post(reverse(LOOK), form(link="#9A3412", head_face="sans"))
    assert answer.status_code == 302
    assert Newspaper.objects.get().theme == {"link": "#9a3412", "head_face": "sans"}
    page = chief.get(reverse(LOOK)).content.decode()
    assert 'value="#9a3412"' in page and "link=%239a3412" in page


def test_a_colour_that_cannot_be_read_is_refused_beside_its_field(chief: Client) -> None:
    before = acts.last_seq()
    answer = chief.post(reverse(LOOK), form(link="#bbbbbb", brand="merah"))
    assert answer.status_code == 422 and "merah" in answer.content.decode()
    answer = chief.post(reverse(LOOK), form(link="#bbbbbb"))
    said = answer.content.decode()
    assert "1.73:1" in said and "#6f6f6f" in said and 'value="#bbbbbb"' in said
    assert acts.last_seq() == before and Newspaper.objects.get().theme == {}


def test_parts_move_and_needed_ones_stay(chief: Client) -> None:
    moved = form(**{"masthead-name": 1, "masthead-menu": 2, "story-share": "", "story-photo": ""})
    said = chief.post(reverse(LOOK), moved).content.decode()
    assert "“photo”" in said
    moved["story-photo"] = 8
    assert chief.post(reverse(LOOK), moved).status_code == 302
    kept = Newspaper.objects.get().theme
    assert kept["masthead"] == ["name", "menu", "tools"]
    assert "share" not in kept["story"] and kept["story"][-1] == "photo"
    twice = form(**{"masthead-name": 1})
    assert chief.post(reverse(LOOK), twice).status_code == 422


def test_the_preview_shows_and_keeps_nothing(chief: Client, live: Story) -> None:
    before = acts.last_seq()
    answer = chief.get(reverse(PREVIEW), form(paper="#fff8f0", page="story"))
    page = answer.content.decode()
    assert "--paper:#fff8f0" in page and f"<h1>{live.headline}</h1>" in page
    assert "no-store" in answer["Cache-Control"]
    refused = chief.get(reverse(PREVIEW), form(link="#bbbbbb"))
    assert refused.status_code == 422 and "1.73:1" in refused.content.decode()
    assert acts.last_seq() == before and Newspaper.objects.get().theme == {}
    assert "--paper:#fff8f0" not in chief.get("/").content.decode()
