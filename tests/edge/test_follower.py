"""catch_up: whatever died, and wherever, every act of the log ends in the table."""

import json
import multiprocessing
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from redaksi.edge.follower import ANYTHING, BATCH, MANY, Row, catch_up
from redaksi.edge.tagtable import TagTable
from tests.edge.desk import MemoryLog, row


class Killed(Exception):
    """The process is gone."""


class FragileCells:
    """Cells of the table that take so many stores and then no more."""

    def __init__(self, cells: memoryview, left: list[int]) -> None:
        self.cells, self.left = cells, left

    def __getitem__(self, place: int) -> int:
        return int(self.cells[place])

    def __setitem__(self, place: int, value: int) -> None:
        if not self.left[0]:
            raise Killed
        self.left[0] -= 1
        self.cells[place] = value


def killed_after(stores: int, table: TagTable, log: MemoryLog) -> bool:
    """Whether catch_up was killed before it had finished."""
    fragile, left = TagTable.open(table.folder), [stores]
    fragile.cells = FragileCells(fragile.cells, left)  # type: ignore[assignment]
    fragile.head = FragileCells(fragile.head, left)  # type: ignore[assignment]
    try:
        catch_up(fragile, log)
    except Killed:
        return True
    return False


@pytest.fixture
def table(tmp_path: Path) -> Iterator[TagTable]:
    made = TagTable.open(tmp_path / "edge")
    yield made
    made.close()


@pytest.fixture
def log() -> MemoryLog:
    return MemoryLog()


def stale(table: TagTable, version: int, *tags: str) -> list[bool]:
    return [not table.fresh([table.slot(tag)], version) for tag in tags]


def test_rows_move_their_tags_and_no_other(table: TagTable, log: MemoryLog) -> None:
    before = table.g
    log.add("story:1", "list:latest")
    assert catch_up(table, log) == table.applied == 1
    assert stale(table, before, "story:1", "list:latest", "story:2") == [True, True, False]


def test_nothing_new_moves_nothing(table: TagTable, log: MemoryLog) -> None:
    log.add("story:1")
    catch_up(table, log)
    g = table.g
    assert catch_up(table, log) == 1 and table.g == g


def test_a_long_log_is_applied_to_its_end(table: TagTable, log: MemoryLog) -> None:
    before = table.g
    for number in range(BATCH * 2 + 3):
        log.add(f"story:{number}")
    assert catch_up(table, log) == BATCH * 2 + 3
    assert stale(table, before, "story:0", f"story:{BATCH * 2 + 2}", "menu") == [True, True, False]


@pytest.mark.parametrize("stores", range(10))
def test_a_kill_between_any_two_steps_loses_nothing(
    table: TagTable, log: MemoryLog, stores: int
) -> None:
    version = table.g
    log.add("story:1", "card:1")
    log.add("list:latest")
    killed = killed_after(stores, table, log)
    assert killed == (stores < 6)  # three slots and that of anything, G, the applied seq
    during = table.g  # a page made now has this version; whoever reads it compares with the slots
    assert catch_up(table, log) == 2
    assert stale(table, version, "story:1", "card:1", "list:latest") == [True] * 3
    assert stale(table, during, "menu") == [False]


@pytest.mark.parametrize("stores", range(4))
def test_a_kill_before_the_seq_is_noted_never_shows_the_act_as_applied(
    table: TagTable, log: MemoryLog, stores: int
) -> None:
    log.add("story:1", "card:1")
    assert killed_after(stores, table, log) == (stores < 4)
    assert table.applied == 0


def test_a_restored_database_moves_everything(table: TagTable, log: MemoryLog) -> None:
    log.add("story:1")
    log.add("story:2")
    catch_up(table, log)
    version = table.g
    log.rows.pop()
    assert catch_up(table, log) == 1
    assert stale(table, version, "menu", "story:9") == [True, True]


def test_a_log_far_ahead_moves_everything_at_once(table: TagTable, log: MemoryLog) -> None:
    version = table.g
    log.rows = [row(number + 1) for number in range(MANY + 1)]
    assert catch_up(table, log) == MANY + 1
    assert (table.g, stale(table, version, "menu")) == (version + 1, [True])


def test_rows_that_are_missing_move_everything(table: TagTable, log: MemoryLog) -> None:
    version = table.g
    log.rows = [row(2, "story:1"), row(3, "story:2")]
    log.last = lambda: 3  # type: ignore[method-assign]
    assert catch_up(table, log) == 3
    assert stale(table, version, "menu") == [True]


class FileLog:
    """A log in SQLite, as every process opens it for itself."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def rows(self, query: str, *values: int) -> list[tuple[int, str]]:
        with closing(sqlite3.connect(self.path, timeout=30)) as db:
            return db.execute(query, values).fetchall()

    def after(self, seq: int, limit: int) -> list[Row]:
        found = self.rows("SELECT * FROM log WHERE seq > ? ORDER BY seq LIMIT ?", seq, limit)
        return [row(number, *json.loads(tags)) for number, tags in found]

    def last(self) -> int:
        return self.rows("SELECT coalesce(max(seq), 0), '' FROM log")[0][0]


def publish_many(path: Path, folder: Path, first: int, turns: int) -> None:
    """One publishing process: commits and catches up, again and again."""
    log, table = FileLog(path), TagTable.open(folder)
    for turn in range(turns):
        with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as db:
            db.execute("BEGIN IMMEDIATE")
            (last,) = db.execute("SELECT coalesce(max(seq), 0) FROM log").fetchone()
            tags = json.dumps([f"story:{first + turn}"])
            db.execute("INSERT INTO log VALUES (?, ?)", (last + 1, tags))
            db.execute("COMMIT")
        before = table.g
        applied = catch_up(table, log)
        assert applied > last
        assert not table.fresh([table.slot(f"story:{first + turn}")], before - 1)
    table.close()


def test_many_processes_publish_at_once(tmp_path: Path) -> None:
    path, folder = tmp_path / "log.sqlite3", tmp_path / "edge"
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("CREATE TABLE log (seq INTEGER PRIMARY KEY, tags TEXT)")
    table = TagTable.open(folder)
    version, spawn = table.g, multiprocessing.get_context("spawn")
    processes = [
        spawn.Process(target=publish_many, args=(path, folder, 100 * number, 20))
        for number in range(3)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(timeout=60)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    moved = [f"story:{100 * number + turn}" for number in range(3) for turn in range(20)]
    assert stale(table, version, *moved) == [True] * 60
    assert table.applied == 60 and table.g <= version + 60
    table.close()


def test_each_row_that_moves_a_tag_moves_what_depends_on_anything(
    table: TagTable, log: MemoryLog
) -> None:
    slot = table.slot(ANYTHING)
    moved = []
    for tags in (("story:1",), (), ("card:2", "list:latest")):
        log.add(*tags)
        catch_up(table, log)
        moved.append(table.cells[slot] == table.g)
    assert moved == [True, False, True]
