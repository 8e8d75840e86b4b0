"""Whoever mistypes a password too often waits: by name and address together, never by one alone."""

from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from redaksi.desk import lockout
from redaksi.staff import actions as staff
from tests.desk.conftest import PASSWORD, somebody
from tests.stories.conftest import Newsroom

HERE, ELSEWHERE = "198.51.100.7", "203.0.113.9"
LOGIN = reverse("wagtailadmin_login")


def attempt(name: str, password: str, address: str = HERE, **headers: str) -> Any:
    said = {"username": name, "password": password}
    return Client(REMOTE_ADDR=address).post(LOGIN, said, headers=headers)


def mistype(name: str, address: str = HERE, times: int = settings.AXES_FAILURE_LIMIT) -> Any:
    for number in range(times):
        answer = attempt(name, "salah", address, user_agent=f"Peramban {number % 3}")
    return answer


@pytest.fixture(autouse=True)
def mira(newsroom: Newsroom) -> Any:
    return somebody("editor", newsroom)


def test_too_many_wrong_passwords_are_answered_with_until_when_and_what_to_do() -> None:
    assert mistype("editor", times=settings.AXES_FAILURE_LIMIT - 1).status_code == 200
    refused = attempt("editor", "salah")
    assert refused.status_code == 429
    text = refused.content.decode()
    for word in ("WIB", "WITA", "WIT", "Terkunci sementara", "administrator"):
        assert word in text
    assert 880 < int(refused.headers["Retry-After"]) <= 900


def test_the_right_password_is_refused_too_until_the_wait_is_over() -> None:
    mistype("editor")
    assert attempt("editor", PASSWORD).status_code == 429
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert attempt("editor", PASSWORD).status_code == 302


def test_waiting_is_not_made_longer_by_more_attempts() -> None:
    mistype("editor")
    before = AccessAttempt.objects.order_by("-attempt_time")[0].attempt_time
    attempt("editor", "salah")
    assert AccessAttempt.objects.order_by("-attempt_time")[0].attempt_time == before


def test_the_same_name_from_elsewhere_and_another_name_from_here_get_in(mira: Any) -> None:
    somebody("chief")
    mistype("editor")
    assert attempt("editor", PASSWORD, ELSEWHERE).status_code == 302
    assert attempt("chief", PASSWORD, HERE).status_code == 302


def test_a_forged_header_neither_opens_the_door_nor_locks_somebody_else() -> None:
    for number in range(settings.AXES_FAILURE_LIMIT):
        answer = attempt("editor", "salah", x_forwarded_for=f"192.0.2.{number}")
    assert answer.status_code == 429
    assert attempt("editor", PASSWORD, x_forwarded_for=ELSEWHERE).status_code == 429
    assert attempt("editor", PASSWORD, ELSEWHERE, x_forwarded_for=HERE).status_code == 302


def test_signing_in_forgets_the_mistypes_before() -> None:
    mistype("editor", times=settings.AXES_FAILURE_LIMIT - 1)
    assert attempt("editor", PASSWORD).status_code == 302
    assert attempt("editor", "salah").status_code == 200


@pytest.mark.parametrize("by", ["command", "password", "desk"])
def test_an_administrator_opens_the_door_at_once(by: str, mira: Any) -> None:
    mistype("editor")
    if by == "command":
        assert staff.unlock("editor") and not staff.unlock("editor")
    elif by == "password":
        staff.set_password("editor", PASSWORD)
    else:
        admin = Client()
        admin.force_login(somebody("admin"))
        groups = [one.pk for one in mira.groups.all()]
        said = {"username": "editor", "first_name": "M", "last_name": "H", "groups": groups,
                "email": "m@uji.example", "is_active": "on"}  # fmt: skip
        admin.post(reverse("wagtailusers_users:edit", args=[mira.pk]), said)
    assert attempt("editor", PASSWORD).status_code == 302


def test_neither_passwords_nor_tokens_are_kept_with_an_attempt() -> None:
    attempt("editor", "rahasia-keliru")
    kept = AccessAttempt.objects.get()
    assert "rahasia-keliru" not in str(vars(kept))


def test_what_was_typed_as_a_name_is_escaped() -> None:
    name = "<script>alert(1)</script>"
    assert name not in mistype(name).content.decode()
    assert escape(name) not in mistype(name).content.decode()


@pytest.mark.parametrize(
    ("given", "counted"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:aaaa::7", "2001:db8:1:2::"),
        ("", lockout.NOWHERE),
        ("unix:", lockout.NOWHERE),
    ],
)
def test_the_address_that_is_counted(given: str, counted: str) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=given, HTTP_X_FORWARDED_FOR="192.0.2.1")
    assert lockout.place(request) == counted
