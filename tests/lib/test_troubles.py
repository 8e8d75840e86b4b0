"""Troubles are kept by the one who fails and read by the one who tells."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from redaksi.lib.troubles import SPARING, Troubles

NOON = datetime(2020, 8, 17, 12, tzinfo=UTC)


def test_what_failed_is_told_until_it_is_old(tmp_path: Path) -> None:
    Troubles(tmp_path / "new").note("latest", "ValueError: x", NOON)
    (one,) = Troubles(tmp_path / "new").since(NOON)
    assert (one.what, one.says, one.at) == ("latest", "ValueError: x", NOON)
    assert Troubles(tmp_path / "new").since(NOON + timedelta(seconds=1)) == ()


def test_the_newest_stands_first_and_a_thing_stands_once(tmp_path: Path) -> None:
    troubles = Troubles(tmp_path)
    for seconds, what in ((0, "latest"), (9, "partner"), (20, "latest")):
        troubles.note(what, str(seconds), NOON + timedelta(seconds=seconds))
    assert [(one.what, one.says) for one in troubles.since(NOON)] == [
        ("latest", "20"), ("partner", "9"),
    ]  # fmt: skip


def test_a_flood_of_one_trouble_writes_once(tmp_path: Path) -> None:
    troubles = Troubles(tmp_path)
    for number in range(3):
        troubles.note("latest", str(number), NOON + SPARING * number / 4)
    assert [one.says for one in troubles.since(NOON)] == ["0"]


def test_a_spoilt_file_and_a_folder_that_cannot_be_made_are_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('["a"', encoding="utf-8")
    assert Troubles(tmp_path).since(NOON) == ()
    nowhere = Troubles(tmp_path / "x.json" / "in")
    nowhere.note("latest", "x", NOON)
    assert nowhere.since(NOON) == ()
