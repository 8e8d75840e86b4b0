"""Partners at the desk: added, tried, their trouble told to those who can act."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from redaksi.lib import clock
from redaksi.partners import actions, outside
from redaksi.partners.answers import REFUSALS
from redaksi.partners.models import Partner
from tests.desk.words import missing_words
from tests.lib.outside import Outside
from tests.lib.outside import outside as a_world
from tests.partners.made import BOAT, campaigns, filled, partner
from tests.stories.conftest import Newsroom

Desk = Callable[[str], Client]


@pytest.fixture
def chief(desk: Desk, newsroom: Newsroom, clock: Any) -> Client:
    return desk("chief")


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[Outside]:
    with a_world() as made:
        monkeypatch.setattr(outside, "allowed", lambda: made.allowed)
        yield made


def look(one: Partner) -> str:
    return reverse("partners:look", args=[one.pk])


def test_a_partner_is_added_and_waits_for_the_clock(chief: Client) -> None:
    form = {"name": "TaliKasih", "kind": "campaigns", "address": "https://talikasih.example/k.json",
            "title": "", "live": "on", "order": "10", "length": "4", "every": "30",
            "fetching": "on", "hide_after": "48", "slug": ""}  # fmt: skip
    answer = chief.post(reverse("partners:add"), form)
    one = Partner.objects.get()
    assert (answer.status_code, one.slug, one.next_at) == (302, "talikasih", None)
    assert "belum diambil" in chief.get(look(one)).content.decode()


def test_a_test_fetch_shows_what_came_and_keeps_nothing(chief: Client, world: Outside) -> None:
    world.says("/k", campaigns())
    one = partner(address=world.url("/k"))
    page = chief.post(reverse("partners:try", args=[one.pk])).content.decode()
    assert BOAT["title"] in page
    assert "12 hari lagi" in page
    assert not one.items.exists()


def test_a_test_fetch_of_rubbish_says_what_is_wrong(chief: Client, world: Outside) -> None:
    world.says("/k", b"<html><script>alert(1)</script>")
    one = partner(address=world.url("/k"))
    page = chief.post(reverse("partners:try", args=[one.pk])).content.decode()
    assert "Jawabannya bukan JSON" in page
    assert "<script>alert" not in page


def test_the_first_screen_tells_of_trouble_to_those_who_can_act(
    chief: Client, desk: Desk, clock: Any
) -> None:
    filled(hide_after=1)
    actions.hide_stale(clock.move(seconds=3601))
    assert "Mitra bermasalah" in chief.get("/desk/").content.decode()
    assert "Mitra bermasalah" not in desk("editor").get("/desk/").content.decode()


def test_the_first_screen_is_silent_while_all_is_well(chief: Client) -> None:
    filled()
    assert "Mitra bermasalah" not in chief.get("/desk/").content.decode()


def test_health_is_a_word_and_a_shape_in_the_list(chief: Client) -> None:
    filled()
    Partner.objects.create(name="Rusak", kind="headlines", address="https://r.example/", failures=3,
                           trouble={"says": "status", "values": {"status": 503}})  # fmt: skip
    page = chief.get(reverse("partners:index")).content.decode()
    for shape, word in (("circle-check", "baik"), ("error", "gagal terus")):
        assert re_found(page, shape, word)


def re_found(page: str, shape: str, word: str) -> bool:
    cell = page.split(f"#icon-{shape}", 1)[1][:200]
    return word in cell


def test_every_trouble_has_its_indonesian_sentence() -> None:
    assert set(REFUSALS) <= set(actions.SENTENCES)
    with missing_words() as found, override("id"):
        for sentence in actions.SENTENCES.values():
            assert actions.gettext(sentence)
    assert found == set()


def test_a_changed_address_is_fetched_at_once(chief: Client) -> None:
    one = filled(next_at=clock.now())
    form = {"name": "TaliKasih", "kind": "campaigns", "address": "https://lain.example/k.json",
            "title": "", "live": "on", "order": "10", "length": "4", "every": "30",
            "hide_after": "48", "slug": "talikasih"}  # fmt: skip
    chief.post(reverse("partners:edit", args=[one.pk]), form)
    one.refresh_from_db()
    assert (one.address, one.next_at) == ("https://lain.example/k.json", None)
