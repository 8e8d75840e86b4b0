"""Choosing: which stories are like a story, kept as its rows and chosen anew as the log goes on.

The clock does it behind the index, so that a page asks no index. A story is looked at when the
log tells of it; one that comes or goes has those looked at that it is like. A slow walk from the
newest story down finds whatever no row of the log told; the newest are walked again each day.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from redaksi.lib import clock
from redaksi.press.models import LogEntry
from redaksi.search import gathering, related
from redaksi.search.reader import Reader, reader
from redaksi.search.related import kin_of
from redaksi.stories import actions
from redaksi.stories.models import Story
from redaksi.stories.relating import KEPT, likened_to, relations_of

#: Rows of the log of one round, stories of one act, and of one piece of the walk.
ROWS, TOGETHER, PIECE = 200, 25, 25
#: Seconds between two walks over the newest stories, and how many these are.
DAILY, NEWEST = 86_400.0, 2000
#: Stories that one story may have looked at anew beside itself.
NEIGHBOURS = 30
#: Kinds of acts that change a text and leave a story where it is.
INWARD = frozenset({"updated", "changed", "corrected"})
FILE = "related.json"
_TOP = 2**63 - 1


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How far the choice is: the last row of the log, and the walk.

    ``below`` is the story above which the walk is done (0: it is over), ``left`` how many more it
    looks at (-1: all), ``walked`` when it began (seconds since 1970).
    """

    seq: int = 0
    below: int = _TOP
    left: int = -1
    walked: float = 0.0


def follow(top: Path) -> int:
    """Choose for the stories that the index has read since the last round; how many rows it was.

    Raises Unready when there is no index to ask.
    """
    index = reader(top)
    state = _standing(top, index)
    rows = LogEntry.objects.after(state.seq).filter(seq__lte=index.state.seq)
    found = list(rows.values_list("seq", "kind", "subject")[:ROWS])
    if found:
        stories, every = _told((kind, subject) for _seq, kind, subject in found)
        _choose(index, stories)
        state = replace(state, below=_TOP, left=-1) if every else state
        _keep(top, replace(state, seq=found[-1][0]))
    return len(found)


def walk(top: Path) -> bool:
    """Choose for the next stories of the walk; whether there is more of it."""
    index = reader(top)
    state = _begun(_standing(top, index))
    if not state.below:
        return False
    count = PIECE if state.left < 0 else min(PIECE, state.left)
    rows = Story.objects.live().filter(pk__lt=state.below).order_by("-pk")
    pks = list(rows.values_list("pk", flat=True)[:count])
    _write(index, pks)
    over = len(pks) < PIECE or state.left == len(pks)
    left = state.left if state.left < 0 else state.left - len(pks)
    _keep(top, replace(state, below=0 if over else pks[-1], left=left))
    return not over


def _begun(state: Standing) -> Standing:
    """*state*, with a walk over the newest stories begun when the last one is a day old."""
    now = clock.now().timestamp()
    if state.below == _TOP and not state.walked:
        return replace(state, walked=now)
    if state.below == 0 and now - state.walked >= DAILY:
        return replace(state, below=_TOP, left=NEWEST, walked=now)
    return state


# What the log tells --------------------------------------------------------------------------


def _told(rows: Iterable[tuple[str, str]]) -> tuple[dict[int, bool], bool]:
    """The stories that *rows* (kind, subject) tell of, each with whether it came or went; and
    whether they came in bulk."""
    stories: dict[int, bool] = {}
    every = False
    for kind, subject in rows:
        noun, _colon, number = subject.partition(":")
        if noun == "story" and number.isdecimal():
            stories[int(number)] = stories.get(int(number), False) or kind not in INWARD
        elif noun in ("story", "archive"):
            every = True
    return stories, every


def _choose(index: Reader, stories: dict[int, bool]) -> None:
    """Choose for *stories*, then for the neighbours of those that came or went."""
    before = likened_to(pk for pk, moved in stories.items() if moved)
    _write(index, stories)
    moved = [pk for pk, came in stories.items() if came]
    after = {one for targets in relations_of(moved).values() for one in targets}
    near = sorted((before | after) - stories.keys(), reverse=True)
    _write(index, near[: NEIGHBOURS * max(1, len(moved))])


def _write(index: Reader, pks: Iterable[int]) -> None:
    """Choose the stories like each of *pks* and keep them; what is not live has none chosen."""
    wanted = list(pks)
    for start in range(0, len(wanted), TOGETHER):
        actions.relate(dict(_chosen(index, wanted[start : start + TOGETHER])))


def _chosen(index: Reader, pks: Iterable[int]) -> Iterator[tuple[int, list[int]]]:
    """The ids like each live story of *pks*."""
    for one in gathering.documents(pks):
        if one.headline:
            said = f"{one.headline} {one.text}"
            found = related.alike(index, said, own=one.story, limit=2 * KEPT, kin=kin_of(one))
            yield one.story, _live([near.story for near in found])


def _live(pks: list[int]) -> list[int]:
    live = set(Story.objects.live().filter(pk__in=pks).values_list("pk", flat=True))
    return [pk for pk in pks if pk in live]


# How far it is -------------------------------------------------------------------------------


def _standing(top: Path, index: Reader) -> Standing:
    """How far the choice is; from where the log is now when the file is gone or of another log."""
    try:
        state = Standing(**json.loads((top / FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        state = Standing(seq=-1)
    if 0 <= state.seq <= index.state.seq:
        return state
    return _keep(top, Standing(seq=index.state.seq))


def _keep(top: Path, state: Standing) -> Standing:
    beside = top / f".{FILE}.new"
    beside.write_text(json.dumps(asdict(state)), encoding="utf-8")
    os.replace(beside, top / FILE)
    return state
