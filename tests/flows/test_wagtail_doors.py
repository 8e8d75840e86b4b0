"""One door, through Wagtail: forms, bulk actions, workflow, schedule and a shell, all logged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision, Workflow, WorkflowContentType, WorkflowTask
from wagtail.models import Task as WagtailTask

from redaksi.press.models import LogEntry
from redaksi.stories import actions
from redaksi.stories.models import (
    Story,
)
from tests.desk.conftest import form_of, somebody
from tests.flows.rows import live, logged, small
from tests.portal.newspaper import Small, photo, story

__all__ = ["small"]

pytestmark = pytest.mark.django_db


def draft(small: Small) -> Story:
    """A live story with a newer draft, whose headline readers do not see yet."""
    newest = live(small).newest()
    newest.headline = "Judul dari draf"
    return actions.save_draft(newest).story


def desk_of(role: str) -> Client:
    client = Client()
    client.force_login(somebody(role))
    return client


def through_revision(one: Story) -> None:
    one.latest_revision.publish()


def through_the_form(one: Story) -> None:
    values = form_of(one, headline="Judul dari draf")
    address = reverse("stories:edit", args=[one.pk])
    answer = desk_of("chief").post(address, {**values, "action-publish": "1"})
    assert answer.status_code == 302


def through_the_bulk_action(one: Story) -> None:
    address = reverse("wagtail_bulk_action", args=["redaksi_stories", "story", "publish"])
    assert desk_of("chief").post(f"{address}?id={one.pk}").status_code == 302


def through_the_workflow(one: Story) -> None:
    workflow = Workflow.objects.create(name="Sunting", active=True)
    task = WagtailTask.objects.create(name="Redaktur", active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    content = WorkflowContentType._meta.get_field("content_type").related_model
    kind = content.objects.get_for_model(Story)
    WorkflowContentType.objects.update_or_create(content_type=kind, defaults={"workflow": workflow})
    user = somebody("chief")
    state = workflow.start(one, user)
    state.current_task_state.approve(user=user)


def through_the_schedule(one: Story) -> None:
    past = timezone.now() - timedelta(minutes=1)
    Revision.objects.filter(pk=one.latest_revision_id).update(approved_go_live_at=past)
    call_command("publish_scheduled")


def through_a_shell(one: Story) -> None:
    said = f"Story.objects.get(pk={one.pk}).latest_revision.publish()"
    call_command("shell", command=f"from redaksi.stories.models import Story; {said}", verbosity=0)


PUBLISHING = (
    through_revision, through_the_form, through_the_bulk_action, through_the_workflow,
    through_the_schedule, through_a_shell,
)  # fmt: skip


@pytest.mark.parametrize("door", PUBLISHING, ids=lambda door: door.__name__)
def test_publishing_is_logged_through_every_door(
    small: Small, door: Callable[[Story], None], settings: Any
) -> None:
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns without
    one = draft(small)
    assert live(small).headline != "Judul dari draf"
    with logged() as moved:
        door(one)
    assert live(small).headline == "Judul dari draf"
    assert {f"story:{one.pk}", f"card:{one.pk}"} <= moved.tags
    assert LogEntry.objects.filter(kind="updated", subject=f"story:{one.pk}").exists()


def withdrawn_by_wagtail(one: Story) -> None:
    one.unpublish()


def withdrawn_by_the_bulk_action(one: Story) -> None:
    address = reverse("wagtail_bulk_action", args=["redaksi_stories", "story", "withdraw"])
    values = {"reason": "Foto dari peristiwa lain.", "ground": "untrue"}
    assert desk_of("chief").post(f"{address}?id={one.pk}", values).status_code == 302


def expired(one: Story) -> None:
    Story.objects.filter(pk=one.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")


WITHDRAWING = (withdrawn_by_wagtail, withdrawn_by_the_bulk_action, expired)


@pytest.mark.parametrize("door", WITHDRAWING, ids=lambda door: door.__name__)
def test_withdrawing_is_logged_through_every_door(
    small: Small, door: Callable[[Story], None], settings: Any
) -> None:
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    one = live(small)
    with logged() as moved:
        door(one)
    assert not live(small).live
    lists = {"list:latest", f"list:section:{one.section_id}", "takedown", f"place:{one.pk}"}
    assert {f"story:{one.pk}", f"card:{one.pk}", *lists} <= moved.tags


def test_wagtails_form_of_a_photo_is_logged(small: Small, settings: Any) -> None:
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    one = photo(9)
    values = {"title": "Muara", "description": "Muara.", "credit": "MRD", "tags": ""}
    address = reverse("wagtailimages:edit", args=[one.pk])
    with logged() as moved:
        answer = desk_of("chief").post(address, {**values, "collection": one.collection_id})
    assert answer.status_code == 302
    assert f"photo:{one.pk}" in moved.tags


def test_a_draft_is_no_change_for_readers(small: Small) -> None:
    with logged() as moved:
        draft(small)
        story_of_tomorrow = actions.schedule(
            live(small).newest(), timezone.now() + timedelta(days=1)
        )
    assert story_of_tomorrow.seq is None
    assert moved.tags == set()


def test_publishing_that_fails_leaves_neither_change_nor_row(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object, **_named: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(
        "wagtail.actions.publish_revision.PublishRevisionAction._after_publish", fails
    )
    one = draft(small)
    with logged() as moved, pytest.raises(ZeroDivisionError):
        one.latest_revision.publish()
    assert moved.tags == set()
    assert live(small).headline != "Judul dari draf"


def test_a_new_story_is_published_through_its_door(small: Small) -> None:
    with logged() as moved:
        one = story(small, 7, timezone.now())
    assert {f"story:{one.pk}", f"card:{one.pk}", "list:latest"} <= moved.tags
