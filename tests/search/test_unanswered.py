"""Queries without a result reach the desk's list: bounded, and never who asked."""

from collections.abc import Callable
from pathlib import Path

from redaksi.search import queries, unanswered
from redaksi.search.models import Unanswered
from redaksi.stories.models import Story

Publish = Callable[..., Story]


def listed() -> dict[str, int]:
    return dict(Unanswered.objects.values_list("words", "times"))


def test_what_was_looked_for_in_vain_is_counted(publish: Publish, top: Path) -> None:
    publish("Kapal merapat")
    for text in ("Zeppelin", "zeppelin", "kapal", ""):
        queries.search(text)
    assert unanswered.gather(top) == 2
    assert listed() == {"zeppelin": 2}


def test_a_readers_page_writes_to_no_table(publish: Publish, top: Path) -> None:
    publish("Kapal merapat")
    queries.search("zeppelin")
    assert listed() == {}


def test_what_may_be_somebodys_is_not_kept(top: Path) -> None:
    top.mkdir()
    for text in ("ratna@contoh.example", "0812-3456-7890", "4111 1111 1111 1111", "kapal 2045"):
        unanswered.note(top, text)
    unanswered.gather(top)
    assert listed() == {"kapal 2045": 1}


def test_the_file_and_the_list_are_bounded(top: Path, monkeypatch: object) -> None:
    top.mkdir()
    for number in range(700):
        unanswered.note(top, f"kata {number} " + "x" * 150)
    assert (top / unanswered.NAME).stat().st_size < unanswered.MOST + 300
    unanswered.gather(top)
    assert len(listed()) <= unanswered.AT_ONCE


def test_the_least_asked_are_forgotten_first(top: Path, monkeypatch: object) -> None:
    Unanswered.MOST, before = 3, Unanswered.MOST
    try:
        top.mkdir()
        for number in range(5):
            for _time in range(number + 1):
                unanswered.note(top, f"kata {number}")
        unanswered.gather(top)
    finally:
        Unanswered.MOST = before
    assert set(listed()) == {"kata 4", "kata 3", "kata 2"}


def test_a_folder_that_is_gone_costs_no_page(tmp_path: Path) -> None:
    unanswered.note(tmp_path / "gone", "kapal")
    assert unanswered.gather(tmp_path / "gone") == 0
