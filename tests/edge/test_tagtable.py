"""The tag table: one file, the same for every process, never half made."""

import subprocess
import sys
from pathlib import Path

import pytest

from redaksi.edge.tagtable import SLOTS, TagTable


@pytest.fixture
def table(tmp_path: Path) -> TagTable:
    return TagTable.open(tmp_path / "edge")


def move(table: TagTable, *tags: str) -> None:
    with table.lock():
        g = table.g + 1
        table.mark([table.slot(tag) for tag in tags], g)
        table.finish(g, table.applied + 1)


def test_a_move_is_seen_through_another_mapping(table: TagTable) -> None:
    other = TagTable.open(table.folder)
    move(table, "story:1")
    assert (other.g, other.moved(other.slot("story:1")), other.applied) == (table.g, table.g, 1)


def test_only_what_moved_is_no_longer_fresh(table: TagTable) -> None:
    before = table.g
    move(table, "story:1")
    assert not table.fresh([table.slot("story:2"), table.slot("story:1")], before)
    assert table.fresh([table.slot("story:2")], before) and table.fresh([], before)


def test_everything_can_move_at_once(table: TagTable) -> None:
    before = table.g
    with table.lock():
        table.mark_all(before + 1)
        table.finish(before + 1, 0)
    assert not table.fresh([], before) and table.moved(table.slot("menu")) == before + 1
    assert table.fresh([table.slot("menu")], before + 1)


def test_a_tag_has_one_slot_in_every_process(table: TagTable) -> None:
    code = (
        "import sys; from pathlib import Path; from redaksi.edge.tagtable import TagTable;"
        "t = TagTable.open(Path(sys.argv[1])); sys.stdout.write(str(t.slot('list:topic:hujan')))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, table.folder], capture_output=True, text=True, check=True
    )
    assert int(said.stdout) == table.slot("list:topic:hujan")


def test_slots_are_within_the_table(table: TagTable) -> None:
    slots = {table.slot(f"story:{number}") for number in range(2_000)}
    assert min(slots) >= 1 and max(slots) <= SLOTS and len(slots) > 1_950


def test_a_table_of_another_size_is_made_anew(table: TagTable) -> None:
    move(table, "story:1")
    other = TagTable.open(table.folder, slots=2**10)
    assert other.applied == 0 and other.g > table.g
    assert not other.fresh([], table.g)


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 8 * (9 + SLOTS)])
def test_a_damaged_file_is_made_anew(table: TagTable, damage: bytes) -> None:
    before = table.g
    (table.folder / "tags").unlink()
    (table.folder / "tags").write_bytes(damage)
    assert TagTable.open(table.folder).g > before


def test_a_table_outlives_those_who_use_it(table: TagTable) -> None:
    move(table, "story:1")
    g = table.g
    table.close()
    again = TagTable.open(table.folder)
    assert (again.g, again.applied) == (g, 1) and not again.replaced()


def test_an_older_copy_put_back_never_turns_the_clock_back(table: TagTable) -> None:
    copy = (table.folder / "tags").read_bytes()
    move(table, "story:1")
    before = table.g
    (table.folder / "copy").write_bytes(copy)
    (table.folder / "copy").replace(table.folder / "tags")
    assert table.replaced()
    table.reopen()
    assert table.g > before and not table.fresh([], before)
