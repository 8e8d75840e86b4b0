"""Rebuilding: a new generation beside the old one, which is asked until the new one is whole."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from redaksi.lib import clock
from redaksi.press.models import LogEntry
from redaksi.search import documents, following, gathering, shelf
from redaksi.search.shelf import Busy, State, Unready
from redaksi.search.writing import MUCH, writing
from redaksi.sections.queries import newspaper
from redaksi.stories.models import Story

#: Stories that are read at once.
BATCH = 500
#: Seconds to wait for whoever writes, and between two tries.
PATIENCE, PAUSE = 60.0, 0.05


def _unheard(_done: int) -> None:
    """Nobody wants to know how many are done."""


def rebuild(top: Path, say: Callable[[int], None] = _unheard) -> int:
    """Build the index anew from the database and take it into use; how many stories it holds.

    *say* hears how many are done. Raises Busy when a rebuild is under way, OSError on a full disk;
    then nothing is left behind and the old index stays.
    """
    with shelf.locked(top, "rebuild"):
        _drop_unfinished(top)
        generation = shelf.new_generation(top)
        try:
            done = _fill(generation, say)
            following.follow(generation)
            with shelf.locked(top, "writing", patience=PATIENCE):
                following.follow(generation)
                shelf.take_into_use(top, generation)
        except BaseException:
            shutil.rmtree(generation, ignore_errors=True)
            raise
        return done


def certain(top: Path, say: Callable[[int], None] = _unheard) -> None:
    """Come back when the index has all that the log has now; builds it when there is none.

    Raises Busy when another process keeps writing for a minute, OSError as rebuild.
    """
    wanted, until = following.log_seq(), time.monotonic() + PATIENCE
    while True:
        try:
            if shelf.read_state(shelf.current(top)).seq >= wanted:
                following.checked(shelf.current(top))
                return
            following.catch_up(top)
        except Unready:
            _rebuilt(top, say, until)
        except Busy:
            _wait(until)


def _rebuilt(top: Path, say: Callable[[int], None], until: float) -> None:
    try:
        rebuild(top, say)
    except Busy:
        _wait(until)


def _wait(until: float) -> None:
    if time.monotonic() > until:
        raise Busy("Another process keeps writing the index; try again when it is done.")
    time.sleep(PAUSE)


def _fill(generation: Path, say: Callable[[int], None]) -> int:
    """Every story of the database into *generation*; the log is gone on from where it is now."""
    newest = LogEntry.objects.order_by("-seq").values_list("seq", "at").first()
    state = State(
        seq=newest[0] if newest else 0, mark=newest[1].isoformat() if newest else "",
        revision=clock.now().timestamp(), language=newspaper().language,
        made_with=shelf.made_with(),
    )  # fmt: skip
    shelf.created(generation, documents.schema())
    done = 0
    with writing(generation, state.language, heap=MUCH) as writer:
        for pks in _batches():
            for document in gathering.documents(pks):
                writer.add(document)
            done += len(pks)
            say(done)
        writer.finish(state)
    return done


def _batches() -> Iterator[list[int]]:
    last = 0
    while True:
        rows = Story.objects.filter(pk__gt=last).order_by("pk")
        pks = list(rows.values_list("pk", flat=True)[:BATCH])
        if not pks:
            return
        yield pks
        last = pks[-1]


def _drop_unfinished(top: Path) -> None:
    """Take away what a rebuild left that was killed."""
    try:
        used = shelf.current(top)
    except Unready:
        used = None
    for one in top.glob("g*"):
        if one != used and one.is_dir():
            shutil.rmtree(one, ignore_errors=True)
