"""The stamp of what pages are made with, and the check of how they are made."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.db import connection
from django.test import Client

from redaksi.portal import checks, middleware, stamp
from tests.portal.newspaper import small_newspaper


def test_the_stamp_is_the_same_until_something_is_new(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = stamp.stamp()
    assert before == stamp.stamp()
    (tmp_path / "templates").mkdir()
    monkeypatch.setitem(settings.TEMPLATES[0], "DIRS", [tmp_path / "templates"])
    (tmp_path / "templates" / "card.html").write_text("satu")
    one = stamp.stamp()
    (tmp_path / "templates" / "card.html").write_text("dua")
    assert len({before, one, stamp.stamp()}) == 3


def test_a_new_name_of_a_static_file_is_new(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = stamp.stamp()
    monkeypatch.setattr(settings, "STATIC_ROOT", tmp_path)
    (tmp_path / "staticfiles.json").write_text("{}")
    assert stamp.stamp() != before


def test_pages_in_transactions_are_refused_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.no_page_in_a_transaction() == []
    monkeypatch.setitem(settings.DATABASES["default"], "ATOMIC_REQUESTS", True)
    (found,) = checks.no_page_in_a_transaction()
    assert found.id == "redaksi_portal.E001"
    assert found in run_checks(tags=["database"], databases=["default"])


@pytest.mark.django_db(transaction=True)
def test_no_page_begins_in_a_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    small = small_newspaper(1)
    inside: list[bool] = []
    begun = middleware.one_moment

    def one_moment() -> AbstractContextManager[None]:
        inside.append(connection.in_atomic_block)
        return begun()

    monkeypatch.setattr(middleware, "one_moment", one_moment)
    client = Client(headers={"host": "localhost"})
    for path in ("/", small.stories[0].url, "/_rail/latest", "/tak-ada", "/feed/rss.xml"):
        client.get(path)
    assert inside == [False] * 5
