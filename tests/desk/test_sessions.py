"""Where one is signed in: listed for its owner, ended by them, by an administrator, by a new
password."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from redaksi.desk import browsers, guard
from redaksi.lib import clock
from redaksi.press.models import LogEntry
from redaksi.staff import actions as staff
from redaksi.staff import queries
from tests.desk.conftest import PASSWORD, somebody
from tests.stories.conftest import Newsroom

Desk = Callable[[str], Client]
LOGIN, HOME = reverse("wagtailadmin_login"), reverse("wagtailadmin_home")
SESSIONS = reverse("safety:sessions")
PHONE = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"


@pytest.fixture(autouse=True)
def nothing_noted() -> None:
    guard._noted.clear()


def browser(agent: str, address: str, name: str = "editor") -> Client:
    client = Client(REMOTE_ADDR=address, headers={"user-agent": agent})
    client.post(LOGIN, {"username": name, "password": PASSWORD})
    return client


@pytest.fixture
def two(newsroom: Newsroom) -> tuple[Client, Client]:
    """A laptop and a phone, both signed in as the editor."""
    somebody("editor", newsroom)
    return browser(LAPTOP, "198.51.100.7"), browser(PHONE, "203.0.113.9")


def test_each_is_listed_in_plain_words(two: tuple[Client, Client]) -> None:
    page = two[0].get(SESSIONS).content.decode()
    for word in ("Firefox di Windows", "Chrome di Android", "203.0.113.9", "WIB"):
        assert word in page
    assert page.count("yang ini") == 1


def test_one_is_ended_from_another(two: tuple[Client, Client]) -> None:
    laptop, phone = two
    (other,) = [one for one in queries.sessions(somebody("editor")) if "Android" in one.agent]
    laptop.post(reverse("safety:end", args=[other.pk]))
    assert phone.get(HOME).url.startswith(LOGIN)
    assert laptop.get(HOME).status_code == 200
    assert LogEntry.objects.get(kind="sessions_ended").actor == "editor"


def test_all_others_end_at_once(two: tuple[Client, Client]) -> None:
    laptop, phone = two
    laptop.post(reverse("safety:end_others"))
    assert phone.get(HOME).url.startswith(LOGIN)
    assert [one.agent for one in queries.sessions(somebody("editor"))] == [LAPTOP]


def test_nobody_ends_another_s(two: tuple[Client, Client], desk: Desk) -> None:
    pk = queries.sessions(somebody("editor"))[0].pk
    desk("admin").post(reverse("safety:end", args=[pk]))
    assert len(queries.sessions(somebody("editor"))) == 2


def test_an_administrator_signs_a_user_off_everywhere(
    two: tuple[Client, Client], desk: Desk
) -> None:
    url = reverse("safety:user_end", args=[somebody("editor").pk])
    assert desk("reporter").post(url).url == HOME
    assert two[1].get(HOME).status_code == 200
    desk("admin").post(url)
    assert two[0].get(HOME).url.startswith(LOGIN)
    assert two[1].get(HOME).url.startswith(LOGIN)


def test_a_new_password_ends_them_all(two: tuple[Client, Client]) -> None:
    staff.set_password("editor", "dermaga-tanjung-34")
    assert two[0].get(HOME).url.startswith(LOGIN)
    assert queries.sessions(somebody("editor")) == []


def test_a_new_password_at_the_desk_ends_all_others(two: tuple[Client, Client]) -> None:
    new = "dermaga-tanjung-34"
    said = {"password-old_password": PASSWORD, "password-new_password1": new,
            "password-new_password2": new, "name_email-first_name": "Mira",
            "name_email-last_name": "H", "name_email-email": "m@uji.example",
            "locale-preferred_language": "id", "theme-theme": "system",
            "theme-contrast": "system", "theme-density": "default",
            "theme-keyboard_shortcuts": "on"}  # fmt: skip
    assert two[0].post(reverse("wagtailadmin_account"), said).status_code == 302
    assert two[1].get(HOME).url.startswith(LOGIN)
    assert two[0].get(HOME).status_code == 200
    assert [one.agent for one in queries.sessions(somebody("editor"))] == [LAPTOP]


def test_what_ended_by_itself_is_forgotten(two: tuple[Client, Client]) -> None:
    assert staff.sweep(clock.now()) == 0
    assert staff.sweep(clock.now() + timedelta(days=20)) == 2
    assert two[0].get(HOME).url.startswith(LOGIN)


def test_signing_off_takes_it_from_the_list(two: tuple[Client, Client]) -> None:
    two[1].post(reverse("wagtailadmin_logout"))
    assert len(queries.sessions(somebody("editor"))) == 1


def test_a_session_of_before_is_listed_when_it_is_used(two: tuple[Client, Client]) -> None:
    staff.left(two[0].session.session_key or "")
    guard._noted.clear()
    two[0].get(HOME)
    assert len(queries.sessions(somebody("editor"))) == 2


def test_a_session_is_noted_once_a_minute(
    two: tuple[Client, Client], django_assert_num_queries: Any
) -> None:
    request: Any = type("R", (), {"session": two[0].session, "META": {}})()
    user = somebody("editor")
    guard.see(request, user)
    with django_assert_num_queries(0):
        guard.see(request, user)


@pytest.mark.parametrize(
    ("agent", "says"),
    [
        (PHONE, "Chrome di Android"),
        (LAPTOP, "Firefox di Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Version/17.5 Safari/604.1", "Safari di iPhone"),
        ("curl/8.5.0", "curl"),
        ("", "Peramban tak dikenal"),
    ],
)
def test_a_browser_in_plain_words(agent: str, says: str) -> None:
    assert browsers.told(agent) == says
