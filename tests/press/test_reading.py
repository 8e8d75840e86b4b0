"""Reading: what a page notes, and what it may not read unnoticed."""

import pytest

from redaksi.press import lists, reading
from redaksi.press.models import LogEntry


@reading.reads
def noted() -> int:
    reading.note("list:latest")
    return LogEntry.objects.count()


@reading.reads
def silent() -> int:
    return LogEntry.objects.count()


def test_notes_go_to_the_record_and_to_the_outer_one() -> None:
    with reading.reading() as outer:
        reading.note("site")
        with reading.reading() as inner:
            reading.note("story:1")
    assert inner.tags == {"story:1"}
    assert outer.tags == {"site", "story:1"}


def test_a_note_without_a_record_does_nothing() -> None:
    reading.note("story:1")


@pytest.mark.django_db
def test_a_noted_query_may_ask_the_database_of_a_strict_page() -> None:
    with reading.reading(strict=True) as record:
        noted()
    assert record.tags == {"list:latest"}


@pytest.mark.django_db
def test_a_bare_query_on_a_strict_page_is_an_error() -> None:
    with reading.reading(strict=True), pytest.raises(reading.UnnotedRead, match="log"):
        LogEntry.objects.count()


@pytest.mark.django_db
def test_a_query_function_that_noted_nothing_is_an_error() -> None:
    with reading.reading(), pytest.raises(reading.UnnotedRead, match="silent"):
        silent()


def test_short_rails_and_first_pages_read_different_tags() -> None:
    assert lists.head_tag("list:latest", 9) == "list:latest:top"
    assert lists.head_tag("list:latest", 21) == "list:latest"
    with pytest.raises(ValueError, match="31"):
        lists.head_tag("list:latest", 31)
