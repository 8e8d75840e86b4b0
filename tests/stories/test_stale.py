"""A stale write is refused on every path there is; a live correction cannot be undone by one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from redaksi.stories import actions, due
from redaksi.stories.errors import StaleWrite
from redaksi.stories.models import Story
from tests.stories.conftest import Newsroom, paragraphs


@pytest.fixture
def two(newsroom: Newsroom) -> tuple[Story, Story]:
    """One live story, opened twice."""
    pk = actions.update(newsroom.story()).story.pk
    return Story.objects.get(pk=pk), Story.objects.get(pk=pk)


def live_text(pk: int) -> str:
    return str(Story.objects.get(pk=pk).body.raw_data[0]["value"])


def test_the_version_rises_by_one_with_each_save(newsroom: Newsroom) -> None:
    story = actions.save_draft(newsroom.story()).story
    assert story.version == 1
    assert actions.save_draft(story).story.version == 2
    assert actions.update(story).story.version == 3
    assert actions.publish(story).story.version == 3


def test_publishing_from_an_old_text_is_refused(two: tuple[Story, Story]) -> None:
    mine, theirs = two
    theirs.body = paragraphs("Koreksi.")
    actions.correct(theirs, note="Angka diperbaiki.")
    mine.body = paragraphs("Teks lama.")
    with pytest.raises(StaleWrite) as caught:
        actions.update(mine)
    assert (caught.value.based_on, caught.value.current) == (1, 2)
    assert live_text(mine.pk) == "<p>Koreksi.</p>"


def test_saving_a_draft_from_an_old_text_is_refused(two: tuple[Story, Story]) -> None:
    mine, theirs = two
    actions.save_draft(theirs)
    with pytest.raises(StaleWrite):
        actions.save_draft(mine)


def test_a_plain_save_from_an_old_text_is_refused(two: tuple[Story, Story]) -> None:
    mine, theirs = two
    theirs.headline = "Judul koreksi"
    actions.update(theirs)
    mine.headline = "Judul lama"
    with pytest.raises(StaleWrite):
        mine.save()


def test_a_plain_save_makes_older_texts_stale(two: tuple[Story, Story]) -> None:
    mine, theirs = two
    theirs.headline = "Judul lewat cangkang"
    theirs.save()
    with pytest.raises(StaleWrite):
        actions.update(mine)


def test_a_statement_over_many_rows_makes_older_texts_stale(two: tuple[Story, Story]) -> None:
    mine, _theirs = two
    Story.objects.filter(pk=mine.pk).update(headline="Judul lewat cangkang")
    with pytest.raises(StaleWrite):
        actions.update(mine)


def test_an_older_version_cannot_be_published_over_a_newer_one(two: tuple[Story, Story]) -> None:
    mine, _theirs = two
    old = actions.save_draft(mine).story.latest_revision
    story = Story.objects.get(pk=mine.pk)
    story.body = paragraphs("Koreksi.")
    actions.correct(story, note="Angka diperbaiki.")
    with pytest.raises(StaleWrite):
        old.publish()
    assert live_text(mine.pk) == "<p>Koreksi.</p>"


def test_restoring_an_older_version_is_a_new_version(two: tuple[Story, Story]) -> None:
    mine, _theirs = two
    old = actions.save_draft(mine).story.latest_revision
    story = Story.objects.get(pk=mine.pk)
    story.body = paragraphs("Lain.")
    story = actions.update(story).story
    restored = type(old).objects.get(pk=old.pk).as_object()
    restored.save_revision(previous_revision=old).publish(previous_revision=old)
    assert live_text(mine.pk) == "<p>Kapal itu merapat pada pagi hari.</p>"


def test_a_schedule_set_before_a_correction_does_not_undo_it(two: tuple[Story, Story]) -> None:
    mine, _theirs = two
    scheduled = actions.schedule(mine, timezone.now() + timedelta(hours=1)).story.latest_revision
    story = Story.objects.get(pk=mine.pk).newest()
    story.go_live_at = None
    story.body = paragraphs("Koreksi.")
    actions.correct(story, note="Angka diperbaiki.")
    type(scheduled).objects.filter(pk=scheduled.pk).update(approved_go_live_at=timezone.now())
    assert due.run(timezone.now()) == 0
    assert live_text(mine.pk) == "<p>Koreksi.</p>"


def test_a_scheduled_version_goes_live_although_a_newer_draft_exists(newsroom: Newsroom) -> None:
    story = actions.schedule(newsroom.story(), timezone.now() + timedelta(hours=1)).story
    scheduled = story.latest_revision
    newer = story.newest()
    newer.headline = "Draf sesudahnya"
    actions.save_draft(newer)
    scheduled.content["go_live_at"] = None
    scheduled.approved_go_live_at = timezone.now() - timedelta(seconds=1)
    scheduled.save()
    assert due.run(timezone.now()) == 1
    assert Story.objects.get(pk=story.pk).headline == "Kapal merapat di dermaga timur"
