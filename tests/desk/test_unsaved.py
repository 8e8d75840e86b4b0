"""A database that cannot write: nothing is half saved, the desk says why, readers read on."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from redaksi.stories.models import Story
from tests.desk.conftest import form_of

Desk = Callable[[str], Client]
JSON = {"HTTP_ACCEPT": "application/json"}
LONG = "Muatannya beras. " * 20_000
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own limits are used"),
]


@contextmanager
def full_disk() -> Iterator[None]:
    """The database may not take another page of its file, as on a disk that is full."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute("PRAGMA max_page_count")
        (before,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {int(pages)}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA max_page_count = {int(before)}")


def test_on_a_full_disk_the_desk_says_so_readers_read_on_and_it_heals(
    desk: Desk, live: Story
) -> None:
    editor, url = desk("editor"), reverse("stories:edit", args=[live.pk])
    versions = live.revisions.count()
    with full_disk():
        refused = editor.post(url, form_of(live, text=LONG))
        kept = editor.post(url, form_of(live, text=LONG), **JSON)
        page = Client(headers={"host": "localhost"}).get(live.url)
        form = editor.get(url)
    assert (refused.status_code, kept.status_code) == (503, 503)
    assert "Tidak ada yang tersimpan" in refused.content.decode()
    assert "redaksi doctor" in refused.content.decode()
    assert json.loads(kept.content)["error_message"].startswith("Cakram mesin penuh")
    assert (page.status_code, form.status_code) == (200, 200)
    assert live.revisions.count() == versions
    assert editor.post(url, form_of(live, text=LONG), **JSON).status_code == 200


def test_a_save_waits_for_a_locked_database(desk: Desk, draft: Story) -> None:
    editor, url = desk("reporter"), reverse("stories:edit", args=[draft.pk])
    locked, free = threading.Event(), threading.Event()

    def hold() -> None:
        with closing(sqlite3.connect(connection.settings_dict["NAME"], uri=True)) as other:
            other.execute("BEGIN IMMEDIATE")
            locked.set()
            free.wait(10)
            other.rollback()

    holder = threading.Thread(target=hold)
    holder.start()
    assert locked.wait(10)
    threading.Timer(0.5, free.set).start()
    answer = editor.post(url, form_of(draft, text="Menunggu."), **JSON)
    holder.join(10)
    assert json.loads(answer.content)["success"]
    assert connection.settings_dict["OPTIONS"]["timeout"] >= 10
