"""A section may have a workflow of its own: its stories are passed by those whom it names."""

from collections.abc import Callable

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from redaksi.press.models import LogEntry
from redaksi.staff import roles
from redaksi.stories import actions
from redaksi.stories.models import Story
from tests.desk.conftest import form_of
from tests.stories.conftest import Newsroom

Desk = Callable[[str], Client]


def chief_alone() -> Workflow:
    workflow = Workflow.objects.create(name="Ekonomi")
    task = GroupApprovalTask.objects.create(name="Pemimpin redaksi saja")
    task.groups.set(Group.objects.filter(name=roles.NAMES[roles.CHIEF]))
    WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow


def test_a_story_is_passed_as_its_section_or_the_one_above_wants(newsroom: Newsroom) -> None:
    before = LogEntry.objects.count()
    newsroom.economy.workflow = chief_alone()
    newsroom.economy.save()
    newsroom.coast.refresh_from_db()
    names = {
        section.name: newsroom.story(section=section).get_workflow().name
        for section in (newsroom.economy, newsroom.coast, newsroom.sport)
    }
    assert names == {"Ekonomi": "Ekonomi", "Pesisir": "Ekonomi", "Olahraga": "Penyuntingan"}
    assert LogEntry.objects.count() == before
    newsroom.economy.workflow.active = False
    newsroom.economy.workflow.save()
    assert newsroom.story(section=newsroom.economy).get_workflow().name == "Penyuntingan"


def test_only_whom_the_workflow_names_passes_it(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.economy.workflow = chief_alone()
    newsroom.economy.save()
    draft = actions.save_draft(newsroom.story(passed_by=None)).story
    url = reverse("stories:edit", args=[draft.pk])
    desk("reporter").post(url, form_of(draft, **{"action-submit": "1"}))
    state = Story.objects.get(pk=draft.pk).current_workflow_task_state
    url = reverse("stories:workflow_action", args=[draft.pk, "approve", state.pk])
    desk("editor").post(url, {"comment": ""})
    assert not Story.objects.get(pk=draft.pk).live
    desk("chief").post(url, {"comment": ""})
    assert Story.objects.get(pk=draft.pk).live
