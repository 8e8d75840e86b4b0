"""The desk's search box finds stories in every state by their text, and says when it cannot."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from redaksi.search import actions as search
from redaksi.search.models import Promotion, Unanswered
from redaksi.stories import actions
from redaksi.stories.models import Story
from tests.stories.conftest import Newsroom

Desk = Callable[[str], Client]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[None]:
    with override_settings(SEARCH_FOLDER=tmp_path / "search"):
        yield


def headlines(client: Client, asked: str) -> list[str]:
    answer = client.get(reverse("stories:list"), {"q": asked})
    return [one.headline for one in answer.context["object_list"]]


def test_a_draft_is_found_by_a_word_of_its_text(desk: Desk, newsroom: Newsroom) -> None:
    draft = actions.save_draft(newsroom.story("Rahasia", text="Nakhoda menunda pelayaran.")).story
    actions.update(newsroom.story("Terbit"))
    search.catch_up()
    for asked in ("pelayaran", "berlayar", '"nakhoda menunda"', str(draft.pk)):
        assert headlines(desk("editor"), asked) == ["Rahasia"]


def test_without_an_index_headlines_are_searched_and_it_is_told(
    desk: Desk, newsroom: Newsroom
) -> None:
    actions.update(newsroom.story("Kapal merapat"))
    answer = desk("editor").get(reverse("stories:list"), {"q": "merapat"})
    assert [one.headline for one in answer.context["object_list"]] == ["Kapal merapat"]
    assert "Indeks pencarian sedang dibangun" in answer.content.decode()


def test_an_editor_promotes_a_result(desk: Desk, live: Story) -> None:
    form = {"words": "kapal perintis", "story": live.pk, "until": ""}
    assert desk("editor").post(reverse("promotions:add"), form).status_code == 302
    assert Promotion.objects.get().story_id == live.pk
    assert "kapal perintis" in desk("editor").get(reverse("promotions:index")).content.decode()


def test_the_desk_sees_what_was_looked_for_in_vain(desk: Desk, newsroom: Newsroom) -> None:
    Unanswered.objects.create(words="zeppelin", times=3, last_day="2020-08-17")
    assert "zeppelin" in desk("chief").get(reverse("unanswered:index")).content.decode()
