"""Moving a card passes the story by the verbs of every other screen, with their rights."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from redaksi.desk import holding, stages
from redaksi.desk.models import Work
from redaksi.press.models import LogEntry
from redaksi.stories import actions
from redaksi.stories.errors import NotReady, StaleWrite, StoryError
from redaksi.stories.models import Story
from tests.desk.conftest import form_of, somebody
from tests.stories.conftest import Newsroom

Desk = Callable[[str], Client]
JSON = {"HTTP_ACCEPT": "application/json"}


def stage(story: Story) -> str:
    return Work.objects.get(pk=story.pk).stage


def moved(story: Story, *steps: tuple[str, str]) -> Story:
    """*story* after each role took it to each stage."""
    for role, to in steps:
        stages.move(Story.objects.get(pk=story.pk), to, by=somebody(role))
    return Story.objects.get(pk=story.pk)


def test_to_the_editor_is_submitting_and_back_is_returning(draft: Story) -> None:
    assert moved(draft, ("reporter", "editor")).workflow_in_progress
    back = moved(draft, ("editor", "writing"))
    assert not back.workflow_in_progress
    assert stage(draft) == "writing"
    assert moved(draft, ("reporter", "editor")).workflow_in_progress


def test_the_reporter_takes_the_own_submission_back(draft: Story) -> None:
    story = moved(draft, ("reporter", "editor"), ("reporter", "writing"))
    assert not story.workflow_in_progress


def test_ready_is_passed_and_signed_and_readers_do_not_see_it(
    draft: Story, newsroom: Newsroom
) -> None:
    somebody("editor", newsroom)
    story = moved(draft, ("reporter", "editor"), ("editor", "ready"))
    assert (story.live, story.workflow_in_progress, stage(draft)) == (False, False, "ready")
    assert story.newest().passed_by == newsroom.editor


def test_live_is_publishing_with_its_row_in_the_log(draft: Story) -> None:
    story = moved(draft, ("editor", "ready"), ("editor", "live"))
    row = LogEntry.objects.get(subject=story.subject)
    assert story.live and (row.kind, row.actor) == ("published", "editor")


@pytest.mark.parametrize("to", ["ready", "live"])
def test_a_reporter_neither_passes_nor_publishes(draft: Story, to: str) -> None:
    with pytest.raises(PermissionDenied):
        moved(draft, ("reporter", to))
    assert not Story.objects.get(pk=draft.pk).live
    assert stage(draft) == "writing"


@pytest.mark.parametrize("to", ["ready", "live"])
def test_what_is_not_ready_stays_with_all_its_problems(draft: Story, to: str) -> None:
    draft.section, draft.body = None, []
    actions.save_draft(draft)
    with pytest.raises(NotReady) as refused:
        moved(draft, ("editor", to))
    assert len([one for one in refused.value.problems if one.must]) == 2
    assert stage(draft) == "writing"


def test_a_live_story_leaves_its_lane_only_by_withdrawing_or_a_new_version(live: Story) -> None:
    with pytest.raises(StoryError):
        moved(live, ("editor", "writing"))
    assert Story.objects.get(pk=live.pk).live


def test_what_somebody_has_open_moves_for_nobody_else(draft: Story) -> None:
    holding.keep(draft, by=somebody("reporter"))
    with pytest.raises(holding.Held):
        moved(draft, ("chief", "editor"))
    assert moved(draft, ("reporter", "editor")).workflow_in_progress


def test_who_saw_an_older_version_publishes_nothing(draft: Story) -> None:
    seen = draft.version
    actions.save_draft(Story.objects.get(pk=draft.pk).newest())
    with pytest.raises(StaleWrite):
        stages.move(Story.objects.get(pk=draft.pk), "live", by=somebody("editor"), seen=seen)
    assert not Story.objects.get(pk=draft.pk).live


def test_a_stage_that_is_none_is_refused(draft: Story) -> None:
    with pytest.raises(StoryError):
        moved(draft, ("editor", "gone"))


def asked(client: Client, story: Story, to: str, **more: Any) -> Any:
    form = {"to": to, "version": story.version}
    return client.post(reverse("board:move", args=[story.pk]), form, **more)


def test_a_refused_move_is_a_409_with_its_sentence(desk: Desk, draft: Story) -> None:
    answer = asked(desk("reporter"), draft, "live", **JSON)
    assert answer.status_code == 409
    assert json.loads(answer.content)["says"].startswith("Peran Anda tidak berhak")


def test_a_stale_card_is_a_409(desk: Desk, draft: Story) -> None:
    desk("editor").post(reverse("stories:edit", args=[draft.pk]), form_of(draft, text="Baru."))
    assert asked(desk("editor"), draft, "live", **JSON).status_code == 409


def test_a_move_is_told_and_without_script_leads_back_to_the_board(
    desk: Desk, draft: Story
) -> None:
    answer = asked(desk("editor"), draft, "idea", **JSON)
    assert json.loads(answer.content)["says"].endswith("kini di tahap Rencana.")
    assert asked(desk("editor"), draft, "writing").url == reverse("board:index")


def test_whoever_takes_a_card_holds_it(desk: Desk, draft: Story) -> None:
    desk("reporter").post(reverse("board:take", args=[draft.pk]), **JSON)
    assert Work.objects.get(pk=draft.pk).holder == somebody("reporter")
    assert holding.lock_on(draft) is None


def test_publishing_many_publishes_nothing_that_somebody_has_open(desk: Desk, draft: Story) -> None:
    holding.keep(draft, by=somebody("reporter"))
    url = reverse("wagtail_bulk_action", args=["redaksi_stories", "story", "publish"])
    desk("editor").post(f"{url}?id={draft.pk}&next=/desk/stories/")
    assert not Story.objects.get(pk=draft.pk).live
