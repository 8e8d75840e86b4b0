"""How a story is passed: a reporter submits it, an editor or chief passes or returns it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask

from redaksi.staff import roles
from redaksi.stories.models import Story

NAME = "Penyuntingan"


def make_workflow() -> None:
    """Make the first workflow of stories; one that was changed or taken off is left alone."""
    kind = ContentType.objects.get_for_model(Story)
    assigned = WorkflowContentType.objects.filter(content_type=kind)
    if assigned.exists() or Workflow.objects.filter(name=NAME).exists():
        return
    workflow = Workflow.objects.create(name=NAME)
    task = GroupApprovalTask.objects.create(name=NAME)
    names = [roles.NAMES[roles.EDITOR], roles.NAMES[roles.CHIEF]]
    task.groups.set(Group.objects.filter(name__in=names))
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowContentType.objects.create(content_type=kind, workflow=workflow)


def passes(story: Any, user: Any) -> None:
    """Write the person behind *user* into *story* as who passed it, where nobody stands yet.

    Changes *story* in memory only; a user without a person or editor code leaves it as it is.
    """
    person = getattr(user, "person", None)
    if story.passed_by_id is None and person is not None and person.code:
        story.passed_by = person
