"""An embargo holds when a story is written and when it is served, whatever the clock does."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Revision

from redaksi.lib import clock as source
from redaksi.lib.steady import Steady
from redaksi.press.models import LogEntry
from redaksi.press.public import unlogged
from redaksi.search import actions as search
from redaksi.stories import actions, due, lapses
from redaksi.stories.errors import NotReady
from redaksi.stories.models import RelatedPick, Story
from redaksi.stories.put import put
from tests.flows.pages import addresses
from tests.portal.newspaper import Small, small_newspaper

pytestmark = pytest.mark.django_db
SECRET = "Zirkonium"
HOUR, HOURS = timedelta(hours=1), timedelta(hours=2)


@pytest.fixture
def small(clock: Any) -> Small:
    return small_newspaper(3)


def embargoed(small: Small, clock: Any) -> Story:
    """A new story under embargo for an hour, waiting for its end."""
    made = Story(
        headline=f"Menteri {SECRET} mundur", slug="menteri", section=small.sections[0],
        body=small.stories[0].body, photo=small.photos[0], embargo_until=clock.at + HOUR,
    )  # fmt: skip
    actions.save_draft(made)
    waiting = Revision.objects.filter(pk=made.latest_revision_id)
    waiting.update(approved_go_live_at=made.embargo_until)
    return made


def refused(verb: Callable[[], Any]) -> str:
    with pytest.raises(NotReady) as error:
        verb()
    found = [one for one in error.value.problems if one.field == "embargo_until"]
    return found[0].told()


def kinds(story: Story) -> list[str]:
    rows = LogEntry.objects.filter(subject=story.subject).order_by("seq")
    return list(rows.values_list("kind", flat=True))


def seen(small: Small, story: Story) -> set[str]:
    """Every reader's address that shows *story*: pages, lite, feeds, sitemaps, search, rails."""
    reader = Client(headers={"host": "localhost"})
    asked = [*addresses(small), "/feed/atom.xml", "/feed/feed.json", "/sitemap-news.xml"]
    asked += ["/sitemap-2020-08.xml", "/search/?q=menteri", "/search.json?q=menteri"]
    asked += ["/lite/search/?q=menteri", "/_rail/latest"]
    texts = {one: reader.get(one).getvalue().decode("utf-8", "replace") for one in asked}
    return {one for one, text in texts.items() if SECRET in text or f"/read/{story.pk}-" in text}


def test_neither_a_publish_nor_an_earlier_schedule_is_accepted(small: Small, clock: Any) -> None:
    made = embargoed(small, clock)
    told = refused(lambda: actions.publish(made.newest()))
    assert "13:00 WIB (14:00 WITA, 15:00 WIT)" in told and "12:00 WIB" in told
    early = clock.at + HOUR / 2
    assert "12:30 WIB" in refused(lambda: actions.schedule(made.newest(), early))
    assert not Story.objects.get(pk=made.pk).live


def test_an_older_version_brings_no_earlier_embargo_back(small: Small, clock: Any) -> None:
    made = embargoed(small, clock)
    first = made.latest_revision
    longer = made.newest()
    longer.embargo_until = clock.at + HOURS
    actions.save_draft(longer)
    first = Revision.objects.get(pk=first.pk)
    assert first.as_object().embargo_until == clock.at + HOURS
    refused(lambda: first.publish())


def test_it_is_released_at_its_second_with_its_row(small: Small, clock: Any) -> None:
    made = embargoed(small, clock)
    assert due.run(clock.move(seconds=3599)) == 0
    assert due.run(clock.move(seconds=1)) == 1
    row = LogEntry.objects.order_by("-seq")[0]
    assert (row.kind, row.payload) == ("published", {"late_s": 0})
    assert {f"story:{made.pk}", "list:latest:top"} <= set(row.tags)


def test_a_schedule_waits_when_the_embargo_is_put_off(small: Small, clock: Any) -> None:
    made = embargoed(small, clock)
    Story.objects.filter(pk=made.pk).update(embargo_until=clock.at + HOURS)
    due.run(clock.move(seconds=3600))
    assert not Story.objects.get(pk=made.pk).live
    due.run(clock.move(seconds=3600))
    assert Story.objects.get(pk=made.pk).live


