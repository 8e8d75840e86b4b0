"""The receipt at the desk: messages lead to it, and it tells what the edge knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from redaksi.press import acts, receipts
from redaksi.press.models import LogEntry
from redaksi.press.receipts import Receipt, Reprint
from redaksi.stories.models import Story
from tests.desk.conftest import form_of, somebody

pytestmark = pytest.mark.django_db
Desk = Callable[[str], Client]
XHR = {"x-requested-with": "XMLHttpRequest"}


def link(seq: int) -> str:
    return f'href="/desk/log/{seq}/"'


def published(client: Client, story: Story, **changed: Any) -> str:
    """The page after publishing *story* at the desk."""
    form = form_of(story, **changed, **{"action-publish": "1"})
    url = reverse("stories:edit", args=[story.pk])
    return client.post(url, form, follow=True).content.decode()


def test_publishing_leads_to_its_receipt(desk: Desk, draft: Story) -> None:
    page = published(desk("editor"), draft)
    assert link(acts.newest(f"story:{draft.pk}") or 0) in page
    assert "Tanda terbit" in page


def test_so_does_an_update_and_a_withdrawal(desk: Desk, live: Story) -> None:
    editor, before = desk("editor"), acts.last_seq()
    page = published(editor, live, headline="Judul yang baru")
    assert acts.last_seq() > before
    assert link(acts.last_seq()) in page
    url = reverse("stories:unpublish", args=[live.pk])
    page = editor.post(url, {"reason": "Keliru.", "ground": "untrue"}, follow=True).content.decode()
    assert link(acts.newest(f"story:{live.pk}") or 0) in page


def test_a_draft_has_none(desk: Desk, draft: Story) -> None:
    url = reverse("stories:edit", args=[draft.pk])
    page = desk("editor").post(url, form_of(draft, headline="Lain"), follow=True)
    assert "Tanda terbit" not in page.content.decode()


def test_who_may_not_see_the_log_is_not_led_there(desk: Desk, draft: Story) -> None:
    editor = desk("editor")
    seeing = Permission.objects.get(codename="view_logentry")
    somebody("editor").groups.get().permissions.remove(seeing)
    page = published(editor, draft)
    seq = acts.newest(f"story:{draft.pk}") or 0
    assert link(seq) not in page
    assert editor.get(f"/desk/log/{seq}/").status_code in (302, 403)


@pytest.fixture
def row(live: Story) -> LogEntry:
    return LogEntry.objects.get(pk=acts.newest(f"story:{live.pk}"))


def told(
    monkeypatch: pytest.MonkeyPatch, desk: Desk, row: LogEntry, receipt: Receipt, **headers: Any
) -> str:
    monkeypatch.setattr(receipts, "of", lambda _seq: receipt)
    return desk("chief").get(f"/desk/log/{row.seq}/", headers=headers or None).content.decode()


def test_it_says_what_moved_and_where_that_stood(
    monkeypatch: pytest.MonkeyPatch, desk: Desk, row: LogEntry
) -> None:
    read = Reprint(address="/", at=row.at + timedelta(seconds=0.4))
    unread = Reprint(address="/latest/", at=None)
    made = Receipt(pages=(read, unread), count=1202, workers=2, knowing=2)
    page = told(monkeypatch, desk, row, made)
    assert f"<code>{row.subject}</code>" in page
    assert "setelah 0,4 detik" in page
    assert "belum dibaca" in page
    assert "Dan 1.200 halaman lain." in page


def test_its_script_gets_the_part_that_changes(
    monkeypatch: pytest.MonkeyPatch, desk: Desk, row: LogEntry
) -> None:
    made = Receipt(pages=(Reprint(address="/<b>", at=None),), count=1, workers=1, knowing=1)
    part = told(monkeypatch, desk, row, made, **XHR)
    assert "<html" not in part
    assert 'data-desk-unread="1"' in part
    assert "/&lt;b&gt;" in part


@pytest.mark.parametrize(
    ("receipt", "says"),
    [
        (Receipt(), "Peladen pembaca tidak berjalan"),
        (Receipt(workers=2), "Peladen pembaca tidak mengingat"),
        (Receipt(workers=2, knowing=2), "Tidak ada halaman tersimpan"),
    ],
)
def test_what_the_edge_does_not_know_is_said(
    monkeypatch: pytest.MonkeyPatch, desk: Desk, row: LogEntry, receipt: Receipt, says: str
) -> None:
    assert says in told(monkeypatch, desk, row, receipt)


def test_the_list_of_the_log_leads_to_each(desk: Desk, row: LogEntry) -> None:
    assert link(row.seq) in desk("chief").get("/desk/log/").content.decode()


@pytest.mark.parametrize("seq", ["0", "999999", "9" * 18])
def test_a_row_that_is_not_there_is_404(desk: Desk, seq: str) -> None:
    assert desk("chief").get(f"/desk/log/{seq}/").status_code == 404
