"""At its second a scheduled story goes live and another leaves; late is said."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
from wagtail.models import Revision

from redaksi.press.models import LogEntry
from redaksi.stories import actions, due
from redaksi.stories.models import Story
from tests.portal.newspaper import Small, small_newspaper

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(clock: Any) -> Small:
    return small_newspaper(2)


def scheduled(small: Small, clock: Any) -> Story:
    """A new version that is due in five minutes, by the stopped clock."""
    made = small.stories[0].newest()
    made.headline = "Judul nanti"
    actions.save_draft(made)
    due_at = clock.at + timedelta(minutes=5)
    Revision.objects.filter(pk=made.latest_revision_id).update(approved_go_live_at=due_at)
    return made


def newest_row() -> LogEntry:
    return LogEntry.objects.order_by("-seq")[0]


def test_nothing_happens_before_its_second(small: Small, clock: Any) -> None:
    scheduled(small, clock)
    assert due.run(clock.move(seconds=299)) == 0
    assert due.run(clock.move(seconds=1)) == 1
    row = newest_row()
    assert (row.kind, row.payload) == ("updated", {"late_s": 0})
    assert f"card:{small.stories[0].pk}" in row.tags


def test_a_clock_that_was_down_publishes_and_says_so(
    small: Small, clock: Any, caplog: pytest.LogCaptureFixture
) -> None:
    made = scheduled(small, clock)
    with caplog.at_level(logging.WARNING):
        assert due.run(clock.move(seconds=300 + 3600)) == 1
    assert Story.objects.get(pk=made.pk).headline == "Judul nanti"
    assert newest_row().payload == {"late_s": 3600}
    assert f"Publishing story:{made.pk} was due at" in caplog.text


def test_an_expired_story_leaves_and_no_copy_of_it_may_be_shown(small: Small, clock: Any) -> None:
    made = small.stories[0]
    Story.objects.filter(pk=made.pk).update(expire_at=clock.at + timedelta(minutes=5))
    assert due.run(clock.move(seconds=299)) == 0
    assert due.run(clock.move(seconds=3)) == 1
    row = newest_row()
    assert (row.kind, row.payload) == ("expired", {"late_s": 2})
    assert {"takedown", f"story:{made.pk}", "list:latest"} <= set(row.tags)
