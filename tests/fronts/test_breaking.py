"""Breaking news: on every page in one act, undone without a trace, gone at its second."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from redaksi.fronts import actions, due
from redaksi.fronts.errors import NotPossible
from redaksi.fronts.models import Breaking
from redaksi.press.models import LogEntry
from redaksi.staff import actions as staff
from redaksi.stories import actions as stories
from tests.flows.pages import Shelf, addresses
from tests.portal.newspaper import Small, small_newspaper

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
TEXT = "Gempa 6,1 di Selat Tanjung"


@pytest.fixture
def small(clock: Any) -> Small:
    return small_newspaper(3)


def rows() -> list[tuple[str, list[str]]]:
    found = LogEntry.objects.filter(subject__startswith="breaking:").order_by("seq")
    return [(row.kind, row.tags) for row in found]


def rail() -> Any:
    return Client(headers={"host": "localhost"}).get("/_rail/breaking")


def test_one_act_puts_it_onto_every_page_and_rebuilds_one_rail(small: Small, clock: Any) -> None:
    pages = ["/", "/latest/", small.stories[0].url, "/corrections/", "/tidak/ada/", "/popular/"]
    with Shelf() as shelf:
        shelf.keep(pages)
        shelf.follow()
        actions.announce(f" {TEXT} ", ends_at=clock.at + HOUR, story=small.stories[1])
        shelf.follow()
        assert set(shelf.dropped()) == {"/_rail/breaking"}
        assert all(TEXT.encode() in shelf.page(one).plain() for one in pages)
        assert not list(shelf.old())
    assert rows() == [("announced", ["breaking"])]
    twin = Client(headers={"host": "localhost"}).get("/lite/latest/").content.decode()
    assert f'<a href="/lite{small.stories[1].url}">{TEXT}</a>' in twin


def test_an_undo_leaves_every_page_as_it_was_and_one_more_row(small: Small, clock: Any) -> None:
    actions.announce("Yang lama", ends_at=clock.at + HOUR)
    reader = Client(headers={"host": "localhost"})
    asked = [one for one in addresses(small) if "epaper" not in one]
    before = {one: reader.get(one).getvalue() for one in asked}
    made = actions.announce(TEXT, ends_at=clock.at + 2 * HOUR, story=small.stories[0])
    assert TEXT in rail().content.decode() and "Yang lama" not in rail().content.decode()
    actions.undo_announcing(made)
    assert {one: reader.get(one).getvalue() for one in asked} == before
    assert [kind for kind, _tags in rows()] == ["announced", "announced", "undone"]


def test_after_ten_seconds_it_is_taken_away_instead(small: Small, clock: Any) -> None:
    made = actions.announce(TEXT, ends_at=clock.at + HOUR)
    clock.move(seconds=13)
    with pytest.raises(NotPossible):
        actions.undo_announcing(made)
    assert actions.take_away(made) and not actions.take_away(made)
    assert TEXT not in rail().content.decode()


def test_it_is_gone_at_its_second_and_the_log_says_so(small: Small, clock: Any) -> None:
    actions.announce(TEXT, ends_at=clock.at + HOUR)
    answer = rail()
    assert answer.headers["X-Good-Until"] == "2020-08-17T06:00:00Z"
    assert "breaking" in answer.headers["X-Redaksi-Must"]
    assert due.run(clock.move(seconds=3599)) == 0
    clock.move(seconds=1)
    assert TEXT not in rail().content.decode()
    assert due.run(clock.at) == 1 and due.run(clock.at) == 0
    assert [kind for kind, _tags in rows()] == ["announced", "ended"]


def test_a_link_goes_with_its_story(small: Small, clock: Any) -> None:
    actions.announce(TEXT, ends_at=clock.at + HOUR, story=small.stories[0])
    assert small.stories[0].url in rail().content.decode()
    stories.withdraw(small.stories[0], reason="Keliru.")
    assert TEXT in rail().content.decode() and "<a " not in rail().content.decode()


def test_everything_wrong_is_told_at_once(small: Small, clock: Any) -> None:
    with pytest.raises(NotPossible) as refused:
        actions.announce("x" * 121, ends_at=clock.at, story=stories.save_draft(draft()).story)
    assert [one.field for one in refused.value.problems] == ["text", "ends_at", "story"]
    with pytest.raises(NotPossible):
        actions.announce(TEXT, ends_at=clock.at + 25 * HOUR)
    assert not Breaking.objects.exists()


def draft() -> Any:
    from redaksi.stories.models import Story

    return Story(headline="Draf")


def test_only_who_may_publish_announces(small: Small, clock: Any) -> None:
    reporter = staff.add_user("reporter", "reporter", "tanjung-dermaga-12")
    with pytest.raises(PermissionDenied):
        actions.announce(TEXT, ends_at=clock.at + HOUR, by=reporter)
