"""The list of stories: what it shows, how it is narrowed down, and what it costs."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from redaksi.stories import actions
from redaksi.stories.models import Story
from tests.stories.conftest import Newsroom

Desk = Callable[[str], Client]
LIST = "stories:list"


def headlines(client: Client, **asked: str) -> list[str]:
    answer = client.get(reverse(LIST), asked)
    return [one.headline for one in answer.context["object_list"]]


def cost(client: Client, **asked: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse(LIST), asked).status_code == 200
    assert not [
        one for one in queries if "COUNT(" in one["sql"] and "redaksi_stories" in one["sql"]
    ]
    return len(queries)


def test_the_list_costs_the_same_for_three_stories_and_for_thirty(
    desk: Desk, newsroom: Newsroom
) -> None:
    client = desk("editor")
    for number in range(3):
        actions.update(newsroom.story(f"Berita {number}"))
    cost(client)
    few = cost(client)
    for number in range(3, 30):
        actions.save_draft(newsroom.story(f"Berita {number}"))
    assert cost(client) <= few


def test_the_newest_work_stands_first_and_imports_without_versions_last(
    desk: Desk, newsroom: Newsroom
) -> None:
    Story.objects.bulk_create([Story(headline="Dari arsip", section=newsroom.sport)])
    first = actions.save_draft(newsroom.story("Pertama")).story
    actions.save_draft(newsroom.story("Kedua"))
    actions.save_draft(first.newest())
    assert headlines(desk("editor")) == ["Pertama", "Kedua", "Dari arsip"]


def test_pages_follow_one_another_without_a_count(desk: Desk, newsroom: Newsroom) -> None:
    rows = [Story(headline=f"Arsip {number}", section=newsroom.sport) for number in range(40)]
    Story.objects.bulk_create(rows)
    for number in range(3):
        actions.save_draft(newsroom.story(f"Draf {number}"))
    client = desk("editor")
    pages = [headlines(client, p=str(page)) for page in (1, 2, 3)]
    assert [len(page) for page in pages[:2]] == [25, 18]
    assert len({*pages[0], *pages[1]}) == 43


@pytest.mark.parametrize(
    ("state", "found"),
    [("draft", ["Draf"]), ("live", ["Terbit"]), ("withdrawn", ["Dicabut"]), ("waiting", [])],
)
def test_a_state_narrows_it_down(
    desk: Desk, newsroom: Newsroom, state: str, found: list[str]
) -> None:
    actions.save_draft(newsroom.story("Draf"))
    actions.update(newsroom.story("Terbit"))
    actions.withdraw(actions.update(newsroom.story("Dicabut")).story, reason="Keliru.")
    assert headlines(desk("editor"), state=state) == found


def test_section_person_day_and_words_narrow_it_down(desk: Desk, newsroom: Newsroom) -> None:
    story = actions.update(newsroom.story("Kapal merapat", section=newsroom.coast)).story
    actions.update(newsroom.story("Bola", section=newsroom.sport))
    client, day = desk("editor"), story.published_at.astimezone().strftime("%Y-%m-%d")
    assert headlines(client, section=str(newsroom.economy.pk)) == ["Kapal merapat"]
    assert len(headlines(client, person=str(newsroom.reporter.pk))) == 2
    assert headlines(client, q="kapal") == ["Kapal merapat"]
    assert headlines(client, q=str(story.pk)) == ["Kapal merapat"]
    assert headlines(client, day="2001-01-01") == []
    assert len(headlines(client, day=day)) in (0, 2)
