"""The commands about wires, without a process of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from redaksi.config import cli_wire, console
from redaksi.wire import outside
from redaksi.wire.models import Source
from tests.lib.outside import Outside
from tests.lib.outside import outside as a_world
from tests.wire.made import entry, feed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "here")]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The newspaper of this suite, which is migrated; in English, as commands speak."""
    monkeypatch.setattr(console, "enter", lambda folder: None)
    monkeypatch.setattr(cli_wire, "migrate", lambda: None)
    with translation.override("en"):
        yield


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[Outside]:
    with a_world() as made:
        monkeypatch.setattr(outside, "allowed", lambda: made.allowed)
        yield made


def wire(*words: str, **more: Any) -> Result:
    return CliRunner().invoke(cli_wire.wire, words, **more)


def test_a_wire_is_added_polled_and_listed(world: Outside) -> None:
    address = world.says("/feed", feed(entry()))
    assert wire("add", "Lintang", address, "--credit", "Lintang").exit_code == 0
    assert Source.objects.get().credit == "Lintang"
    assert "Lintang: 1 new, 0 changed" in wire("poll").output
    assert wire("list").output.startswith("well")


def test_a_try_shows_what_would_come_or_says_why_not(world: Outside) -> None:
    assert "Kabar ke-1" in wire("test", world.says("/feed", feed(entry()))).output
    refused = wire("test", world.says("/halaman", b"<html>"))
    assert refused.exit_code == 1
    assert "no feed" in refused.output


def test_an_unknown_wire_is_answered_with_those_there_are() -> None:
    Source.objects.create(name="Orbis", address="https://orbis.example/feed")
    assert "there are: Orbis." in wire("poll", "Lintang").output
