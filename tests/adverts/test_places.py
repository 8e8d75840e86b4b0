"""Advertisements on pages: in their places, labelled, and no page made anew for one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from redaksi.adverts.models import Advert
from redaksi.lib import clock
from redaksi.press import acts
from redaksi.press.models import LogEntry
from redaksi.stories import actions
from tests.portal.newspaper import Small, small_newspaper, story
from tests.portal.surrogate import rails_of, shell

TEXT = "Langganan kabar pagi, gratis"


@pytest.fixture
def paper(db: None, clock: Any) -> Small:
    return small_newspaper(12)


@pytest.fixture
def reader() -> Client:
    return Client(headers={"host": "localhost"})


def advert(place: str, **told: Any) -> Advert:
    given = {"name": place, "place": place, "text": TEXT, "link": "/page/langganan/"}
    made = Advert(**{**given, "starts_at": clock.now() - timedelta(hours=1), **told})
    made.full_clean()
    made.save()
    return made


def test_three_places_are_filled_and_labelled(paper: Small, reader: Client) -> None:
    for place in ("article", "list", "foot"):
        advert(place)
    body = [{"type": "paragraph", "value": f"<p>Alinea {number}.</p>"} for number in range(5)]
    made = story(paper, 40, clock.now(), body=body)
    page = reader.get(made.url).content.decode()
    assert page.index("Alinea 2.") < page.index('class="spot article"') < page.index("Alinea 3.")
    assert page.count('aria-label="Iklan ') == page.count("<p>Iklan</p>") == 2
    assert page.count('rel="sponsored noopener"') == 2
    lists = reader.get("/latest/").content.decode()
    assert lists.count('class="spot list"') == lists.count('class="spot foot"') == 1
    assert 'class="spot' not in reader.get(paper.pages[0].url).content.decode()
    assert TEXT not in reader.get(f"/lite{made.url}").content.decode()


def test_a_short_story_and_one_that_is_paid_for_have_none_inside(
    paper: Small, reader: Client
) -> None:
    advert("article"), advert("foot")
    assert 'class="spot article"' not in reader.get(paper.stories[0].url).content.decode()
    body = [{"type": "paragraph", "value": "<p>Alinea.</p>"}] * 5
    paid = story(
        paper, 41, clock.now(), body=body, profile="advertorial", sponsor="Koperasi Dermaga"
    )
    assert 'class="spot' not in reader.get(paid.url).content.decode()


def test_only_its_own_fragment_is_made_anew(paper: Small, reader: Client) -> None:
    made = advert("foot")
    whole = shell(reader, "/latest/")
    (address,) = [one for one in rails_of(whole.content) if one.startswith("/_rail/advert/foot")]
    tags = {
        path: set(shell(reader, path)["X-Redaksi-Tags"].split()) for path in ("/latest/", address)
    }
    before = acts.last_seq()
    made.text = "Beriklan di sini"
    made.save()
    (row,) = LogEntry.objects.filter(seq__gt=before)
    assert row.tags == ["adverts:foot"]
    assert "adverts:foot" in tags[address] and "adverts:foot" not in tags["/latest/"]
    assert "Beriklan di sini" in shell(reader, address).content.decode()


def test_it_is_known_until_when_it_stands(paper: Small, reader: Client) -> None:
    advert("foot", ends_at=clock.now() + timedelta(hours=2))
    assert shell(reader, "/_rail/advert/foot/0")["X-Good-Until"] == "2020-08-17T07:00:00Z"
    advert("foot")
    assert shell(reader, "/_rail/advert/foot/0")["X-Good-Until"] == "2020-08-17T05:10:00Z"


def test_it_stands_in_its_section_and_those_within(paper: Small, reader: Client) -> None:
    economy, coast = paper.sections[1], paper.sections[-1]
    advert("foot", sections=[economy.pk])
    shown = {
        one.pk: TEXT in reader.get(f"/_rail/advert/foot/{one.pk}").content.decode()
        for one in (economy, coast, paper.sections[0])
    }
    assert shown == {economy.pk: True, coast.pk: True, paper.sections[0].pk: False}
    assert reader.get("/_rail/advert/roof/0").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [{"text": ""}, {"link": "javascript:alert(1)"}, {"link": "//elsewhere.example/"},
     {"ends_at": "2020-08-16T00:00:00Z"}, {"weight": 0}],
)  # fmt: skip
def test_what_is_none_is_refused(paper: Small, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as problem:
        advert("foot", **wrong)
    assert list(problem.value.message_dict) == list(wrong)


def test_a_withdrawn_story_sells_nothing(paper: Small, reader: Client) -> None:
    advert("foot")
    gone = paper.stories[0]
    actions.withdraw(gone, reason="Keliru.")
    assert 'class="spot' not in reader.get(gone.url).content.decode()
