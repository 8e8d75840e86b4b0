"""An edition through the desk: sent, refused, looked through, published, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from redaksi.editions import drawing, errors
from redaksi.editions.models import Edition
from redaksi.lib import clock
from redaksi.lib.pdfs import REFUSALS
from redaksi.press.models import LogEntry
from redaksi.staff import roles
from tests.desk.conftest import somebody
from tests.desk.words import missing_words
from tests.editions.made import drawn, row
from tests.lib import pdfmade
from tests.stories.conftest import Newsroom

Desk = Callable[[str], Client]


@pytest.fixture
def chief(desk: Desk, newsroom: Newsroom, clock: Any) -> Client:
    return desk("chief")


def form(data: bytes | None = None, **fields: Any) -> dict[str, Any]:
    sent = {"date": "2020-08-17", "number": "1908", "year": "", "title": "", **fields}
    if data is not None:
        sent["upload"] = SimpleUploadedFile("edisi.pdf", data, "application/pdf")
    return sent


def sent(chief: Client, data: bytes) -> Any:
    return chief.post(reverse("editions:add"), form(data))


def look(edition: Edition) -> str:
    return reverse("editions:look", args=[edition.pk])


def test_a_pdf_is_sent_drawn_looked_through_and_published(chief: Client) -> None:
    answer = sent(chief, pdfmade.pages(2))
    edition = Edition.objects.get()
    assert (answer.status_code, answer.url) == (302, look(edition))
    assert "0 dari 2 halaman" in chief.get(look(edition)).content.decode()
    drawing.work_off(clock.now())
    assert chief.get(look(edition)).content.decode().count(".webp") == 4
    chief.post(reverse("editions:publish", args=[edition.pk]))
    edition.refresh_from_db()
    assert edition.status == "published"
    assert LogEntry.objects.get(kind="published", subject=edition.subject).actor == "chief"


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"<html></html>", "bukan PDF"), (pdfmade.locked(), "terkunci dengan kata sandi"),
     (pdfmade.pages(161), "memiliki 161 halaman; paling banyak 160"),
     (pdfmade.pages(1)[:200], "tidak bisa dibuka")],
)  # fmt: skip
def test_a_refused_pdf_is_told_on_the_form(chief: Client, data: bytes, says: str) -> None:
    answer = sent(chief, data)
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert not Edition.objects.exists()


def test_a_form_without_a_pdf_says_so(chief: Client) -> None:
    answer = chief.post(reverse("editions:add"), form())
    assert "upload" in answer.context["form"].errors


def test_why_a_page_could_not_be_drawn_is_told(chief: Client) -> None:
    refusal = {"code": "failed", "values": {"seconds": "30", "memory": 1024}}
    edition = row(status="draft", original="", pages=0, refusal=refusal)
    page = chief.get(look(edition)).content.decode()
    assert "PDF ditolak." in page
    assert "30 detik" in page


def test_every_reason_has_its_indonesian_sentence() -> None:
    assert set(REFUSALS) <= set(errors.SENTENCES)
    with missing_words() as found, override("id"):
        for sentence in errors.SENTENCES.values():
            assert errors.gettext(sentence)
    assert found == set()


def test_what_is_not_ready_is_not_published_and_says_why(chief: Client) -> None:
    edition = row(status="processing", pages=0, page_count=3)
    answer = chief.post(reverse("editions:publish", args=[edition.pk]), follow=True)
    assert "0 dari 3 sudah siap" in answer.content.decode()


def test_an_edition_is_withdrawn_with_a_reason(chief: Client) -> None:
    edition = row()
    address = reverse("editions:withdraw", args=[edition.pk])
    assert chief.post(address, {"reason": ""}).status_code == 200
    chief.post(address, {"reason": "Salah cetak."})
    edition.refresh_from_db()
    assert (edition.status, edition.reason) == ("withdrawn", "Salah cetak.")
    assert "Salah cetak." in chief.get(look(edition)).content.decode()


def test_a_published_edition_is_not_deleted(chief: Client) -> None:
    edition = row()
    answer = chief.post(reverse("editions:delete", args=[edition.pk]), follow=True)
    assert "dicabut, tidak pernah dihapus" in answer.content.decode()
    assert Edition.objects.filter(pk=edition.pk).exists()


def test_an_edition_that_nobody_saw_is_deleted(chief: Client) -> None:
    edition = drawn()
    chief.post(reverse("editions:delete", args=[edition.pk]))
    assert not Edition.objects.exists()


def test_a_published_edition_takes_no_day_of_another(chief: Client) -> None:
    row(made_day := "2020-08-16")
    edition = row()
    answer = chief.post(reverse("editions:edit", args=[edition.pk]), form(date=made_day))
    assert "date" in answer.context["form"].errors
    assert "upload" not in answer.context["form"].fields


def test_another_pdf_replaces_the_first(chief: Client) -> None:
    edition = drawn()
    chief.post(reverse("editions:edit", args=[edition.pk]), form(pdfmade.pages(3)))
    edition.refresh_from_db()
    assert (edition.status, edition.page_count) == ("processing", 3)


@pytest.mark.django_db
def test_only_chiefs_and_admins_have_the_e_paper() -> None:
    may = {role for role in roles.NAMES
           if somebody(role).has_perm("redaksi_editions.publish_edition")}  # fmt: skip
    assert may == {roles.CHIEF, roles.ADMIN}
