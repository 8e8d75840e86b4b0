"""Hand-over by e-mail: in the receiver's language; a mail server that fails loses nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse
from wagtail.users.models import UserProfile

from redaksi.desk import holding, mailing
from redaksi.desk.models import Notice, Work
from redaksi.lib import clock
from redaksi.stories.models import Story
from tests.desk.conftest import form_of, somebody
from tests.stories.conftest import Newsroom

Desk = Callable[[str], Client]


def handed(draft: Story, language: str) -> None:
    to = somebody("reporter")
    to.email = "damar@uji.example"
    to.save()
    UserProfile.objects.update_or_create(user=to, defaults={"preferred_language": language})
    holding.hand_over(draft, by=somebody("editor"), to=to, note="Tanya polisi lagi.")


@pytest.mark.parametrize(
    ("language", "says"),
    [("id", "menyerahkan “Kapal merapat di dermaga timur” kepada Anda"),
     ("en", "handed “Kapal merapat di dermaga timur” over to you")],
)  # fmt: skip
def test_who_gets_a_story_gets_a_mail_once(draft: Story, language: str, says: str) -> None:
    handed(draft, language)
    mailing.run(clock.now())
    mailing.run(clock.now())
    assert [one.to for one in mail.outbox] == [["damar@uji.example"]]
    body = mail.outbox[0].body
    assert says in body
    assert "Tanya polisi lagi." in body
    assert f"https://uji.example{reverse('stories:edit', args=[draft.pk])}" in body


def test_a_mail_server_that_is_down_is_asked_again(draft: Story, clock: Any) -> None:
    gone = "django.core.mail.backends.smtp.EmailBackend"
    with override_settings(EMAIL_BACKEND=gone, EMAIL_HOST="127.0.0.1", EMAIL_PORT=9):
        handed(draft, "id")
        mailing.run(clock.at)
    assert Work.objects.get(pk=draft.pk).holder == somebody("reporter")
    assert Notice.objects.get().mail_at == clock.at + mailing.AGAIN
    mailing.run(clock.at + timedelta(minutes=11))
    assert len(mail.outbox) == 1


def test_what_was_seen_meanwhile_is_not_mailed(draft: Story) -> None:
    handed(draft, "id")
    Notice.objects.all().delete()
    mailing.run(clock.now())
    assert mail.outbox == []


def test_nobody_passes_what_somebody_else_has_open(
    newsroom: Newsroom, desk: Desk, draft: Story
) -> None:
    reporter = desk("reporter")
    reporter.post(
        reverse("stories:edit", args=[draft.pk]), form_of(draft, **{"action-submit": "1"})
    )
    somebody("chief")
    desk("chief").post(reverse("stories:hold", args=[draft.pk]))
    state = Story.objects.get(pk=draft.pk).current_workflow_task_state
    url = reverse("stories:workflow_action", args=[draft.pk, "approve", state.pk])
    desk("editor").post(url, {"comment": ""})
    assert not Story.objects.get(pk=draft.pk).live
    desk("chief").post(reverse("stories:release", args=[draft.pk]))
    desk("editor").post(url, {"comment": ""})
    assert Story.objects.get(pk=draft.pk).live
