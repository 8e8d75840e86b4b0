"""Uploading, drawing, publishing, withdrawing an edition; what is kept and what is not."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from redaksi.editions import actions, drawing, files, tasks
from redaksi.editions.errors import EditionRefused, NotReady, OncePublished
from redaksi.editions.models import Edition
from redaksi.lib import clock
from redaksi.press.models import LogEntry
from tests.editions.made import TODAY, drawn, published, row, uploaded
from tests.flows.rows import logged
from tests.lib import pdfmade

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "storage")]


@pytest.fixture
def storage(settings: Any, tmp_path: Path) -> Path:
    """A media folder and a private storage of this test alone."""
    settings.MEDIA_ROOT = tmp_path / "media"
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path / "private"}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
    return tmp_path


def kept(place: Path) -> list[str]:
    """The files in *place*, by their suffix."""
    return sorted(one.suffix for one in place.rglob("*") if one.is_file())


def test_an_upload_waits_in_private_to_be_drawn(storage: Path) -> None:
    edition = uploaded()
    assert (edition.status, edition.page_count) == ("processing", 2)
    assert (kept(storage / "private"), kept(storage / "media")) == ([".pdf"], [])


def test_the_private_storage_is_outside_the_media_folder() -> None:
    private = Path(settings.STORAGES["private"]["OPTIONS"]["location"])
    assert not private.is_relative_to(settings.MEDIA_ROOT)


def test_its_pages_are_drawn_in_three_widths_and_its_pdf_made_anew(storage: Path) -> None:
    edition = drawn(data=pdfmade.hostile())
    assert edition.status == "review"
    assert [page.text for page in edition.pages.all()] == ["Halaman SATU", "Halaman DUA"]
    assert kept(storage / "media") == [".pdf"] + [".webp"] * 6
    (made,) = (storage / "media").rglob("*.pdf")
    assert [word for word in pdfmade.HOSTILE if word in made.read_bytes()] == []


def test_the_clock_draws_what_waits() -> None:
    edition = uploaded()
    assert tasks._due(clock.now()) == 1
    edition.refresh_from_db()
    assert edition.status == "review"
    assert tasks._due(clock.now()) == 0


def test_page_one_is_drawn_first_and_the_rest_goes_on_after_a_stop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edition, draw = uploaded(data=pdfmade.pages(3)), drawing.pressroom.draw

    def stops(name: str, number: int) -> Any:
        if number == 2:
            raise KeyboardInterrupt
        return draw(name, number)

    monkeypatch.setattr(drawing.pressroom, "draw", stops)
    with pytest.raises(KeyboardInterrupt):
        drawing.draw(edition.pk)
    assert list(edition.pages.values_list("number", flat=True)) == [1]
    monkeypatch.setattr(drawing.pressroom, "draw", draw)
    assert drawing.draw(edition.pk) == 2


@pytest.mark.parametrize("data", [b"", b"<html></html>", pdfmade.locked(), pdfmade.pages(161)])
def test_a_refused_file_leaves_nothing_behind(storage: Path, data: bytes) -> None:
    with pytest.raises(EditionRefused):
        uploaded(data=data)
    assert not Edition.objects.exists()
    assert kept(storage) == []


def test_a_file_that_is_too_large_is_refused_while_it_comes(
    storage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = drawing.pressroom.pdfs.PdfLimits(max_bytes=2_000_000)
    monkeypatch.setattr(actions.pressroom, "LIMITS", small)
    refused = pytest.raises(EditionRefused, match=r"2\.1 MB; up to 2 MB are allowed")
    with override("en"), refused:
        uploaded(data=b"%PDF-1.7" + b"\0" * 3_000_000)
    assert kept(storage) == []


def test_what_cannot_be_drawn_goes_back_to_draft_with_the_reason(
    storage: Path, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    edition = uploaded()

    def ends(name: str, number: int) -> Any:
        raise drawing.PictureFailed("The process ended (signal 9).")

    monkeypatch.setattr(drawing.pressroom, "draw", ends)
    with django_capture_on_commit_callbacks(execute=True):
        drawing.work_off(clock.now())
    edition.refresh_from_db()
    assert (edition.status, edition.refusal["code"]) == ("draft", "failed")
    assert (kept(storage), edition.pages.count()) == ([], 0)


def test_drawing_that_takes_too_long_is_given_up(clock: Any) -> None:
    edition = uploaded()
    clock.move(seconds=46 * 60)
    drawing.draw(edition.pk)
    edition.refresh_from_db()
    assert edition.refusal == {"code": "too-long", "values": {"minutes": 45}}


def test_an_error_of_ours_is_tried_again(monkeypatch: pytest.MonkeyPatch, clock: Any) -> None:
    edition, save = uploaded(), files.save

    def full(*_args: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(drawing.files, "save", full)
    drawing.work_off(clock.at)
    monkeypatch.setattr(drawing.files, "save", save)
    assert drawing.work_off(clock.at) == 0
    assert drawing.work_off(clock.move(seconds=121)) == 2
    edition.refresh_from_db()
    assert edition.status == "review"


def test_publishing_is_one_act_that_moves_the_edition_and_its_list() -> None:
    edition = drawn()
    with logged() as moved:
        seq = actions.publish(edition, by="mira")
    entry = LogEntry.objects.get(seq=seq)
    assert (entry.kind, entry.subject, entry.actor) == ("published", edition.subject, "mira")
    assert {edition.subject, "list:editions", "path:/epaper/2020-08-17/"} <= moved.tags


def test_what_no_reader_sees_moves_nothing() -> None:
    with logged() as moved:
        edition = drawn()
        edition.title = "Edisi khusus"
        edition.save()
    assert moved.tags == set()


def test_an_edition_that_is_still_drawn_is_not_published() -> None:
    with pytest.raises(NotReady, match="0 of 2 are ready"):
        actions.publish(uploaded())


def test_a_second_edition_of_a_day_is_not_published() -> None:
    row()
    with pytest.raises(NotReady, match="Another edition of 2020-08-17"):
        actions.publish(drawn())


def test_an_edition_of_the_day_after_tomorrow_is_a_mistake() -> None:
    tomorrow, later = TODAY + timedelta(days=1), TODAY + timedelta(days=2)
    assert published(tomorrow).status == "published"
    with pytest.raises(NotReady, match="one day ahead is allowed"):
        actions.publish(drawn(later))


def test_withdrawing_takes_pages_and_pdf_from_readers_and_keeps_the_upload(
    storage: Path, django_capture_on_commit_callbacks: Any
) -> None:
    edition = published()
    with django_capture_on_commit_callbacks(execute=True), logged() as moved:
        actions.withdraw(edition, reason="Salah cetak.")
    assert {edition.subject, "list:editions"} <= moved.tags
    assert (edition.status, edition.reason, edition.pdf) == ("withdrawn", "Salah cetak.", "")
    assert (kept(storage / "media"), kept(storage / "private")) == ([], [".pdf"])


def test_withdrawing_what_is_not_published_does_nothing() -> None:
    edition = drawn()
    assert actions.withdraw(edition, reason="?") is None
    assert edition.status == "review"


def test_what_was_published_takes_no_other_file_and_is_not_deleted() -> None:
    edition = row()
    with pytest.raises(OncePublished):
        actions.upload(edition, BytesIO(pdfmade.pages(1)))
    with pytest.raises(OncePublished):
        actions.discard(edition)


def test_another_file_takes_the_place_of_the_first(
    storage: Path, django_capture_on_commit_callbacks: Any
) -> None:
    edition = drawn()
    with django_capture_on_commit_callbacks(execute=True):
        actions.upload(edition, BytesIO(pdfmade.pages(3)))
    drawing.work_off(clock.now())
    assert edition.pages.count() == 3
    assert kept(storage / "private") == [".pdf"]
    assert kept(storage / "media") == [".pdf"] + [".webp"] * 9


def test_a_discarded_edition_takes_its_files_along(
    storage: Path, django_capture_on_commit_callbacks: Any
) -> None:
    edition = drawn()
    with django_capture_on_commit_callbacks(execute=True):
        actions.discard(edition)
    assert kept(storage) == []


def test_publishing_that_fails_leaves_nothing() -> None:
    edition = drawn()
    with logged() as moved, pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.publish(edition)
        1 / 0  # noqa: B018
    edition = Edition.objects.get(pk=edition.pk)
    assert (edition.status, moved.tags) == ("review", set())


def test_a_day_holds_one_published_edition_even_past_the_verb() -> None:
    from django.db import IntegrityError

    row(date(2020, 8, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        row(date(2020, 8, 1))
