"""A stale form is refused with 409 and both texts, on every path the desk has."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from redaksi.stories import actions
from redaksi.stories.errors import StaleWrite
from redaksi.stories.models import Story
from tests.desk.conftest import form_of, live_text
from tests.stories.conftest import paragraphs

Desk = Callable[[str], Client]
JSON = {"HTTP_ACCEPT": "application/json"}


def corrected(story: Story, text: str = "Angka yang benar.") -> Story:
    """Somebody else's correction."""
    newest = Story.objects.get(pk=story.pk).newest()
    newest.body = paragraphs(text)
    return actions.correct(newest, note="Angka diperbaiki.").story


@pytest.mark.parametrize("action", ["action-publish", "action-save", "action-submit"])
def test_an_old_form_is_refused_and_shows_both_texts(desk: Desk, live: Story, action: str) -> None:
    stale = form_of(live, text="Teks dari layar lama.", **{action: "1"})
    corrected(live)
    answer = desk("editor").post(reverse("stories:edit", args=[live.pk]), stale)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "layar lama." in page and "benar." in page
    assert live_text(live) == "<p>Angka yang benar.</p>"


def test_a_form_without_a_version_is_refused(desk: Desk, live: Story) -> None:
    form = form_of(live, text="Tanpa versi.")
    del form["base_version"]
    assert desk("editor").post(reverse("stories:edit", args=[live.pk]), form).status_code == 409


def test_autosave_from_an_old_form_is_refused_in_wagtails_own_words(
    desk: Desk, live: Story
) -> None:
    stale = form_of(live, text="Teks lama.")
    corrected(live)
    answer = desk("editor").post(reverse("stories:edit", args=[live.pk]), stale, **JSON)
    assert answer.status_code == 409
    assert json.loads(answer.content)["error_code"] == "invalid_revision"


def test_autosave_hands_out_the_version_it_made(desk: Desk, draft: Story) -> None:
    url, client = reverse("stories:edit", args=[draft.pk]), desk("reporter")
    answer = json.loads(client.post(url, form_of(draft, text="Satu."), **JSON).content)
    assert answer["success"], answer
    assert answer["field_updates"]["base_version"] == "2"
    again = {**form_of(draft, text="Dua."), "base_version": "2"}
    again["overwrite_revision_id"] = answer["revision_id"]
    assert json.loads(client.post(url, again, **JSON).content)["success"]
    assert client.post(url, form_of(Story.objects.get(), text="Tiga."), **JSON).status_code == 200
    assert client.post(url, {**again, "base_version": "2"}, **JSON).status_code == 409


def test_mine_can_be_saved_on_top_knowingly(desk: Desk, live: Story) -> None:
    stale = form_of(live, text="Teks saya.", headline="Judul saya")
    corrected(live)
    client, url = desk("editor"), reverse("stories:edit", args=[live.pk])
    page = client.post(url, stale)
    again = dict(page.context["again"]) | {"base_version": page.context["base_version"]}
    answer = client.post(url, {**again, "rebased": "1", "action-edit": "1"})
    assert answer.status_code == 302
    newest = Story.objects.get(pk=live.pk).newest()
    assert newest.headline == "Judul saya"
    assert [one.person.name for one in newest.bylines.all()] == ["Damar Wirya"]
    assert live_text(live) == "<p>Angka yang benar.</p>"


def test_a_child_removed_meanwhile_does_not_break_the_comparison(desk: Desk, draft: Story) -> None:
    stale = form_of(draft, text="Teks saya.")
    newest = draft.newest()
    newest.bylines = []
    actions.save_draft(newest)
    answer = desk("editor").post(reverse("stories:edit", args=[draft.pk]), stale)
    assert answer.status_code == 409
    assert "Damar Wirya" in answer.content.decode()


def test_passing_from_an_old_screen_is_refused(desk: Desk, draft: Story) -> None:
    url = reverse("stories:edit", args=[draft.pk])
    desk("reporter").post(url, form_of(draft, **{"action-submit": "1"}))
    passing = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    stale = form_of(Story.objects.get(), **passing)
    desk("chief").post(url, form_of(Story.objects.get(), text="Diperbaiki."))
    assert desk("editor").post(url, stale).status_code == 409
    assert not Story.objects.get().live


def test_a_stale_write_anywhere_else_is_told_with_both_texts(
    desk: Desk, live: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    corrected(live)

    def late(story: Story, *, by: Any = None) -> None:
        raise StaleWrite(pk=story.pk, based_on=1, current=2)

    monkeypatch.setattr(actions, "publish", late)
    url = reverse("wagtail_bulk_action", args=["redaksi_stories", "story", "publish"])
    answer = desk("editor").post(f"{url}?id={live.pk}&next=/desk/stories/")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "benar." in page and "Kapal itu merapat" in page
    modal = desk("editor").post(
        f"{url}?id={live.pk}", headers={"x-requested-with": "XMLHttpRequest"}
    )
    assert json.loads(modal.content)["step"] == "success"


def test_a_schedule_from_an_old_form_is_refused(desk: Desk, live: Story) -> None:
    later = timezone.localtime(timezone.now() + timedelta(days=1))
    stale = form_of(live, go_live_at=later.strftime("%Y-%m-%d %H:%M"), **{"action-publish": "1"})
    corrected(live)
    answer = desk("editor").post(reverse("stories:edit", args=[live.pk]), stale)
    assert answer.status_code == 409


def test_reverting_from_an_old_screen_is_refused(desk: Desk, live: Story) -> None:
    first = live.revisions.order_by("pk").first()
    assert first is not None
    stale = form_of(live, text="Versi lama.", **{"action-publish": "1"})
    corrected(live)
    url = reverse("stories:revisions_revert", args=[live.pk, first.pk])
    assert desk("editor").post(url, stale).status_code == 409


def test_publishing_many_never_publishes_an_old_version(desk: Desk, live: Story) -> None:
    corrected(live)
    url = reverse("wagtail_bulk_action", args=["redaksi_stories", "story", "publish"])
    desk("editor").post(f"{url}?id={live.pk}&next=/desk/stories/")
    assert live_text(live) == "<p>Angka yang benar.</p>"
