"""Links proposed to whoever writes: like the form as it stands, and not linked yet."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from redaksi.search import actions as search
from redaksi.stories import actions
from redaksi.stories.models import RelatedPick, Story
from tests.desk.conftest import form_of
from tests.stories.conftest import Newsroom

Desk = Callable[[str], Client]
TEXT = "Nakhoda kapal perintis menunda pelayaran ke pulau terluar karena gelombang."


@pytest.fixture
def index(tmp_path: Path, newsroom: Newsroom) -> Any:
    with override_settings(SEARCH_FOLDER=tmp_path / "search"):
        yield


@pytest.fixture
def ship(newsroom: Newsroom, index: Any) -> Story:
    """A live story that the index knows."""
    made = newsroom.story("Beras untuk pulau", text="Kapal perintis membawa beras ke pulau.")
    story = actions.update(made).story
    search.catch_up()
    return story


def proposed(client: Client, url: str, form: dict[str, Any]) -> list[int]:
    return [one.pk for one in client.post(url, form).context["proposals"]]


def test_stories_like_the_text_are_proposed_while_it_is_written(
    desk: Desk, newsroom: Newsroom, ship: Story
) -> None:
    form = form_of(newsroom.story(), text=TEXT)
    answer = desk("reporter").post(reverse("stories:proposals_for_new"), form)
    assert [one.pk for one in answer.context["proposals"]] == [ship.pk]
    assert f'data-desk-story="{ship.pk}"' in answer.content.decode()


def test_neither_the_story_itself_nor_what_it_leads_to_is_proposed(
    desk: Desk, newsroom: Newsroom, ship: Story
) -> None:
    draft = actions.save_draft(newsroom.story("Pelayaran ditunda", text=TEXT)).story
    url = reverse("stories:proposals", args=[draft.pk])
    assert proposed(desk("editor"), url, form_of(draft)) == [ship.pk]
    draft.related_picks = [RelatedPick(target=ship)]
    actions.save_draft(draft)
    assert proposed(desk("editor"), url, form_of(draft)) == []
    itself = reverse("stories:proposals", args=[ship.pk])
    assert proposed(desk("editor"), itself, form_of(ship, text=TEXT)) == []


def test_a_draft_and_a_withdrawn_story_are_proposed_to_nobody(
    desk: Desk, newsroom: Newsroom, ship: Story
) -> None:
    actions.save_draft(newsroom.story("Rahasia", text=TEXT))
    actions.withdraw(ship, reason="Keliru.")
    search.catch_up()
    form = form_of(newsroom.story(), text=TEXT)
    assert proposed(desk("editor"), reverse("stories:proposals_for_new"), form) == []


def test_without_an_index_the_desk_is_told(desk: Desk, newsroom: Newsroom, index: Any) -> None:
    url = reverse("stories:proposals_for_new")
    answer = desk("reporter").post(url, form_of(newsroom.story(), text=TEXT))
    assert (answer.status_code, answer.context["proposals"]) == (200, None)


def test_a_photo_editor_is_proposed_nothing(desk: Desk, newsroom: Newsroom, index: Any) -> None:
    url = reverse("stories:proposals_for_new")
    assert desk("photo").post(url, form_of(newsroom.story(), text=TEXT)).status_code in (302, 403)
