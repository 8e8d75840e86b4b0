"""The verbs: what each does to the story, and what it writes to the log."""

from datetime import timedelta

import pytest

from redaksi.press.models import LogEntry
from redaksi.stories import actions, queries
from redaksi.stories.errors import NotReady, OncePublished, StoryError
from redaksi.stories.models import Correction, Story
from redaksi.stories.shapes import StoryView, Withdrawn
from tests.stories.conftest import Newsroom, paragraphs


def newest() -> LogEntry:
    return LogEntry.objects.order_by("-seq")[0]


def kinds(tags: list[str]) -> set[str]:
    return {tag.split(":")[0] for tag in tags}


def test_a_draft_is_seen_by_nobody_and_leaves_no_row(newsroom: Newsroom) -> None:
    before = LogEntry.objects.count()
    done = actions.save_draft(newsroom.story())
    assert LogEntry.objects.count() == before
    assert queries.story_at(done.story.pk) is None


def test_publishing_moves_the_story_its_card_and_the_lists_it_enters(newsroom: Newsroom) -> None:
    done = actions.update(newsroom.story(section=newsroom.coast))
    row = newest()
    assert (row.seq, row.kind) == (done.seq, "published")
    pk = done.story.pk
    lists = {"list:latest", f"list:section:{newsroom.economy.pk}"}
    lists |= {f"list:section:{newsroom.coast.pk}", f"list:topic:{newsroom.topic.pk}"}
    assert {f"story:{pk}", f"card:{pk}", f"list:person:{newsroom.reporter.pk}"} | lists <= set(
        row.tags
    )


def test_a_body_fix_moves_the_story_alone(newsroom: Newsroom) -> None:
    story = actions.update(newsroom.story()).story
    story.body = paragraphs("Teks lain.")
    actions.update(story)
    assert newest().tags == [f"story:{story.pk}"]


def test_a_new_headline_moves_the_card_too_and_no_list(newsroom: Newsroom) -> None:
    story = actions.update(newsroom.story()).story
    story.headline = "Judul lain"
    actions.update(story)
    assert newest().tags == [f"card:{story.pk}", f"story:{story.pk}"]


def test_another_section_moves_the_lists_left_and_entered_only(newsroom: Newsroom) -> None:
    story = actions.update(newsroom.story()).story
    story.section = newsroom.sport
    actions.update(story)
    tags = set(newest().tags)
    assert {f"list:section:{newsroom.economy.pk}", f"list:section:{newsroom.sport.pk}"} <= tags
    assert not any(tag.startswith("list:latest") for tag in tags)


def test_an_update_shows_its_time_and_keeps_the_first(newsroom: Newsroom, clock) -> None:
    story = actions.update(newsroom.story()).story
    first = story.published_at
    assert story.updated_at is None
    clock.move(seconds=3600)
    story.body = paragraphs("Teks lain.")
    story = actions.update(story).story
    assert story.published_at == first
    assert story.updated_at == first + timedelta(hours=1)


def test_publishing_again_without_a_change_is_no_update(newsroom: Newsroom) -> None:
    story = actions.update(newsroom.story()).story
    story = actions.publish(story).story
    assert story.updated_at is None


def test_a_correction_is_public_timed_and_logged_as_one_act(newsroom: Newsroom) -> None:
    story = actions.update(newsroom.story()).story
    story.body = paragraphs("Angka yang benar.")
    done = actions.correct(story, kind="significant", note="Angka diperbaiki.")
    row = newest()
    assert (row.kind, row.seq) == ("corrected", done.seq)
    assert {f"story:{story.pk}", f"notes:{story.pk}", "list:corrections"} <= set(row.tags)
    view = queries.story_at(story.pk)
    assert isinstance(view, StoryView)
    assert [note.note for note in view.corrections] == ["Angka diperbaiki."]
    assert view.updated_at == view.corrections[0].at


@pytest.mark.parametrize(("kind", "note"), [("minor", "  "), ("huge", "Angka diperbaiki.")])
def test_a_correction_needs_a_note_and_a_known_kind(
    newsroom: Newsroom, kind: str, note: str
) -> None:
    story = actions.update(newsroom.story()).story
    with pytest.raises(StoryError):
        actions.correct(story, kind=kind, note=note)
    assert not Correction.objects.exists()


def test_a_withdrawn_story_leaves_every_list_and_keeps_its_notice(newsroom: Newsroom) -> None:
    story = actions.update(newsroom.story()).story
    actions.withdraw(story, reason="Foto dari peristiwa lain.")
    view = queries.story_at(story.pk)
    assert isinstance(view, Withdrawn)
    assert view.reason == "Foto dari peristiwa lain."
    assert queries.latest().items == ()
    assert queries.in_section(newsroom.economy.pk).items == ()
    assert queries.of_topic(newsroom.topic.pk).items == ()
    assert queries.by_person(newsroom.reporter.pk).items == ()
    assert newest().kind == "withdrawn"


def test_a_withdrawal_needs_a_reason(newsroom: Newsroom) -> None:
    story = actions.update(newsroom.story()).story
    with pytest.raises(StoryError, match="reason"):
        actions.withdraw(story, reason=" ")


def test_a_withdrawn_story_may_be_published_again(newsroom: Newsroom) -> None:
    story = actions.update(newsroom.story()).story
    story = actions.withdraw(story, reason="Keliru.").story
    story = actions.publish(story).story
    assert story.live
    assert story.withdrawn_at is None
    assert isinstance(queries.story_at(story.pk), StoryView)


def test_all_problems_are_told_at_once_and_nothing_is_published(newsroom: Newsroom) -> None:
    story = actions.save_draft(Story(headline="Hanya judul")).story
    with pytest.raises(NotReady) as caught:
        actions.publish(story)
    assert {problem.field for problem in caught.value.problems if problem.must} == {
        "section",
        "body",
    }
    assert not Story.objects.get(pk=story.pk).live


def test_wagtails_own_publish_asks_the_rules_too(newsroom: Newsroom) -> None:
    story = actions.save_draft(Story(headline="Hanya judul")).story
    with pytest.raises(NotReady):
        story.latest_revision.publish()


def test_a_published_story_is_never_deleted(newsroom: Newsroom) -> None:
    story = actions.update(newsroom.story()).story
    with pytest.raises(OncePublished):
        story.delete()
    with pytest.raises(OncePublished):
        Story.objects.all().delete()
    actions.save_draft(newsroom.story("Draf")).story.delete()


def test_a_scheduled_story_goes_live_when_its_time_comes(newsroom: Newsroom, clock) -> None:
    from django.utils import timezone

    moment = timezone.now() + timedelta(hours=2)
    story = actions.schedule(newsroom.story(), moment).story
    assert not story.live
    assert queries.story_at(story.pk) is None


def test_an_expired_story_answers_as_withdrawn(newsroom: Newsroom) -> None:
    story = actions.update(newsroom.story()).story
    story.unpublish(set_expired=True)
    assert isinstance(queries.story_at(story.pk), Withdrawn)
    assert newest().kind == "expired"


def test_a_reporter_may_not_publish(newsroom: Newsroom, django_user_model) -> None:
    from django.core.exceptions import PermissionDenied

    user = django_user_model.objects.create_user("damar", password="x")
    with pytest.raises(PermissionDenied, match="damar"):
        actions.publish(actions.save_draft(newsroom.story()).story, by=user)
