"""The edge's numbers as a table: a worker a column, all of them in the last."""

from __future__ import annotations

from pathlib import Path

from redaksi.ops import edgestats
from tests.config.command import redaksi, refused


def test_counts_are_summed_and_of_the_log_the_slowest_counts() -> None:
    told = [
        {"pid": 7, "hits": 1500, "seq": 9, "lag": 0},
        {"pid": 8, "hits": 20, "seq": 7, "lag": 2},
    ]
    rows = {line[:16].strip(): line[16:].split() for line in edgestats.table(told)}
    assert rows["worker"] == ["7", "8", "all"]
    assert rows["hits"] == ["1,500", "20", "1,520"]
    assert rows["log applied"] == ["9", "7", "7"]
    assert rows["rows behind"] == ["0", "2", "2"]


def test_memory_is_told_in_megabytes() -> None:
    rows = list(edgestats.table([{"pid": 7, "resident_bytes": 45_600_000}]))
    assert any(line.startswith("memory, MB") and "45.6" in line for line in rows)


def test_without_a_newspaper_that_is_up_it_says_so(tmp_path: Path) -> None:
    redaksi("init", tmp_path / "kabar")
    assert "Nothing runs in" in refused(redaksi("edge", "stats", "--dir", tmp_path / "kabar"))