def test_a_clock_that_jumps_ahead_releases_nothing_and_alarms(
    small: Small, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, steady, begin = embargoed(small, clock), Steady(lambda: passed), clock.at
    passed = 0.0
    monkeypatch.setattr(source, "sure", lambda: steady.at_most(clock.at))
    source.sure()
    passed = 60.0
    assert due.run(clock.move(to=begin + HOURS, seconds=60)) == 0
    refused(lambda: actions.publish(made.newest()))
    assert [(one.kind, one.story.pk) for one in lapses.lapses(clock.at)] == [("publish", made.pk)]
    passed = 3600.0
    assert due.run(clock.move(to=begin + HOUR)) == 1
    assert Story.objects.get(pk=made.pk).live


def test_a_clock_that_went_back_shows_it_nowhere(
    small: Small, clock: Any, caplog: pytest.LogCaptureFixture, settings: Any, tmp_path: Path
) -> None:
    settings.SEARCH_FOLDER = tmp_path
    made = embargoed(small, clock)
    due.run(clock.move(seconds=3600))
    beside = small.stories[0]
    RelatedPick.objects.create(story=beside, target=made)
    search.rebuild()
    shown = {"/", "/latest/", "/feed/rss.xml", "/search/?q=menteri", "/sitemap-news.xml"}
    assert {*shown, beside.url, f"/read/{made.pk}-menteri"} <= seen(small, made)
    clock.move(seconds=-7200)
    assert not seen(small, made)
    reader = Client(headers={"host": "localhost"})
    for address in (f"/read/{made.pk}-menteri", f"/read/{made.pk}/card-0123456789abcdef.png"):
        assert reader.get(address).status_code == 404
    with caplog.at_level(logging.ERROR):
        assert due.run(clock.at) == 1
    assert "held back" in caplog.text and "takedown" in LogEntry.objects.order_by("-seq")[0].tags
    assert not seen(small, made) and not Story.objects.get(pk=made.pk).live
    assert due.run(clock.move(seconds=7200)) == 1
    assert kinds(made) == ["published", "embargoed", "published"]


def test_a_row_that_was_written_by_hand_is_handed_out_nowhere(small: Small, clock: Any) -> None:
    made = small.stories[0]
    unlogged(Story).filter(pk=made.pk).update(embargo_until=clock.at + HOUR)
    assert made.pk not in Story.objects.live().values_list("pk", flat=True)
    answer = Client(headers={"host": "localhost"}).get(made.url)
    assert answer.headers["X-Good-Until"] == "2020-08-17T06:00:00Z"


def test_past_times_are_saved_and_only_publishing_asks_them(small: Small, clock: Any) -> None:
    made = Story(headline="Lewat", section=small.sections[0], body=small.stories[0].body)
    made.embargo_until = made.go_live_at = clock.at - HOURS
    made.expire_at = clock.at - HOUR
    actions.save_draft(made)
    with pytest.raises(NotReady) as error:
        actions.publish(made)
    assert [one.field for one in error.value.problems if one.must] == ["expire_at"]
    made = made.newest()
    made.expire_at = None
    assert actions.update(made).story.live


def test_the_shell_sets_an_embargo_and_is_told_both_times(
    newsroom: Any, tmp_path: Path, clock: Any
) -> None:
    given = {"headline": "Anggaran dibacakan", "section": "Ekonomi",
             "body": [{"type": "paragraph", "html": "<p>Isi.</p>"}],
             "embargo": "2020-08-17T13:00:00+07:00"}  # fmt: skip
    answer = put(given, folder=tmp_path, publish=True)
    assert [one["field"] for one in answer["problems"]] == ["embargo"]
    assert "13:00 WIB" in answer["problems"][0]["says"]
    live = put({**given, "embargo": None}, folder=tmp_path, publish=True)
    late = put({"id": live["id"], "embargo": given["embargo"]}, folder=tmp_path)
    assert [one["field"] for one in late["problems"]] == ["embargo"]
