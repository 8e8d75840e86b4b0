"""The board: which cards stand where, what they show, how it stays alive, what it costs."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from redaksi.desk import work
from redaksi.desk.models import Work
from redaksi.lib import clock as now
from redaksi.stories import actions
from redaksi.stories.models import Story
from tests.desk.conftest import form_of, somebody
from tests.stories.conftest import Newsroom

Desk = Callable[[str], Client]
BOARD = "board:index"


def lanes(client: Client, **asked: str) -> dict[str, list[str]]:
    """Stage to the headlines of its cards; empty ones left out."""
    shown = client.get(reverse(BOARD), asked).context["lanes"]
    return {one["stage"]: [card.headline for card in one["cards"]] for one in shown if one["cards"]}


def changes(client: Client, **asked: str) -> Any:
    answer = client.get(reverse("board:changes"), asked)
    return json.loads(answer.content) if answer.status_code == 200 else answer.status_code


def made(newsroom: Newsroom, headline: str, **values: Any) -> Story:
    story = actions.save_draft(newsroom.story(headline)).story
    if values:
        work.changed(story.pk, **values)
    return story


def test_each_story_stands_in_its_stage_the_most_urgent_first(
    desk: Desk, newsroom: Newsroom
) -> None:
    made(newsroom, "Rencana", stage="idea")
    made(newsroom, "Nanti", due_at=now.now() + timedelta(hours=2))
    made(newsroom, "Segera", due_at=now.now() + timedelta(hours=1))
    made(newsroom, "Tanpa tenggat")
    actions.update(newsroom.story("Sudah terbit"))
    assert lanes(desk("editor")) == {
        "idea": ["Rencana"], "writing": ["Segera", "Nanti", "Tanpa tenggat"],
        "live": ["Sudah terbit"],
    }  # fmt: skip


def test_a_card_says_all_that_an_editor_asks(desk: Desk, newsroom: Newsroom) -> None:
    story = made(newsroom, "Lelang ikan", due_at=now.now() - timedelta(minutes=25))
    desk("reporter").post(reverse("stories:hold", args=[story.pk]))
    page = desk("editor").get(reverse(BOARD)).content.decode()
    for said in ("reporter", "lewat 25 menit", "Terkunci reporter sejak", "Ekonomi", "6 kata",
                 "0 foto"):  # fmt: skip
        assert said in page, said


def test_problems_and_what_nobody_holds_are_on_the_card(desk: Desk, newsroom: Newsroom) -> None:
    made(newsroom, "Belum lengkap")
    story = Story.objects.get().newest()
    story.body = []
    actions.save_draft(story)
    page = desk("editor").get(reverse(BOARD)).content.decode()
    assert "1 yang wajib" in page and "Belum diambil" in page


def test_withdrawn_stories_and_yesterdays_are_off_the_board(
    desk: Desk, newsroom: Newsroom, clock: Any
) -> None:
    actions.withdraw(actions.update(newsroom.story("Dicabut")).story, reason="Keliru.")
    actions.update(newsroom.story("Kemarin"))
    clock.move(seconds=24 * 3600)
    assert lanes(desk("editor")) == {}
    assert lanes(desk("editor"), due="all") == {"live": ["Kemarin"]}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"holder": "me"}, ["Milik saya"]),
        ({"holder": "nobody"}, ["Olahraga", "Terlambat"]),
        ({"due": "late"}, ["Terlambat"]),
        ({"holder": "x'", "section": "-1", "due": "?"}, ["Milik saya", "Olahraga", "Terlambat"]),
        ({"section": "999999"}, []),
    ],
)  # fmt: skip
def test_the_address_narrows_the_board(
    desk: Desk, newsroom: Newsroom, asked: dict[str, str], found: list[str]
) -> None:
    made(newsroom, "Milik saya", holder=somebody("editor", newsroom))
    made(newsroom, "Terlambat", due_at=now.now() - timedelta(minutes=1))
    made(newsroom, "Olahraga")
    assert sorted(sum(lanes(desk("editor"), **asked).values(), [])) == found


def test_a_deadline_after_midnight_belongs_to_the_night_shift(
    desk: Desk, newsroom: Newsroom, clock: Any
) -> None:
    clock.move(seconds=11 * 3600)
    made(newsroom, "Pukul dua malam", due_at=now.now() + timedelta(hours=3))
    made(newsroom, "Besok siang", due_at=now.now() + timedelta(hours=13))
    assert lanes(desk("editor")) == {"writing": ["Pukul dua malam"]}


def test_a_section_shows_what_stands_within_it(desk: Desk, newsroom: Newsroom) -> None:
    actions.save_draft(newsroom.story("Pesisir", section=newsroom.coast))
    actions.save_draft(newsroom.story("Olahraga", section=newsroom.sport))
    asked = str(newsroom.economy.pk)
    assert lanes(desk("editor"), section=asked) == {"writing": ["Pesisir"]}


def test_five_hundred_cards_cost_as_many_queries_as_five(desk: Desk, newsroom: Newsroom) -> None:
    client, user = desk("editor"), somebody("editor", newsroom)
    Story.objects.bulk_create(
        [Story(headline=f"Berita {one}", section=newsroom.sport) for one in range(500)]
    )
    keys = list(Story.objects.values_list("pk", flat=True))

    def cost(many: int) -> int:
        Work.objects.all().delete()
        Work.objects.bulk_create([
            Work(pk=pk, stage="writing", holder=user, since=now.now(), changed_at=now.now())
            for pk in keys[:many]
        ])  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            assert len(lanes(client)["writing"]) == many
        return len(queries)

    cost(5)
    assert cost(500) <= cost(5) <= 22


def test_what_did_not_change_is_not_sent_again(desk: Desk, newsroom: Newsroom, clock: Any) -> None:
    old, client = made(newsroom, "Lama"), desk("editor")
    clock.move(seconds=60)
    last = made(newsroom, "Terakhir")
    mark = changes(client)["mark"]
    assert changes(client, since=mark) == 304
    clock.move(seconds=60)
    new = made(newsroom, "Baru")
    told = changes(client, since=mark)
    assert set(told["lanes"]["writing"]) == {old.pk, last.pk, new.pk}
    assert set(told["cards"]) == {str(last.pk), str(new.pk)}  # the last act may have come late
    assert "Baru" in told["cards"][str(new.pk)]


def test_asking_again_costs_little_when_nothing_changed(desk: Desk, draft: Story) -> None:
    client = desk("editor")
    mark = changes(client)["mark"]
    with CaptureQueriesContext(connection) as queries:
        assert changes(client, since=mark) == 304
    assert len([one for one in queries if "desk_work" in one["sql"]]) == 1
    assert len(queries) <= 8


def test_a_mark_that_is_none_sends_the_whole_board(desk: Desk, draft: Story) -> None:
    for mark in ("", "x", "2020-01-01", "1e9"):
        assert set(changes(desk("editor"), since=mark)["cards"]) == {str(draft.pk)}


def test_saving_publishing_and_opening_each_move_the_mark(
    desk: Desk, draft: Story, clock: Any
) -> None:
    client, seen = desk("editor"), set()
    url = reverse("stories:edit", args=[draft.pk])
    for act in (
        lambda: None,
        lambda: client.post(reverse("stories:hold", args=[draft.pk])),
        lambda: client.post(url, form_of(draft, headline="Judul lain")),
        lambda: client.post(reverse("stories:release", args=[draft.pk])),
        lambda: actions.publish(Story.objects.get(pk=draft.pk)),
    ):
        clock.move(seconds=5)
        act()
        seen.add(changes(client)["mark"])
    assert len(seen) == 5


def test_the_photo_desk_looks_on(desk: Desk, draft: Story) -> None:
    page = desk("photo").get(reverse(BOARD)).content.decode()
    assert draft.headline in page and "data-menu href" not in page


def test_a_headline_is_escaped_on_the_page_and_in_what_changed(
    desk: Desk, newsroom: Newsroom
) -> None:
    story = made(newsroom, "<script>alert(1)</script>")
    assert "<script>alert(1)" not in desk("editor").get(reverse(BOARD)).content.decode()
    assert "<script>" not in changes(desk("editor"))["cards"][str(story.pk)]


def test_an_idea_is_put_on_the_board_with_its_headline_alone(
    desk: Desk, newsroom: Newsroom
) -> None:
    form = {"headline": "  Peta jalur\n evakuasi ", "section": newsroom.sport.pk}
    answer = desk("reporter").post(reverse("board:idea"), form)
    assert answer.url == f"{reverse(BOARD)}?section={newsroom.sport.pk}"
    story = Story.objects.get()
    assert (story.headline, story.section, story.live) == (
        "Peta jalur evakuasi", newsroom.sport, False,
    )  # fmt: skip
    assert lanes(desk("editor")) == {"idea": ["Peta jalur evakuasi"]}


def test_an_idea_without_a_headline_is_refused(desk: Desk, newsroom: Newsroom) -> None:
    desk("reporter").post(reverse("board:idea"), {"headline": " "})
    assert desk("photo").post(reverse("board:idea"), {"headline": "Foto"}).status_code == 302
    assert not Story.objects.exists()
