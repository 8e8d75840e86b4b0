"""Reading: what a reader's page depends on.

A view opens a record with :func:`reading`; queries note the tags of what they hand out with
:func:`note`. A query function carries :func:`reads`, which checks that it noted something. While
a *strict* record is open, SQL outside such a function is an error: that is how the house test
finds a page that would go stale unnoticed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection

from redaksi.edge.follower import ANYTHING

__all__ = ["ANYTHING", "Record", "UnnotedRead", "apart", "carry", "good_until", "note", "reading"]
__all__ += ["reads", "unseen"]

P = ParamSpec("P")
R = TypeVar("R")


class UnnotedRead(RuntimeError):
    """A reader's page asked the database for something and noted no tag for it."""


@dataclass(kw_only=True)
class Record:
    """The tags that one page read, and how deep in noted queries we are.

    ``until`` is when the page becomes another by the mere passing of time; None for never.
    ``carried`` are tags of things that were handed out though nobody has looked at them yet.
    ``unseen`` are kinds of tag whose things the page does not show: they are not noted.
    """

    tags: set[str] = field(default_factory=set)
    carried: set[str] = field(default_factory=set)
    until: datetime | None = None
    unseen: frozenset[str] = frozenset()
    strict: bool = False
    depth: int = 0


_record: ContextVar[Record | None] = ContextVar("redaksi_press_record", default=None)


@contextmanager
def reading(*, strict: bool = False) -> Iterator[Record]:
    """Open a record for one page; with *strict*, SQL outside a noted query raises UnnotedRead.

    Records nest: what an inner one reads, the outer one reads too.
    """
    outer = _record.get()
    record = Record(strict=strict or bool(outer and outer.strict))
    token = _record.set(record)
    try:
        if strict:
            with connection.execute_wrapper(_refuse_unnoted):
                yield record
        else:
            yield record
    finally:
        _record.reset(token)
        if outer is not None:
            outer.tags |= record.tags
            outer.carried |= record.carried
            good_until(record.until)


@contextmanager
def apart() -> Iterator[Record]:
    """Open a record of which the outer one learns nothing: whoever opens it notes what it read."""
    outer = _record.get() or Record()
    record = Record(strict=outer.strict, depth=outer.depth)
    token = _record.set(record)
    try:
        yield record
    finally:
        _record.reset(token)


def note(*tags: str) -> None:
    """Note that the page being made depends on *tags*; without a record nothing happens."""
    record = _record.get()
    if record is not None:
        record.tags.update(tag for tag in tags if tag.partition(":")[0] not in record.unseen)


def carry(*tags: str) -> None:
    """Note that what is handed out holds what *tags* stand for, though the page may not show it.

    Whoever shows it notes it then; whoever remembers the thing must drop it when one moves.
    """
    record = _record.get()
    if record is not None:
        record.carried.update(tags)


@contextmanager
def unseen(*kinds: str) -> Iterator[None]:
    """What is read within shows nothing of the things that *kinds* of tag stand for, though the
    queries hand them out: these tags are not noted."""
    record = _record.get() or Record()
    before, record.unseen = record.unseen, record.unseen | frozenset(kinds)
    try:
        yield
    finally:
        record.unseen = before


def good_until(moment: datetime | None) -> None:
    """Note that the page being made is another from *moment* on, though nobody changes a thing."""
    record = _record.get()
    if record is not None and moment is not None:
        record.until = min(record.until or moment, moment)


def reads(query: Callable[P, R]) -> Callable[P, R]:
    """Mark a query function: it may ask the database, and must note at least one tag."""

    @wraps(query)
    def noted(*args: P.args, **kwargs: P.kwargs) -> R:
        record = _record.get()
        if record is None:
            return query(*args, **kwargs)
        before = record.tags
        record.tags = set()
        record.depth += 1
        try:
            answer = query(*args, **kwargs)
            if not record.tags:
                raise UnnotedRead(
                    f"{query.__module__}.{query.__qualname__} handed something out without a "
                    "note: call redaksi.press.reading.note(tag) for what it read."
                )
            return answer
        finally:
            record.depth -= 1
            record.tags |= before

    return noted


def _refuse_unnoted(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    record = _record.get()
    if record is not None and record.strict and record.depth == 0:
        raise UnnotedRead(
            f"A reader's page asked the database outside a noted query: {sql[:200]}. Move the "
            "read into a function of queries.py that carries @reading.reads and notes its tags."
        )
    return execute(sql, params, many, context)
