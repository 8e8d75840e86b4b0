"""The index lost, cut short, written over, of another version; two writers; a full disk."""

import errno
import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tantivy
from django.utils import timezone

from redaksi.ops import doctor
from redaksi.search import actions, queries, rebuilding, shelf, tasks, writing
from redaksi.search.queries import Unready
from redaksi.stories.models import Story
from tests.search.conftest import found
from tests.stories.conftest import Newsroom

Publish = Callable[..., Story]


def segments(top: Path) -> list[Path]:
    return [one for one in shelf.current(top).iterdir() if one.suffix in (".idx", ".store", ".pos")]


def remove(top: Path) -> None:
    for one in sorted(top.rglob("*"), reverse=True):
        one.rmdir() if one.is_dir() else one.unlink()


def cut(top: Path) -> None:
    for one in segments(top):
        one.write_bytes(b"")


def scribble(top: Path) -> None:
    for one in segments(top):
        one.write_bytes(bytes(reversed(one.read_bytes())))


def spoil_the_list(top: Path) -> None:
    (shelf.current(top) / "meta.json").write_text("{", encoding="utf-8")


def spoil_the_state(top: Path) -> None:
    (shelf.current(top) / shelf.STATE).write_text('{"seq": [], "x": 1}', encoding="utf-8")


def another_version(top: Path) -> None:
    generation = shelf.current(top)
    state = shelf.read_state(generation)
    shelf.write_state(generation, shelf.State(**{**vars(state), "made_with": "0"}))


@pytest.mark.parametrize(
    "harm", [remove, cut, scribble, spoil_the_state, another_version], ids=lambda one: one.__name__
)
def test_a_harmed_index_says_so_and_is_built_anew(
    publish: Publish, top: Path, harm: Callable[[Path], None], caplog: Any
) -> None:
    publish("Kapal perintis")
    assert found("perintis")
    harm(top)
    with pytest.raises(Unready):
        queries.search("perintis")
    with caplog.at_level(logging.ERROR):
        tasks.Keeper(top).look(timezone.now())
    assert found("perintis") == ["Kapal perintis"]


def test_an_index_harmed_while_nobody_looked_is_not_opened(publish: Publish, top: Path) -> None:
    publish("Kapal perintis")
    spoil_the_list(top)
    with pytest.raises(Unready):
        shelf.opened(shelf.current(top))


def test_without_an_index_it_says_so(newsroom: Newsroom, top: Path) -> None:
    with pytest.raises(Unready):
        queries.search("kapal")
    with pytest.raises(Unready):
        queries.suggested("kapal")


def test_a_panic_of_the_index_is_no_panic_of_ours() -> None:
    panic = type("PanicException", (BaseException,), {})
    with pytest.raises(Unready), shelf.unbroken():
        raise panic("index out of bounds")


def test_what_somebody_stops_is_stopped() -> None:
    with pytest.raises(KeyboardInterrupt), shelf.unbroken():
        raise KeyboardInterrupt


def test_a_second_writer_is_refused_and_waits_its_turn(publish: Publish, top: Path) -> None:
    publish("Kapal perintis")
    with shelf.locked(top, "writing"), pytest.raises(shelf.Busy), shelf.locked(top, "writing"):
        pass
    with shelf.locked(top, "rebuild"), pytest.raises(actions.Busy):
        actions.rebuild()


def test_the_clock_leaves_the_work_to_whoever_writes(publish: Publish, top: Path) -> None:
    publish("Kapal perintis")
    with shelf.locked(top, "writing"):
        tasks.Keeper(top).look(timezone.now())
    assert found("perintis") == ["Kapal perintis"]


def test_a_rebuild_takes_the_place_of_the_old_index_and_leaves_nothing(
    publish: Publish, top: Path
) -> None:
    publish("Kapal perintis")
    old = shelf.current(top)
    (top / "gdeadbeef").mkdir()
    assert actions.rebuild() == 1
    assert list(top.glob("g*")) == [shelf.current(top)]
    assert shelf.current(top) != old
    assert found("perintis") == ["Kapal perintis"]


def test_a_full_disk_leaves_the_old_index_and_is_told(
    publish: Publish, top: Path, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    publish("Kapal perintis")
    old = shelf.current(top)

    def full(*_args: Any) -> None:
        raise ValueError("An IO error occurred: 'No space left on device (os error 28)'")

    monkeypatch.setattr(writing.documents, "written", full)
    with pytest.raises(OSError, match="No space left") as told:
        actions.rebuild()
    assert told.value.errno == errno.ENOSPC
    assert list(top.glob("g*")) == [old]
    assert found("perintis") == ["Kapal perintis"]


def test_the_clock_rests_after_a_failure(
    publish: Publish, top: Path, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    def full(_top: Path) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "the search index")

    monkeypatch.setattr(tasks.following, "catch_up", full)
    keeper = tasks.Keeper(top)
    assert (keeper.look(timezone.now()), keeper.look(timezone.now())) == (1, 0)
    assert "No space left" in caplog.text


def test_readers_go_on_while_files_are_merged_away(publish: Publish, top: Path) -> None:
    for number in range(4):
        publish(f"Kapal {number}")
        assert len(found("kapal")) == number + 1
    assert tantivy.Index.exists(str(shelf.current(top)))


def test_certain_waits_for_another_writer_only_so_long(
    publish: Publish, top: Path, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish("Kapal")
    monkeypatch.setattr(rebuilding, "PATIENCE", 0.1)
    newsroom.reporter.name = "Bayu"
    newsroom.reporter.save()
    with shelf.locked(top, "writing"), pytest.raises(actions.Busy):
        actions.catch_up()


def test_the_doctor_says_how_the_index_is(publish: Publish, top: Path) -> None:
    assert queries.standing() is None
    publish("Kapal perintis")
    found_to_be = queries.standing()
    assert found_to_be is not None
    assert (found_to_be.stories, found_to_be.behind) == (1, 0)
    cut(top)
    assert [one.well for one in doctor.examine() if one.what == "search"] == [False]
