"""What the groups may do, and how a story is passed from a reporter to readers."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from redaksi.desk import rights
from redaksi.press.models import LogEntry
from redaksi.staff import roles
from redaksi.stories.models import Story
from tests.desk.conftest import form_of, somebody
from tests.stories.conftest import Newsroom

Desk = Callable[[str], Client]


@pytest.mark.django_db
def test_every_role_has_all_the_permissions_that_the_table_names() -> None:
    for role, names in rights.PERMISSIONS.items():
        user = somebody(role)
        assert [name for name in names if not user.has_perm(name)] == [], role


@pytest.mark.django_db
def test_a_reporter_may_not_publish_delete_or_change_sections() -> None:
    user = somebody(roles.REPORTER)
    assert user.has_perm("redaksi_stories.change_story")
    for name in ("redaksi_stories.publish_story", "redaksi_stories.delete_story",
                 "redaksi_sections.change_section", "redaksi_press.view_logentry"):  # fmt: skip
        assert not user.has_perm(name), name


@pytest.mark.django_db
def test_rights_are_given_once_however_often_they_are_applied() -> None:
    before = Group.objects.get(name=roles.NAMES[roles.EDITOR]).permissions.count()
    rights.apply()
    assert Group.objects.get(name=roles.NAMES[roles.EDITOR]).permissions.count() == before


def test_a_reporter_writes_and_submits_and_an_editor_passes(desk: Desk, newsroom: Newsroom) -> None:
    reporter = desk("reporter")
    form = form_of(newsroom.story(passed_by=None), **{"action-submit": "1"})
    reporter.post(reverse("stories:add"), form)
    story = Story.objects.get()
    assert story.workflow_in_progress and not story.live
    passed = form_of(story, **{"action-workflow-action": "1", "workflow-action-name": "approve"})
    desk("editor").post(reverse("stories:edit", args=[story.pk]), passed)
    story.refresh_from_db()
    assert story.live
    assert story.passed_by == newsroom.editor
    row = LogEntry.objects.order_by("-seq")[0]
    assert (row.kind, row.subject, row.actor) == ("published", f"story:{story.pk}", "editor")


def test_a_reporter_cannot_publish_by_naming_the_action(desk: Desk, draft: Story) -> None:
    url = reverse("stories:edit", args=[draft.pk])
    desk("reporter").post(url, form_of(draft, **{"action-publish": "1"}))
    assert not Story.objects.get(pk=draft.pk).live


def test_while_it_is_being_passed_the_reporter_is_locked_out(desk: Desk, draft: Story) -> None:
    url = reverse("stories:edit", args=[draft.pk])
    desk("reporter").post(url, form_of(draft, **{"action-submit": "1"}))
    desk("reporter").post(url, form_of(draft, headline="Diubah diam-diam"))
    assert Story.objects.get(pk=draft.pk).newest().headline == draft.headline
