"""Remembering: what a page asked for is asked again only when one of its tags has moved.

A page that moved is made of many things that did not: the menu, the newspaper's row, the cards of
other stories, the other rails beside it. A :class:`Memory` keeps each with the tags that it read,
and reads from the log which tags have moved since. It is asked inside a :func:`moment` only, which
says as of which row of the log the database answers; elsewhere everything is asked anew.

What is remembered is shared by all pages, so it must not be changed by whoever gets it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import partial, wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

from redaksi.edge.follower import ANYTHING
from redaksi.lib import clock
from redaksi.press import reading
from redaksi.press.models import LogEntry

P = ParamSpec("P")
R = TypeVar("R")
K = TypeVar("K")
#: Small things kept (600 stories with their texts), tags known to have moved, and new rows after
#: which it is cheaper to begin anew.
MOST, MOST_MOVED, MANY = 12_000, 20_000, 200
#: Tags that stand in everything.
EVERYWHERE = frozenset({"site", "template"})
Name = tuple[Any, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """A thing as of row `seq` of the log; it shows `shown` and holds `held` without showing it.

    It takes as much room as `weight` small things (a card weighs one).
    """

    value: Any
    seq: int
    shown: frozenset[str]
    held: frozenset[str]
    until: datetime | None
    weight: int = 1


class Memory:
    """What was asked for lately, in one process; for use from many threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[Name, Kept] = OrderedDict()
        self._weight = 0
        self._moved: dict[str, int] = {}
        self._seq = 0
        self._lock = Lock()

    def learn(self, seq: int) -> None:
        """Read from the log which tags moved up to row *seq*: it must be there for this reader."""
        with self._lock:
            if seq <= self._seq:
                return
            rows = LogEntry.objects.after(self._seq).filter(seq__lte=seq).values_list("seq", "tags")
            moved = list(rows[: MANY + 1]) if seq - self._seq <= MANY else []
            if len(moved) != seq - self._seq or any(EVERYWHERE & set(tags) for _, tags in moved):
                self._forget()
            else:
                for row, tags in moved:
                    self._moved.update((tag, row) for tag in (*tags, *(ANYTHING for _ in tags[:1])))
            if len(self._moved) > MOST_MOVED:
                self._forget()
            self._seq = seq

    def find(self, name: Name, seq: int) -> Kept | None:
        """What is known under *name* and still so as of row *seq*."""
        with self._lock:
            kept = self._kept.get(name)
            if kept is None or kept.seq > seq or self._has_moved(kept):
                return None
            if kept.until is not None and clock.now() >= kept.until:
                return None
            self._kept.move_to_end(name)
            return kept

    def keep(self, name: Name, kept: Kept) -> None:
        """Know *kept* under *name*, unless what is known is newer."""
        with self._lock:
            old = self._kept.get(name)
            if old is not None and old.seq > kept.seq:
                return
            self._kept[name] = kept
            self._kept.move_to_end(name)
            self._weight += kept.weight - (old.weight if old else 0)
            while self._weight > self._most:
                self._weight -= self._kept.popitem(last=False)[1].weight

    def _has_moved(self, kept: Kept) -> bool:
        moved = self._moved
        return any(moved.get(tag, 0) > kept.seq for tags in (kept.shown, kept.held) for tag in tags)

    def _forget(self) -> None:
        self._kept.clear()
        self._weight = 0
        self._moved.clear()


_moment: ContextVar[tuple[Memory, int] | None] = ContextVar("redaksi_press_moment", default=None)


@contextmanager
def moment(memory: Memory, seq: int) -> Iterator[None]:
    """Let *memory* answer inside; the database must answer as of row *seq* of the log, all of it
    (:func:`redaksi.press.snapshot.one_moment`)."""
    with reading.apart() as record:
        record.depth += 1  # the log says what moved: no page shows it
        memory.learn(seq)
    token = _moment.set((memory, seq))
    try:
        yield
    finally:
        _moment.reset(token)


def recalled(name: Name, make: Callable[[], R], *, quietly: bool = False, weight: int = 1) -> R:
    """What *make* makes, or made when none of its tags has moved since. Notes what it read.

    *name* tells it from all else. *quietly* for a thing whose tags say more than the page shows
    of it: whoever asks notes what the page depends on; what holds the thing still follows all.
    *weight* is how many small things need as much room.
    """
    here = _moment.get()
    kept = here[0].find(name, here[1]) if here else None
    if kept is None:
        kept = _made(make, here[1] if here else 0, weight)
        if here:
            here[0].keep(name, kept)
    _say(kept, quietly)
    return kept.value  # type: ignore[no-any-return]


def each(
    kind: str, keys: Iterable[K], load: Callable[[list[K]], Mapping[K, Any]],
    make: Callable[[Any], R], tag: Callable[[K], str],
) -> dict[K, R]:  # fmt: skip
    """What *make* makes of the row of each of *keys*; those not remembered are loaded at once.

    A key without a row is absent, and that is remembered too. Notes *tag* of each and what is read.
    """
    here = _moment.get()
    wanted = list(dict.fromkeys(keys))
    known = {key: here[0].find((kind, key), here[1]) if here else None for key in wanted}
    missing = [key for key, kept in known.items() if kept is None]
    rows = load(missing) if missing else {}
    for key in missing:
        new = _made(partial(_of, key, rows, make, tag), here[1] if here else 0)
        known[key] = new
        if here:
            here[0].keep((kind, key), new)
    found = {key: kept for key, kept in known.items() if kept is not None}
    for one in found.values():
        _say(one)
    return {key: kept.value for key, kept in found.items() if kept.value is not None}


def _of(key: K, rows: Mapping[K, Any], make: Callable[[Any], R], tag: Callable[[K], str]) -> Any:
    reading.note(tag(key))
    return make(rows[key]) if key in rows else None


def remembered(query: Callable[P, R]) -> Callable[P, R]:
    """Mark a query function: its answer depends on its arguments and its tags alone."""

    @wraps(query)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        name = (query.__module__, query.__qualname__, args, tuple(sorted(kwargs.items())))
        return recalled(name, lambda: query(*args, **kwargs))

    return asked


def _made(make: Callable[[], Any], seq: int, weight: int = 1) -> Kept:
    with reading.apart() as record:
        value = make()
    return Kept(
        value=value, seq=seq, shown=frozenset(record.tags), held=frozenset(record.carried),
        until=record.until, weight=weight,
    )  # fmt: skip


def _say(kept: Kept, quietly: bool = False) -> None:
    if quietly:
        reading.carry(*kept.shown)
    else:
        reading.note(*kept.shown)
    reading.carry(*kept.held)
    reading.good_until(kept.until)
