"""What the edge's workers know of one act, as one receipt."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from redaksi.press import receipts
from redaksi.press.receipts import Receipt


def worker(count: int = 0, **pages: float | None) -> dict[str, Any]:
    """What one worker answers: pages by the last word of their address."""
    named = {f"/{name}": at for name, at in pages.items()}
    return {"receipt": {"seq": 7, "pages": named, "count": count or len(named)}, "pid": 1}


def test_a_page_was_read_anew_when_the_first_worker_read_it() -> None:
    made = receipts.joined([worker(a=30.0, b=None), worker(a=20.0, b=None, c=40.0)])
    assert [(one.address, one.at) for one in made.pages] == [
        ("/a", datetime.fromtimestamp(20, UTC)),
        ("/b", None),
        ("/c", datetime.fromtimestamp(40, UTC)),
    ]
    assert (made.count, made.unread, made.workers, made.knowing) == (3, 1, 2, 2)


def test_beyond_the_listed_pages_the_worker_with_most_counts() -> None:
    made = receipts.joined([worker(900, a=None), worker(850, a=None, b=None)])
    assert (made.count, len(made.pages), made.unlisted) == (900, 2, 898)


def test_two_hundred_are_listed() -> None:
    many = {f"p{number:03}": None for number in range(150)}
    more = {f"q{number:03}": None for number in range(150)}
    made = receipts.joined([worker(**many), worker(**more)])
    assert (len(made.pages), made.count, made.unlisted) == (200, 300, 100)


def test_a_worker_that_remembers_nothing_is_counted_all_the_same() -> None:
    made = receipts.joined([{"receipt": None, "pid": 1}, {"problem": "?", "pid": 2}])
    assert (made.workers, made.knowing, made.count) == (2, 0, 0)


def test_without_an_edge_there_is_an_empty_receipt(settings: Any, tmp_path: Path) -> None:
    settings.EDGE_FOLDER = tmp_path
    assert receipts.of(7) == Receipt()


def test_the_workers_are_asked_where_they_are(settings: Any, tmp_path: Path) -> None:
    settings.EDGE_FOLDER, asked = tmp_path / "edge", []
    (tmp_path / "edge").mkdir()
    (tmp_path / "short").mkdir()
    (tmp_path / "edge" / "run").symlink_to(tmp_path / "short")

    def ask(folder: Path, question: dict[str, Any]) -> list[dict[str, Any]]:
        asked.append((folder, question))
        return [worker(a=None)]

    assert receipts.of(7, ask).count == 1
    assert asked == [(tmp_path / "short", {"ask": "receipt", "seq": 7})]


@pytest.mark.django_db
def test_the_newest_row_about_a_thing_is_found() -> None:
    from redaksi.press import acts

    acts.act_now("changed", "story:1", "story:1")
    acts.act_now("changed", "story:2", "story:2")
    assert acts.newest("story:1") == 1
    assert acts.newest("story:1", above=1) is None
