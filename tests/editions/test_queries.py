"""What readers' pages get of editions, and the tags that they note for it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from redaksi.editions import actions, queries
from redaksi.editions.shapes import EditionView, Withdrawn
from redaksi.press import reading
from tests.editions.made import TODAY, row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def days(count: int) -> list[Any]:
    return [row(TODAY - timedelta(days=number)) for number in range(count)]


def test_the_newest_is_that_of_the_latest_day() -> None:
    older, newer = row(date(2020, 8, 15)), row(date(2020, 8, 16))
    with reading.reading(strict=True) as record:
        found = queries.newest()
    assert found is not None
    assert found.pk == newer.pk
    assert record.tags == {"list:editions:top", newer.subject}
    assert [one.pk for one in queries.others(newer.pk, 3)] == [older.pk]


def test_without_editions_there_is_none() -> None:
    assert queries.newest() is None
    assert queries.listed().items == ()


def test_editions_are_listed_by_month_and_paged_by_key() -> None:
    made = days(30)
    first = queries.listed()
    second = queries.listed(before=first.before)
    assert [one.pk for one in (*first.items, *second.items)] == [one.pk for one in made]
    assert list(first.months) == [(2020, 8), (2020, 7)]
    assert second.before is None


def test_an_older_page_notes_its_time_and_the_end() -> None:
    days(30)
    first = queries.listed()
    with reading.reading(strict=True) as record:
        queries.listed(before=first.before)
    windows = {tag for tag in record.tags if tag.startswith("list:editions:2020-07")}
    assert windows
    assert "list:editions:end" in record.tags
    assert "list:editions" not in record.tags


def test_an_edition_is_read_at_its_day_page_by_page() -> None:
    made = row()
    found = queries.edition_of(TODAY)
    assert isinstance(found, EditionView)
    page = queries.page_of(found, 2)
    assert page is not None
    assert (found.pk, page.text, page.sheet.at_least(800)[1]) == (made.pk, "Teks halaman 2", 800)
    assert queries.page_of(found, 3) is None


def test_a_day_without_edition_notes_its_address() -> None:
    with reading.reading(strict=True) as record:
        assert queries.edition_of(date(2020, 1, 1)) is None
    assert record.tags == {"path:/epaper/2020-01-01/"}


def test_a_withdrawn_edition_says_why_until_another_takes_its_day() -> None:
    gone = row()
    actions.withdraw(gone, reason="Salah cetak.")
    found = queries.edition_of(TODAY)
    assert isinstance(found, Withdrawn)
    assert found.reason == "Salah cetak."
    again = row()
    found = queries.edition_of(TODAY)
    assert isinstance(found, EditionView)
    assert found.pk == again.pk
