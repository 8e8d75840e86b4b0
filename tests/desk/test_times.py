"""Times at the desk: typed in the newspaper's zone, named with the others, never in the way."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from redaksi.desk import board, proofing
from redaksi.lib import clock
from redaksi.sections.models import Newspaper
from redaksi.stories import actions, due
from redaksi.stories.models import Story
from tests.desk.conftest import form_of, somebody
from tests.stories.conftest import Newsroom

Desk = Callable[[str], Client]
TOMORROW = timezone.localtime(timezone.now() + timedelta(days=1)).date()
TEN = f"{TOMORROW} 10:00"


def saved(desk: Desk, story: Story, **fields: str) -> Story:
    answer = desk("editor").post(reverse("stories:edit", args=[story.pk]), form_of(story, **fields))
    assert answer.status_code == 302, answer.context["form"].errors
    return Story.objects.get(pk=story.pk)


def publishing(desk: Desk, story: Story, **fields: str) -> str:
    """What the desk says to publishing *story* with *fields*."""
    form = form_of(story, **fields, **{"action-publish": "1"})
    answer = desk("editor").post(reverse("stories:edit", args=[story.pk]), form, follow=True)
    return answer.content.decode()


@pytest.mark.parametrize(("zone", "hour"), [("Asia/Jakarta", 3), ("Asia/Jayapura", 1)])
def test_a_time_is_typed_in_the_newspapers_zone(
    desk: Desk, draft: Story, newsroom: Newsroom, zone: str, hour: int
) -> None:
    Newspaper.objects.update(zone=zone)
    story = saved(desk, draft, embargo_until=TEN)
    assert story.embargo_until == datetime(*TOMORROW.timetuple()[:3], hour, tzinfo=UTC)
    page = desk("editor").get(reverse("stories:edit", args=[draft.pk])).content.decode()
    assert f'value="{TEN}"' in page


@pytest.mark.parametrize(
    ("zone", "elsewhere"),
    [("Asia/Jakarta", "11:00 WITA, 12:00 WIT"), ("Asia/Makassar", "09:00 WIB, 11:00 WIT"),
     ("Asia/Tokyo", "01:00 UTC")],
)  # fmt: skip
def test_each_time_is_told_with_its_zone_and_the_others(
    desk: Desk, draft: Story, zone: str, elsewhere: str
) -> None:
    Newspaper.objects.update(zone=zone)
    fields = dict.fromkeys(("go_live_at", "embargo_until", "expire_at"), TEN)
    checks = proofing.checks(saved(desk, draft, **fields).newest())
    assert [one.elsewhere for one in checks.moments] == [elsewhere] * 3


def test_publishing_under_embargo_is_refused_with_both_times(desk: Desk, draft: Story) -> None:
    said = publishing(desk, draft, embargo_until=TEN)
    assert "10:00 WIB (11:00 WITA, 12:00 WIT)" in said and "data-desk-wait" in said
    assert not Story.objects.get(pk=draft.pk).live


def test_scheduling_to_its_end_is_accepted(desk: Desk, draft: Story) -> None:
    publishing(desk, draft, embargo_until=TEN, go_live_at=TEN)
    story = Story.objects.get(pk=draft.pk)
    assert story.approved_schedule and not story.live
    (card,) = board.cards([draft.pk], somebody("editor"))
    assert card.embargo.endswith("10:00 WIB")
    assert (card.stage, card.goes_live) == ("ready", card.embargo)


def test_past_and_crossed_times_block_no_save(desk: Desk, draft: Story) -> None:
    story = saved(desk, draft, go_live_at=TEN, expire_at="2020-08-17 10:00", embargo_until=TEN)
    newest = story.newest()
    assert newest.expire_at and newest.go_live_at
    assert "10:00 WIB" in publishing(desk, story, expire_at="2020-08-17 10:00")
    assert not Story.objects.get(pk=draft.pk).live


def test_a_live_story_takes_no_embargo(desk: Desk, live: Story) -> None:
    page = desk("editor").get(reverse("stories:edit", args=[live.pk])).content.decode()
    assert 'name="embargo_until"' not in page and 'name="expire_at"' in page
    assert saved(desk, live, embargo_until=TEN, text="Baru.").embargo_until is None


def home(desk: Desk, role: str) -> str:
    return desk(role).get(reverse("wagtailadmin_home")).content.decode()


def test_what_is_late_and_what_was_refused_alarms(desk: Desk, draft: Story, live: Story) -> None:
    hour_ago = clock.now() - timedelta(hours=1)
    Story.objects.filter(pk=live.pk).update(expire_at=hour_ago)
    empty = draft.newest()
    empty.section = None
    actions.save_draft(empty)
    waiting = Revision.objects.filter(pk=empty.latest_revision_id)
    waiting.update(approved_go_live_at=hour_ago)
    assert home(desk, "editor").count("Seharusnya") == 2
    assert "Seharusnya" not in home(desk, "reporter")
    due.run(clock.now())
    said = home(desk, "editor")
    assert "Ditolak" in said and "Seharusnya" not in said
    saved(desk, Story.objects.get(pk=draft.pk), section=str(live.section_id))
    assert "Ditolak" not in home(desk, "editor")
