"""Withdrawal by two and the follow-up clock, at the desk."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from redaksi.desk import board, verifying
from redaksi.desk.models import Notice, WithdrawalRequest, Work
from redaksi.lib import clock
from redaksi.press.models import LogEntry
from redaksi.stories.models import Story
from tests.desk.conftest import form_of, somebody

Desk = Callable[[str], Client]
SAID = {"reason": "Nama anak terbaca.", "ground": "child"}


@pytest.fixture
def by_two() -> Any:
    with override_settings(WITHDRAWAL_BY_TWO=True):
        yield


def withdrawal(story: Story) -> str:
    return reverse("stories:unpublish", args=[story.pk])


def kinds(name: str) -> list[str]:
    return list(Notice.objects.filter(user__username=name).values_list("kind", flat=True))


def card(story: Story) -> board.Card:
    return board.cards([story.pk], somebody("chief"))[0]


@pytest.mark.usefixtures("by_two")
def test_one_asks_and_another_agrees(desk: Desk, live: Story) -> None:
    chief, editor = desk("chief"), desk("editor")
    editor.post(withdrawal(live), SAID)
    assert (kinds("chief"), kinds("editor")) == (["withdraw"], [])
    assert card(live).withdrawal == "Mira Hasan (OL-1)"
    editor.post(withdrawal(live), {"act": "agree"})
    assert Story.objects.get(pk=live.pk).live
    assert "Nama anak terbaca." in chief.get(withdrawal(live)).content.decode()
    chief.post(withdrawal(live), {"act": "agree"})
    gone = Story.objects.get(pk=live.pk)
    assert (gone.live, gone.withdrawn_ground) == (False, "child")
    row = LogEntry.objects.order_by("-seq")[0]
    assert (row.kind, row.actor, row.payload["asked_by"]) == ("withdrawn", "chief", "editor")
    assert (kinds("chief"), kinds("editor")) == ([], ["withdrawn"])


@pytest.mark.usefixtures("by_two")
def test_a_request_is_taken_back_or_refused(desk: Desk, live: Story) -> None:
    chief, editor = desk("chief"), desk("editor")
    for client in (editor, chief):
        editor.post(withdrawal(live), SAID)
        client.post(withdrawal(live), {"act": "drop"})
        assert not WithdrawalRequest.objects.exists()
        assert kinds("chief") == []
    assert kinds("editor") == ["kept"]
    chief.post(withdrawal(live), {"act": "agree"})
    assert Story.objects.get(pk=live.pk).live


def test_a_ground_of_the_press_rules_is_asked_for(desk: Desk, live: Story) -> None:
    answer = desk("editor").post(withdrawal(live), {"reason": "Ada yang keberatan."})
    assert answer.status_code == 200
    assert "Masa depan anak" in answer.content.decode()
    assert Story.objects.get(pk=live.pk).live


def test_what_is_not_verified_comes_back_at_its_time(desk: Desk, live: Story) -> None:
    editor, url = desk("editor"), reverse("stories:verification", args=[live.pk])
    past = {"why": "Satu sumber.", "look_again_at": "2001-01-01T10:00"}
    assert editor.post(url, past).status_code == 200
    assert not Story.objects.get(pk=live.pk).unverified
    editor.post(url, {"why": "Satu sumber.", "look_again_at": "2999-01-01T10:00"})
    assert Story.objects.get(pk=live.pk).unverified
    now = clock.now()
    assert (verifying.run(now), kinds("editor")) == (0, [])
    Work.objects.filter(pk=live.pk).update(look_again_at=now - timedelta(minutes=1))
    assert (verifying.run(now), verifying.run(now), kinds("editor")) == (1, 0, ["verify"])
    assert card(live).overdue
    assert "Belum terverifikasi" in editor.get(reverse("board:index")).content.decode()
    editor.post(url, {"act": "verify"})
    assert (kinds("editor"), card(live).look_again) == ([], "")


def test_an_answer_begins_at_the_story_that_is_answered(desk: Desk, live: Story) -> None:
    page = desk("editor").get(reverse("stories:add"), {"reply_to": live.pk})
    assert page.context["form"].instance.reply_to == live


def test_a_correction_on_request_at_the_desk(desk: Desk, live: Story) -> None:
    form = form_of(
        live, correction_note="Namanya Sari.", correction_kind="significant",
        correction_origin="asked", **{"action-publish": "1"},
    )  # fmt: skip
    desk("editor").post(reverse("stories:edit", args=[live.pk]), form)
    assert [one.origin for one in live.corrections.all()] == ["asked"]
