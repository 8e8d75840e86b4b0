"""Signing in with a second factor, and what is asked for it before readers see something."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from cryptography.fernet import Fernet
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from redaksi.desk import factors, mailing
from redaksi.desk.models import Notice
from redaksi.fronts.models import Front
from redaksi.lib import clock
from redaksi.press.models import LogEntry
from redaksi.staff import actions as staff
from redaksi.staff import queries, trials
from redaksi.staff.models import CodeTrial
from redaksi.stories import actions
from redaksi.stories.models import Story
from tests.desk.codes import SECRET, code, with_app
from tests.desk.conftest import PASSWORD, form_of, somebody
from tests.stories.conftest import Newsroom

Desk = Callable[[str], Client]
LOGIN, SECOND = reverse("wagtailadmin_login"), reverse("desk_second_factor")
FACTORS, HOME = reverse("safety:factors"), reverse("wagtailadmin_home")
publishing = override_settings(SECOND_FACTOR="publish")


def sign_in(name: str = "editor", client: Client | None = None, **said: str) -> tuple[Client, Any]:
    client = client or Client(REMOTE_ADDR="198.51.100.7")
    return client, client.post(LOGIN, {"username": name, "password": PASSWORD, **said})


def give(client: Client, said: str) -> Any:
    return client.post(SECOND, {factors.CODE: said})


@pytest.fixture
def editor(newsroom: Newsroom) -> Any:
    return with_app(somebody("editor", newsroom))


def test_the_password_alone_opens_nothing(editor: Any) -> None:
    client, answer = sign_in()
    assert answer.url == SECOND
    assert client.get(HOME).url.startswith(LOGIN)
    assert client.get(SECOND).status_code == 200
    assert "_auth_user_id" not in client.session


def test_the_code_lets_in_and_leads_to_where_one_wanted(editor: Any) -> None:
    client, _answer = sign_in(next="/desk/stories/", remember="on")
    answer = give(client, f"{code()[:3]} {code()[3:]}")
    assert answer.url == "/desk/stories/"
    assert client.get(HOME).status_code == 200
    assert client.session.get_expiry_age() > 86400


def test_who_has_none_signs_in_as_before(newsroom: Newsroom) -> None:
    somebody("editor", newsroom)
    client, answer = sign_in()
    assert answer.url == HOME
    assert client.get(SECOND).url == LOGIN


def test_a_code_is_good_once(editor: Any) -> None:
    now = code()
    assert give(sign_in()[0], now).status_code == 302
    assert give(sign_in()[0], now).status_code == 200


def test_a_recovery_code_is_good_once_and_its_owner_is_told(
    editor: Any, django_capture_on_commit_callbacks: Any
) -> None:
    spare = queries.recovery_codes(editor)[0]
    with django_capture_on_commit_callbacks(execute=True):
        assert give(sign_in()[0], spare).status_code == 302
    assert queries.codes_left(editor) == 9
    assert give(sign_in()[0], spare).status_code == 200
    assert Notice.objects.get(note="code_used").user == editor


def test_wrong_codes_are_refused_from_wherever_they_come(editor: Any) -> None:
    for number in range(trials.MOST):
        client = Client(REMOTE_ADDR=f"198.51.100.{number}")
        assert give(sign_in(client=client)[0], "000000").status_code == 200
    client, _answer = sign_in(client=Client(REMOTE_ADDR="203.0.113.9"))
    refused = give(client, code())
    assert refused.status_code == 429
    assert "WIB" in refused.content.decode()
    CodeTrial.objects.update(since=timezone.now() - timedelta(minutes=16))
    assert give(client, code()).status_code == 302


def test_wrong_codes_count_as_wrong_passwords_do(editor: Any) -> None:
    client, _answer = sign_in()
    give(client, "000000")
    assert AccessAttempt.objects.get().username == "editor"


def test_unlocking_forgets_wrong_codes(editor: Any) -> None:
    for _number in range(trials.MOST):
        staff.check_code(editor, "000000")
    with pytest.raises(staff.TooManyCodes, match="redaksi user unlock editor"):
        staff.check_code(editor, code())
    assert staff.unlock("editor")
    assert staff.check_code(editor, code())


def test_half_signed_in_ends_after_ten_minutes_and_with_the_password(
    editor: Any, clock: Any
) -> None:
    client, _answer = sign_in()
    clock.at += timedelta(minutes=11)
    assert give(client, code()).url == LOGIN
    client, _answer = sign_in()
    staff.set_password("editor", "dermaga-tanjung-34")
    assert give(client, code()).url == LOGIN


def test_the_secret_is_not_readable_in_the_database(editor: Any) -> None:
    kept = str(list(staff.Authenticator.objects.values()))
    assert SECRET not in kept
    assert queries.recovery_codes(editor)[0] not in kept


@pytest.mark.parametrize(
    "made_up",
    ["", "x", "[]", "{}", '{"response": 7}', "[" * 9000, '{"id": "a", "response": {}}',
     '{"rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "e30", '
     '"authenticatorData": "AA", "signature": "AA", "userHandle": "enp6enp6enp6enp6eg"}}'],
)  # fmt: skip
def test_a_made_up_passkey_opens_nothing(made_up: str, newsroom: Newsroom) -> None:
    client = Client()
    assert client.get(reverse("desk_passkey")).json()["publicKey"]["challenge"]
    answer = client.post(reverse("desk_passkey"), {factors.CREDENTIAL: made_up})
    assert answer.url == LOGIN
    assert "_auth_user_id" not in client.session


def test_another_secret_key_is_told_not_crashed(editor: Any) -> None:
    client, _answer = sign_in()
    row = staff.Authenticator.objects.get(user=editor, type="totp")
    row.data["secret"] = Fernet(Fernet.generate_key()).encrypt(b"x").decode()
    row.save()
    assert "tidak terbaca" in give(client, code()).content.decode()


# Setting up -------------------------------------------------------------------------------------


def test_an_app_is_set_up_with_its_first_code(desk: Desk) -> None:
    client = signed_in("reporter")
    page = client.get(reverse("safety:app")).content.decode()
    secret = re.search(r'desk-secret">([A-Z2-7 ]+)<', page)
    assert secret and "<svg" in page
    plain = secret[1].replace(" ", "")
    assert client.post(reverse("safety:app"), {"code": "000000"}).status_code == 422
    made = client.post(reverse("safety:app"), {"code": code(secret=plain)})
    assert len(re.findall(r"<code>\d{4} \d{4}</code>", made.content.decode())) == 10
    assert LogEntry.objects.filter(kind="factor_added", actor="reporter").exists()


def test_changing_how_one_signs_in_asks_who_one_is(newsroom: Newsroom, clock: Any) -> None:
    client = signed_in("reporter")
    clock.at += timedelta(minutes=16)
    led = client.get(reverse("safety:app"))
    assert led.url.startswith(reverse("safety:again"))
    assert client.post(led.url, {"password": "salah"}).status_code == 422
    assert client.post(led.url, {"password": PASSWORD}).url == reverse("safety:app")
    assert client.get(reverse("safety:app")).status_code == 200


def test_the_last_factor_takes_the_recovery_codes_with_it(editor: Any) -> None:
    client = signed_in("editor", code())
    (one,) = queries.factors(editor)
    page = client.get(reverse("safety:remove", args=[one.pk])).content.decode()
    assert "terakhir" in page
    client.post(reverse("safety:remove", args=[one.pk]))
    assert not queries.has_factor(editor)
    assert LogEntry.objects.filter(kind="factor_removed").exists()


def test_new_recovery_codes_void_the_old(editor: Any) -> None:
    old = set(queries.recovery_codes(editor))
    client = signed_in("editor", code())
    assert client.post(reverse("safety:codes")).status_code == 200
    assert not old & set(queries.recovery_codes(editor))


def test_nobody_takes_another_s_factor(editor: Any) -> None:
    (one,) = queries.factors(editor)
    client = signed_in("reporter")
    assert client.post(reverse("safety:remove", args=[one.pk])).status_code == 404
    assert queries.has_factor(editor)


def test_a_factor_that_came_is_told_by_mail(
    newsroom: Newsroom, django_capture_on_commit_callbacks: Any
) -> None:
    user = somebody("editor", newsroom)
    user.email = "mira@uji.example"
    user.save()
    with django_capture_on_commit_callbacks(execute=True):
        with_app(user)
    mailing.run(clock.now())
    assert "Faktor kedua dipasang" in mail.outbox[0].body
    client = Client()
    client.force_login(user)
    assert "Faktor kedua dipasang" in client.get(HOME).content.decode()


# What is asked for it ----------------------------------------------------------------------------


@publishing
def test_publishing_without_one_is_refused_and_loses_nothing(draft: Story, desk: Desk) -> None:
    client, said = desk("editor"), form_of(Story.objects.get(pk=draft.pk), text="Baru diketik.")
    refused = client.post(edit(draft), {**said, "action-publish": "on"})
    assert refused.status_code == 403
    assert "Baru diketik." in refused.content.decode()
    assert not Story.objects.get(pk=draft.pk).live


@publishing
def test_the_code_sends_on_what_was_typed(draft: Story, desk: Desk) -> None:
    client, said = desk("editor"), form_of(Story.objects.get(pk=draft.pk), text="Baru diketik.")
    with_app(somebody("editor"))
    refused = client.post(edit(draft), {**said, "action-publish": "on"})
    again = dict(
        re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', refused.content.decode())
    )
    assert again["headline"] == said["headline"]
    wrong = client.post(edit(draft), {**said, "action-publish": "on", factors.CODE: "000000"})
    assert wrong.status_code == 403
    client.post(edit(draft), {**said, "action-publish": "on", factors.CODE: code()})
    assert Story.objects.get(pk=draft.pk).live
    assert "Baru diketik." in str(Story.objects.get(pk=draft.pk).body)


@publishing
def test_saving_a_draft_asks_for_none(draft: Story, desk: Desk) -> None:
    said = form_of(Story.objects.get(pk=draft.pk), text="Baru diketik.")
    assert desk("editor").post(edit(draft), said).status_code == 302


@publishing
@pytest.mark.parametrize("what", ["correct", "withdraw", "schedule", "bulk", "launch", "breaking"])
def test_whatever_readers_see_asks_for_one(what: str, live: Story, desk: Desk) -> None:
    client, (url, said) = desk("chief"), doors(live)[what]
    before = LogEntry.objects.count()
    assert client.post(url, said).status_code == 403
    assert LogEntry.objects.count() == before
    session = client.session
    session[factors.PROVEN] = True
    session.save()
    assert client.post(url, said).status_code in (200, 302, 303)


def doors(live: Story) -> dict[str, tuple[str, dict[str, Any]]]:
    form = form_of(Story.objects.get(pk=live.pk))
    later = timezone.localtime(timezone.now() + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    front, _made = Front.objects.get_or_create(section=None)
    bulk = reverse("wagtail_bulk_action", args=["redaksi_stories", "story", "publish"])
    return {
        "correct": (edit(live), {**form, "action-publish": "on", "correction_note": "Salah.",
                                 "correction_kind": "minor", "correction_origin": "own"}),
        "withdraw": (reverse("stories:unpublish", args=[live.pk]),
                     {"reason": "Keliru.", "ground": "untrue"}),
        "schedule": (edit(live), {**form, "action-publish": "on",
                                  "go_live_at": "2030-01-01 10:00"}),
        "bulk": (f"{bulk}?id={live.pk}&next=/desk/stories/", {}),
        "launch": (reverse("fronts:launch", args=[front.pk]), {"version": front.version}),
        "breaking": (reverse("breaking:announce"), {"text": "Kapal karam", "story": "",
                                                      "ends_at": later}),
    }  # fmt: skip


@publishing
def test_a_script_is_told_what_to_do(draft: Story, desk: Desk) -> None:
    url = reverse("board:move", args=[draft.pk])
    said = {"to": "live", "version": draft.version}
    refused = desk("editor").post(url, said, headers={"accept": "application/json"})
    assert refused.status_code == 403
    assert "faktor kedua" in refused.json()["says"]
    assert refused.json()["where"] == reverse("safety:again")


@publishing
def test_the_shell_and_programs_are_not_asked(draft: Story, newsroom: Newsroom) -> None:
    assert actions.publish(draft, by=somebody("editor", newsroom)).story.live


@override_settings(SECOND_FACTOR="everyone")
def test_everyone_is_led_to_setting_one_up(desk: Desk) -> None:
    client = desk("reporter")
    led = client.get("/desk/stories/?q=kapal")
    assert led.url == f"{FACTORS}?next=%2Fdesk%2Fstories%2F%3Fq%3Dkapal"
    assert client.get(led.url).status_code == 200
    assert client.get(HOME, headers={"accept": "application/json"}).status_code == 403
    with_app(somebody("reporter"))
    assert client.get(HOME).url.startswith(reverse("safety:again"))
    answer = client.post(client.get(HOME).url, {factors.CODE: code()})
    assert answer.url == HOME
    assert client.get(HOME).status_code == 200


# A lost phone ------------------------------------------------------------------------------------


def test_an_administrator_takes_a_lost_factor_away_with_a_reason(editor: Any, desk: Desk) -> None:
    theirs, admin = signed_in("editor", code()), desk("admin")
    url = reverse("safety:user_reset", args=[editor.pk])
    assert admin.post(url, {"reason": " "}).status_code == 422
    assert admin.post(url, {"reason": "Ponsel hilang"}).status_code == 302
    assert not queries.has_factor(editor)
    assert theirs.get(HOME).url.startswith(LOGIN)
    row = LogEntry.objects.get(kind="factor_reset")
    assert (row.actor, row.payload["reason"], row.payload["user"]) == (
        "admin", "Ponsel hilang", "editor")  # fmt: skip


@publishing
def test_taking_another_s_factor_away_asks_for_one_s_own(editor: Any, desk: Desk) -> None:
    url = reverse("safety:user_reset", args=[editor.pk])
    refused = desk("admin").post(url, {"reason": "Ponsel hilang"})
    assert refused.status_code == 403
    assert "Ponsel hilang" in refused.content.decode()
    assert queries.has_factor(editor)


def test_only_who_may_change_users_sees_how_another_signs_in(editor: Any, desk: Desk) -> None:
    url = reverse("safety:user", args=[editor.pk])
    assert desk("admin").get(url).status_code == 200
    assert desk("reporter").get(url).status_code != 200


def test_there_must_be_something_to_take_away(newsroom: Newsroom) -> None:
    somebody("editor", newsroom)
    with pytest.raises(staff.StaffError, match="no second factor"):
        staff.reset_factor("editor", reason="hilang")


def edit(story: Story) -> str:
    return reverse("stories:edit", args=[story.pk])


def signed_in(name: str, said: str = "") -> Client:
    """A browser in which *name* signed in by the door."""
    somebody(name)
    client, _answer = sign_in(name)
    if said:
        give(client, said)
    return client
