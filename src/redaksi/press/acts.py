"""Acts: the only way into the log.

An act opens a transaction, gathers the tags it moved and, as the very last statements before the
transaction ends, takes the next number and writes its row. Acts nest: an inner act about the same
subject joins the outer one (its kind is kept, its tags are added), an inner act about another
subject gets a row of its own when the outermost act closes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models, transaction
from django.db.models import F

from redaksi.lib import clock
from redaksi.lib.registries import before_acts
from redaksi.press import follow, linking
from redaksi.press.chain import link
from redaksi.press.models import LogCounter, LogEntry

#: More tags than this in one act become the one tag that every page carries.
COALESCE_OVER = 500
SITE = "site"
#: Moved by whatever takes something from readers; no copy from before may be shown after it, not
#: even while the application is down.
TAKEDOWN = "takedown"


@dataclass(kw_only=True)
class Act:
    """One act under way: what kind, about what, by whom, and the tags it has moved so far."""

    kind: str
    subject: str
    actor: str = ""
    payload: dict[str, Any] = field(default_factory=dict)
    tags: set[str] = field(default_factory=set)
    always: bool = False
    seq: int | None = None

    def touch(self, *tags: str) -> None:
        """Note that *tags* moved: every stored page that read one of them is out of date."""
        self.tags.update(tags)


@dataclass(kw_only=True)
class _Gathering:
    """All acts of one outermost transaction, in the order in which they began."""

    acts: list[Act] = field(default_factory=list)
    covered: list[Callable[[], str]] = field(default_factory=list)
    actor: str = ""
    rows: int = 0

    def follow(self) -> None:
        """After the commit: let the tag table know, when there is something to know."""
        if self.rows:
            follow.after_commit()


_gathering: ContextVar[_Gathering | None] = ContextVar("redaksi_press_gathering", default=None)


def _name(actor: object) -> str:
    """The name that the log keeps for *actor*: a user, a plain string or nobody."""
    if actor is None:
        return ""
    get_username = getattr(actor, "get_username", None)
    return str(get_username() if get_username else actor)[:150]


@contextmanager
def act(
    kind: str,
    subject: str,
    *,
    actor: object = None,
    payload: dict[str, Any] | None = None,
    always: bool = False,
) -> Iterator[Act]:
    """Open an act of *kind* about *subject* and write its log row when the outermost act ends.

    ``kind`` is a word (``published``), ``subject`` a thing (``story:12``), ``actor`` a user, a
    name or None (then the outer act's actor). A row is written when tags moved, or always when
    ``always`` is set; the yielded act carries its ``seq`` (int, None when no row was needed)
    after the block. An exception rolls back the act with everything in it. Whoever is registered in
    ``lib.registries.before_acts`` may refuse it first.
    """
    for ask in before_acts:
        ask(kind, subject)
    with gathering(actor=actor) as gathered:
        yield _join(gathered, kind, subject, _name(actor), payload or {}, always)


@contextmanager
def gathering(*, actor: object = None) -> Iterator[_Gathering]:
    """Open a transaction whose acts are written together at its end, or join the one under way."""
    outer = _gathering.get()
    if outer is not None:
        yield outer
        return
    gathered = _Gathering(actor=_name(actor))
    with _durable(), transaction.atomic():
        transaction.on_commit(gathered.follow)  # first: no later hook that fails may keep it back
        token = _gathering.set(gathered)
        try:
            yield gathered
            _write(gathered)
        finally:
            _gathering.reset(token)  # before the commit: what runs on commit begins its own


@contextmanager
def _durable() -> Iterator[None]:
    """Have SQLite sync to the disk at this commit: what was acknowledged survives a power cut.

    The level cannot change inside a transaction; between acts it is NORMAL (config.databases).
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=FULL")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=NORMAL")


def _join(
    gathered: _Gathering,
    kind: str,
    subject: str,
    actor: str,
    payload: dict[str, Any],
    always: bool,
) -> Act:
    for one in gathered.acts:
        if one.subject == subject:
            one.payload.update(payload)
            one.always = one.always or always
            one.actor = one.actor or actor
            if one.kind == "changed":
                one.kind = kind
            return one
    made = Act(
        kind=kind,
        subject=subject,
        actor=actor or gathered.actor,
        payload=payload,
        always=always,
    )
    gathered.acts.append(made)
    return made


