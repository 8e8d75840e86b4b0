"""The application behind the edge: it believes what the edge says of the reader."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from redaksi.config import wsgi


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What reaches Django: its environment, and the request it makes of it."""
    kept: dict[str, Any] = {}

    def answer(environ: dict[str, Any], _start: object) -> list[bytes]:
        kept["request"] = wsgi.application.request_class(environ)
        return []

    monkeypatch.setattr(wsgi, "application", Answering(answer))
    return kept


class Answering:
    """Django's handler, its answer made by *answer*."""

    request_class = wsgi.application.request_class

    def __init__(self, answer: Any) -> None:
        self.answer = answer

    def __call__(self, environ: dict[str, Any], start: object) -> list[bytes]:
        made: list[bytes] = self.answer(environ, start)
        return made


def asked(seen: dict[str, Any], **headers: str) -> HttpRequest:
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": "/desk/", "wsgi.input": BytesIO(), "REMOTE_ADDR": "",
        "SERVER_NAME": "", "SERVER_PORT": "", "wsgi.url_scheme": "http", **headers,
    }  # fmt: skip
    wsgi.behind_edge(environ, lambda *_: None)
    made: HttpRequest = seen["request"]
    return made


def test_the_reader_behind_a_proxy_with_a_certificate(seen: dict[str, Any]) -> None:
    request = asked(
        seen, HTTP_HOST="tanjung.example", HTTP_X_FORWARDED_PROTO="https",
        HTTP_X_FORWARDED_FOR="203.0.113.9", HTTP_X_FORWARDED_HOST="tanjung.example",
    )  # fmt: skip
    assert request.is_secure()
    assert request.META["REMOTE_ADDR"] == "203.0.113.9"
    assert request.build_absolute_uri() == "https://tanjung.example/desk/"
    assert "X-Forwarded-For" not in request.headers


def test_the_reader_who_comes_straight(seen: dict[str, Any]) -> None:
    request = asked(
        seen, HTTP_HOST="[::1]:8000", HTTP_X_FORWARDED_PROTO="http", HTTP_X_FORWARDED_FOR="::1"
    )
    assert not request.is_secure()
    assert request.build_absolute_uri() == "http://[::1]:8000/desk/"
    assert request.get_port() == "8000"


def test_with_https_in_the_settings_the_word_of_the_edge_is_what_counts(
    seen: dict[str, Any], settings: Any
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert asked(seen, HTTP_HOST="a.example", HTTP_X_FORWARDED_PROTO="https").is_secure()
    assert not asked(seen, HTTP_HOST="a.example", HTTP_X_FORWARDED_PROTO="http").is_secure()


def test_who_asks_without_an_edge_is_this_machine(seen: dict[str, Any]) -> None:
    assert asked(seen, HTTP_HOST="localhost").META["REMOTE_ADDR"] == "127.0.0.1"


def test_a_form_of_the_desk_is_taken_by_its_own_origin_only(seen: dict[str, Any]) -> None:
    check = CsrfViewMiddleware(lambda _request: HttpResponse())
    reader = {"HTTP_HOST": "tanjung.example", "HTTP_X_FORWARDED_PROTO": "https"}
    assert check._origin_verified(asked(seen, HTTP_ORIGIN="https://tanjung.example", **reader))
    assert not check._origin_verified(asked(seen, HTTP_ORIGIN="http://tanjung.example", **reader))
