"""The chain of the log: each row carries a hash over itself and over the hash before it.

A row that is changed, removed or put in between no longer fits, and :func:`examine` says which.
Whoever may write to the database could reckon a whole new chain; that is found by the head of an
older one, kept elsewhere: every backup notes it, and ``redaksi log verify --head`` asks for it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

#: Problems that are told one by one; of the rest the number is told.
TOLD = 20


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One row of the log as any database hands it out; ``hash`` is 64 hex digits, or empty."""

    seq: int
    at: datetime | None
    kind: str
    subject: str
    tags: list[str]
    actor: str
    payload: dict[str, Any]
    hash: str


@dataclass(kw_only=True)
class Verdict:
    """What was found: rows seen, number and hash of the newest, and the first :data:`TOLD`
    problems as lines, with the count of those beyond."""

    rows: int = 0
    seq: int = 0
    hash: str = ""
    problems: list[str] = field(default_factory=list)
    beyond: int = 0

    def tell(self, problem: str) -> None:
        """Keep *problem*, or count it when there are many already."""
        if len(self.problems) < TOLD:
            self.problems.append(problem)
        else:
            self.beyond += 1


def link(before: str, row: Facts) -> str:
    """The hash of *row* after one whose hash is *before*: SHA-256, as 64 hex digits.

    Over that hash and the row as JSON. The format stands for ever: rows of any age are checked
    by it.
    """
    told = [row.seq, moment(row.at), row.kind, row.subject, row.tags, row.actor, row.payload]
    text = json.dumps(_plain(told), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()


def moment(at: datetime | None) -> str:
    """*at* in UTC with its microseconds: both databases keep as much and no more."""
    return "" if at is None else at.astimezone(UTC).isoformat(timespec="microseconds")


def examine(rows: Iterable[Facts], *, last: int, first: int = 1, before: str = "") -> Verdict:
    """Look at *rows*, ascending, which should be those from *first* to *last*.

    ``before`` is the hash of the row before *first*. Touches nothing.
    """
    found = Verdict(seq=first - 1, hash=before)
    for row in rows:
        found.rows += 1
        for problem in _wrong(found, row, last):
            found.tell(problem)
        found.seq, found.hash = row.seq, row.hash
    if found.seq < last:
        found.tell(_missing(found.seq + 1, last))
    return found


def _wrong(found: Verdict, row: Facts, last: int) -> Iterator[str]:
    what = f"row {row.seq} ({row.kind} {row.subject})"
    if not 1 <= row.seq <= last:
        yield f"{what} was put in: the counter stands at {last}"
    elif row.seq > found.seq + 1:
        yield _missing(found.seq + 1, row.seq - 1)
    elif not row.hash:
        yield f"{what} has no hash: it was put in, or its hash was taken away"
    elif row.hash != link(found.hash, row):
        yield (
            f"{what} does not fit its hash and that of row {row.seq - 1}: it was changed, or put "
            f"in, or row {row.seq - 1} was changed together with its hash"
        )


def _missing(first: int, last: int) -> str:
    return f"row {first} is missing" if first == last else f"rows {first} to {last} are missing"


def _plain(told: list[Any]) -> Any:
    """*told* as it comes back out of a database: names as texts, whole floats as whole numbers."""
    return json.loads(json.dumps(told), parse_float=_number)


def _number(text: str) -> int | float:
    number = float(text)
    return int(number) if number.is_integer() else number