def _write(gathered: _Gathering) -> None:
    rows = [one for one in gathered.acts if one.tags or one.always]
    gathered.rows = len(rows)
    if not rows:
        return
    last = _take(len(rows))
    first = last - len(rows) + 1
    before = linking.before(first)
    for number, one in enumerate(rows, start=first):
        one.seq = number
        before = _row(one, number, before).hash


def _row(one: Act, number: int, before: str) -> LogEntry:
    """Write the row of *one*, which goes on from the hash *before*."""
    row = LogEntry(
        seq=number,
        at=clock.now(),
        kind=one.kind,
        subject=one.subject,
        tags=coalesced(one.tags),
        actor=one.actor,
        payload=one.payload,
    )
    row.hash = link(before, linking.of(row))
    row.save()
    return row


def _take(count: int) -> int:
    """The last of *count* new numbers; the counter's row stays locked until the commit."""
    if not LogCounter.objects.filter(pk=1).update(seq=F("seq") + count):
        LogCounter.objects.get_or_create(pk=1)
        LogCounter.objects.filter(pk=1).update(seq=F("seq") + count)
    return int(LogCounter.objects.values_list("seq", flat=True).get(pk=1))


def coalesced(tags: Iterable[str]) -> list[str]:
    """*tags* sorted; over :data:`COALESCE_OVER` only the lists of sections, ``takedown`` and
    ``site`` stay."""
    found = sorted(set(tags))
    if len(found) <= COALESCE_OVER:
        return found
    kept = {":".join(tag.split(":")[:3]) for tag in found if tag.startswith("list:section:")}
    return [*sorted(kept), SITE, *([TAKEDOWN] if TAKEDOWN in found else [])]


def touch(*tags: str) -> None:
    """Add *tags* to the act under way; an error outside of one, so that none is forgotten."""
    gathered = _gathering.get()
    if gathered is None or not gathered.acts:
        raise OutsideAnAct(
            f"The tags {', '.join(tags) or '(none)'} were touched outside an act: "
            "wrap the change in redaksi.press.acts.act(kind, subject)."
        )
    gathered.acts[-1].touch(*tags)


def act_now(kind: str, subject: str, *tags: str) -> None:
    """Record an act of *kind* about *subject* that moved *tags*, in the one under way if any."""
    with act(kind, subject) as made:
        made.touch(*tags)


class OutsideAnAct(RuntimeError):
    """A tag was touched with no act under way, so no log row could be written for it."""


@contextmanager
def covering(subject: Callable[[], str]) -> Iterator[None]:
    """Say that the act under way accounts for what *subject* names (a new row has no id before).

    Rows that belong to it (bylines of a story) are then saved without tags of their own.
    """
    gathered = _gathering.get()
    if gathered is None:
        raise OutsideAnAct(f"{subject()} cannot be covered outside an act.")
    gathered.covered.append(subject)
    try:
        yield
    finally:
        gathered.covered.pop()


def covered(subject: str) -> bool:
    """Whether somebody further up already accounts for *subject*."""
    gathered = _gathering.get()
    return gathered is not None and any(one() == subject for one in gathered.covered)


def acting_on(subject: str) -> bool:
    """Whether an act about *subject* is under way."""
    gathered = _gathering.get()
    return gathered is not None and any(one.subject == subject for one in gathered.acts)


def acting() -> bool:
    """Whether an act is under way in this thread of work."""
    return _gathering.get() is not None


def last_seq() -> int:
    """The number of the newest row of the log; 0 when the log is empty."""
    row = LogCounter.objects.values_list("seq", flat=True).filter(pk=1).first()
    return int(row or 0)


def newest(subject: str, *, above: int = 0) -> int | None:
    """The number of the newest row about *subject*, of those above *above*; None without one."""
    rows = LogEntry.objects.filter(subject=subject, seq__gt=above)
    return rows.order_by("-seq").values_list("seq", flat=True).first()


def entries(kind: str, subject: str) -> models.QuerySet[LogEntry]:
    """The rows of the log of *kind* about *subject*, newest first."""
    return LogEntry.objects.filter(kind=kind, subject=subject)


def in_transaction() -> bool:
    """Whether the default connection is inside a transaction (a page must not be rendered so)."""
    return connection.in_atomic_block
