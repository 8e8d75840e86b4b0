"""The index follows the log: what is published is found, what is withdrawn is not."""

from collections.abc import Callable
from pathlib import Path

from redaksi.press import acts
from redaksi.search import actions, following, queries, shelf
from redaksi.stories import actions as stories
from redaksi.stories.models import Byline, Story
from tests.search.conftest import found
from tests.stories.conftest import Newsroom

Publish = Callable[..., Story]


def test_a_story_is_found_once_the_log_was_followed(publish: Publish, top: Path) -> None:
    publish("Kapal perintis merapat")
    assert found("perintis") == ["Kapal perintis merapat"]
    assert shelf.read_state(shelf.current(top)).seq == following.log_seq()


def test_a_draft_is_found_at_the_desk_only(newsroom: Newsroom, top: Path) -> None:
    draft = stories.save_draft(newsroom.story("Rahasia dermaga")).story
    actions.catch_up()
    assert found("rahasia") == []
    assert queries.at_the_desk("rahasia") == (draft.pk,)


def test_a_draft_saved_later_is_heard_of_without_a_row_of_the_log(
    newsroom: Newsroom, publish: Publish, top: Path
) -> None:
    publish("Kapal")
    draft = stories.save_draft(newsroom.story("Rahasia dermaga")).story
    following.catch_up(top)
    assert queries.at_the_desk("rahasia") == (draft.pk,)


def test_unpublished_changes_of_a_live_story_stay_at_the_desk(publish: Publish, top: Path) -> None:
    story = publish("Kapal merapat")
    changed = story.newest()
    changed.headline = "Kapal karam"
    stories.save_draft(changed)
    following.catch_up(top)
    assert found("karam") == []
    assert queries.at_the_desk("karam") == queries.at_the_desk("merapat") == (story.pk,)


def test_a_withdrawn_story_is_gone_at_once_before_the_index_hears(publish: Publish) -> None:
    story = publish("Kapal perintis merapat")
    stories.withdraw(story, reason="Keliru.")
    assert found("perintis") == []
    assert queries.ranked("perintis") == []
    assert queries.suggested("perin") == ()


def test_a_correction_changes_what_is_found(publish: Publish) -> None:
    story = publish("Kapal perintis merapat")
    story.headline = "Kapal penumpang merapat"
    stories.update(story)
    actions.catch_up()
    assert (found("perintis"), found("penumpang")) == ([], ["Kapal penumpang merapat"])


def test_a_story_that_came_in_bulk_is_found_by_the_sweep(
    newsroom: Newsroom, publish: Publish, top: Path
) -> None:
    publish("Kapal")
    with acts.act("imported", "archive:uji") as act:
        Story.objects.bulk_create(
            [Story(headline="Dari arsip", section=newsroom.sport, live=True, version=1,
                   published_at="2001-01-01T00:00:00Z")]
        )  # fmt: skip
        act.touch(acts.SITE)
    actions.catch_up()
    assert following.lags(top) or found("arsip")
    while following.sweep(top):
        pass
    assert found("arsip") == ["Dari arsip"]


def test_a_deleted_draft_leaves_the_index(newsroom: Newsroom, top: Path) -> None:
    draft = stories.save_draft(newsroom.story("Rahasia dermaga")).story
    actions.catch_up()
    draft.delete()
    following.sweep(top)
    assert queries.at_the_desk("rahasia") == ()


def test_a_person_of_another_name_is_found_by_it(newsroom: Newsroom, publish: Publish) -> None:
    publish("Kapal merapat")
    newsroom.reporter.name = "Bayu Seran"
    newsroom.reporter.save()
    actions.catch_up()
    assert (found("Seran"), found("Damar")) == (["Kapal merapat"], [])


def test_many_stories_are_read_in_several_rounds(
    newsroom: Newsroom, publish: Publish, top: Path
) -> None:
    publish("Kapal")
    rows = [
        Story(headline=f"Arsip {one}", section=newsroom.sport) for one in range(following.STORIES)
    ]
    made = Story.objects.bulk_create(rows)
    Byline.objects.bulk_create([Byline(story=one, person=newsroom.reporter) for one in made])
    newsroom.reporter.name = "Bayu Seran"
    newsroom.reporter.save()
    rounds = 1
    while following.catch_up(top):
        rounds += 1
    assert rounds >= 2
    assert len(queries.at_the_desk("Seran", limit=500)) == following.STORIES + 1


def test_the_log_of_another_newspaper_means_a_new_index(publish: Publish, top: Path) -> None:
    publish("Kapal")
    before = shelf.current(top)
    state = shelf.read_state(before)
    shelf.write_state(before, shelf.State(**{**vars(state), "mark": "2001-01-01"}))
    actions.catch_up()
    assert shelf.current(top) == before  # nothing was new: nobody looked
    publish("Perahu")
    assert shelf.current(top) != before
    assert set(found("kapal")) == {"Kapal", "Perahu"}
