"""A story goes from one stage of the board to another, by the verbs that every other screen uses.

To the editor is submitting, back is returning (or taking one's own submission back), ready is
passing it, live is publishing. Each asks for the right of its verb and refuses what it refuses.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import workflow_approved

from redaksi.desk import holding, passing, work
from redaksi.desk.models import Work
from redaksi.press import acts
from redaksi.stories import actions, rules
from redaksi.stories.errors import NotReady, StaleWrite, StoryError
from redaksi.stories.models import Story

Stage = Work.Stage


def move(story: Story, to: str, *, by: Any, seen: int | None = None) -> None:
    """Take *story* to the stage *to* for *by*, who saw its version *seen*.

    Raises PermissionDenied, Held while somebody else has it open, StaleWrite when it changed since
    it was seen and goes to readers, NotReady with all Problems, StoryError with the reason.
    """
    if to not in _VERBS:
        raise StoryError(_("There is no stage “%(stage)s”.") % {"stage": to})
    _need(by, "change")
    with acts.gathering(actor=by):
        work.begun(story.pk)
        now = Work.objects.select_for_update().get(pk=story.pk).stage
        if now == to:
            return
        holding.refuse_held(story, by)
        _refuse_leaving(story, now, to)
        if to in (Stage.READY, Stage.LIVE):
            _refuse_unseen(story, seen)
        _VERBS[to](story, by)
        is_live = Story.objects.filter(pk=story.pk, live=True).exists()
        scheduled = to == Stage.LIVE and not is_live
        work.changed(story.pk, stage=Stage.READY if scheduled else to)


def _refuse_leaving(story: Story, now: str, to: str) -> None:
    """Readers keep what they have; what is scheduled goes live by itself."""
    if now == Stage.LIVE and to != Stage.EDITOR:
        raise StoryError(
            _("Readers see this story: write a new version of it, or withdraw it with a reason.")
        )
    if to != Stage.LIVE and story.approved_schedule:
        raise StoryError(_("This story is scheduled; take its schedule off first."))


def _refuse_unseen(story: Story, seen: int | None) -> None:
    if seen is not None and seen != story.version:
        raise StaleWrite(pk=story.pk, based_on=seen, current=story.version)


def _to_writing(story: Story, by: Any) -> None:
    """Back to who writes it: returned by who passes it, taken back by who submitted it."""
    state = story.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        return
    task = state.current_task_state
    if _may_pass(task, story, by):
        task.task.specific.on_action(task.specific, user=by, action_name="reject", comment="")
    elif state.requested_by_id == by.pk:
        state.cancel(user=by)
    else:
        raise PermissionDenied(_("Only who passes or submitted this story may return it."))


def _to_editor(story: Story, by: Any) -> None:
    """Submitted, or submitted again."""
    workflow, state = story.get_workflow(), story.current_workflow_state
    if workflow is None:
        return
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(by)
    elif state is None:
        workflow.start(story.newest(), by)


def _to_ready(story: Story, by: Any) -> None:
    """Passed and signed; it waits for whoever publishes it."""
    _need(by, "publish")
    newest = _signed(story, by)
    problems = rules.ready(newest, settings.LANGUAGE_CODE)
    if rules.musts(problems):
        raise NotReady(pk=story.pk, problems=problems)
    state = story.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS:
        _pass(state, by)


def _to_live(story: Story, by: Any) -> None:
    _need(by, "publish")
    actions.publish(_signed(story, by), by=by)


def _signed(story: Story, by: Any) -> Story:
    """The newest version, with the sign-off of *by* where nobody's stands."""
    newest = story.newest()
    passing.passes(newest, by)
    if newest.passed_by_id != story.newest().passed_by_id:
        actions.save_draft(newest, by=by)
    return newest


def _pass(state: WorkflowState, by: Any) -> None:
    """Approve what is left of the workflow; Wagtail would publish at its end, we do not yet."""
    task: TaskState | None = state.current_task_state
    if task is not None:
        task.approve(user=by, update=False)
    state.status = WorkflowState.STATUS_APPROVED
    state.save()
    workflow_approved.send(sender=WorkflowState, instance=state, user=by)


def _may_pass(task: Any, story: Story, by: Any) -> bool:
    return bool(task) and bool(task.task.specific.get_actions(story, by))


def _need(by: Any, what: str) -> None:
    if not by.has_perm(f"redaksi_stories.{what}_story"):
        raise PermissionDenied(_("Your role may not do this with stories."))


_VERBS: dict[str, Callable[[Story, Any], None]] = {
    Stage.IDEA: _to_writing,
    Stage.WRITING: _to_writing,
    Stage.EDITOR: _to_editor,
    Stage.READY: _to_ready,
    Stage.LIVE: _to_live,
}
