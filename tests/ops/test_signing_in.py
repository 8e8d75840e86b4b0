"""The desk through the edge: who signs in, by HTTP straight and by HTTPS behind a proxy."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest

from tests.config.command import redaksi
from tests.ops.running import Answer, Running, newspaper_up, offspring

pytestmark = pytest.mark.slow
PASSWORD = "tanjung-dermaga-12"
PROXY = {"Host": "tanjung.example", "X-Forwarded-For": "203.0.113.9, 198.51.100.7",
         "X-Forwarded-Proto": "https"}  # fmt: skip


def made(folder_of: pytest.TempPathFactory, **env: str) -> Iterator[Running]:
    with newspaper_up(folder_of.mktemp("desk") / "kabar", **env) as running:
        redaksi("user", "add", "ratna", "--role", "editor", "--password-stdin", "--dir",
                running.folder, given=PASSWORD + "\n")  # fmt: skip
        yield running


@pytest.fixture(scope="module")
def straight(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    yield from made(tmp_path_factory)


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Two processes of the application; readers come by HTTPS, through a proxy of this machine."""
    yield from made(
        tmp_path_factory, REDAKSI_SERVER_HTTPS="true", REDAKSI_SERVER_WORKERS="2",
        REDAKSI_SERVER_HOSTS="tanjung.example",
    )  # fmt: skip


def asked(up: Running, method: str, path: str, body: str, headers: dict[str, str]) -> Answer:
    line = http.client.HTTPConnection(up.place, timeout=20)
    try:
        line.request(method, path, body=body or None, headers=headers)
        return Answer(line.getresponse())
    finally:
        line.close()


def sign_in(up: Running, origin: str, **headers: str) -> Answer:
    """The answer to the form of /desk/login/, sent from a page of *origin*."""
    form = asked(up, "GET", "/desk/login/", "", headers)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form.body.decode())
    assert token
    ((name, cookie),) = SimpleCookie(form.headers["set-cookie"]).items()
    said = {"username": "ratna", "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
    more = {"Cookie": f"{name}={cookie.value}", "Origin": origin,
            "Content-Type": "application/x-www-form-urlencoded"}  # fmt: skip
    return asked(up, "POST", "/desk/login/", urlencode(said), {**headers, **more})


def test_straight_one_signs_in_from_the_own_page_only(straight: Running) -> None:
    answer = sign_in(straight, straight.address.rstrip("/"))
    assert (answer.status, answer.headers["location"]) == (302, "/desk/")
    assert "Secure" not in answer.headers["set-cookie"]
    assert sign_in(straight, "https://elsewhere.example").status == 403


def test_behind_a_proxy_by_https_one_signs_in_from_the_own_page_only(proxied: Running) -> None:
    answer = sign_in(proxied, "https://tanjung.example", **PROXY)
    assert (answer.status, answer.headers["location"]) == (302, "/desk/")
    assert "Secure" in answer.headers["set-cookie"]
    assert "__Host-session=" in answer.headers["set-cookie"]
    assert sign_in(proxied, "http://tanjung.example", **PROXY).status == 403


def test_a_host_that_is_not_ours_is_refused(straight: Running) -> None:
    refused = asked(straight, "GET", "/", "", {"Host": "stranger.example"})
    assert refused.status == 400


def test_without_https_in_the_settings_nobody_can_say_that_it_is(straight: Running) -> None:
    answer = sign_in(straight, "https://localhost", **{**PROXY, "Host": "localhost"})
    assert answer.status == 403


def test_the_application_has_as_many_processes_as_the_settings_say(proxied: Running) -> None:
    (master,) = proxied.children()["serve"]
    assert len(offspring(master)) == 2
