"""Bringing the tag table up to the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from redaksi.edge.tagtable import TagTable

#: The tag of what depends on everything: each row that moves a tag moves it too.
ANYTHING = "*"
BATCH = 500  # rows read and applied at a time
MANY = 5_000  # rows behind which it is cheaper to say that everything moved


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One act of the log: `tags` moved by it, `at` in ISO 8601, `actor` a name or ""."""

    seq: int
    kind: str
    subject: str
    tags: tuple[str, ...]
    at: str
    actor: str


class Log(Protocol):
    """A reader of the log. It sees every committed row, is used by one thread at a time, though
    not always by the same one, and its rows are numbered from 1 without gaps in commit order."""

    def after(self, seq: int, limit: int) -> Sequence[Row]:
        """Up to `limit` rows above `seq`, in order."""
        ...

    def last(self) -> int:
        """The highest seq; 0 when the log is empty."""
        ...


def catch_up(table: TagTable, log: Log) -> int:
    """Apply every row of the log that the table lacks; returns the seq now applied.

    Safe to call from any process at any time, and after a kill at any point: slots move before
    G, G before the applied seq, so what was half done is done again. A log that ends before the
    applied seq (a restored or new database), one far ahead, and one with rows missing move
    everything. Raises OSError, and what the log raises.
    """
    with table.lock():
        last = log.last()
        if not 0 <= last - table.applied <= MANY:
            _move_everything(table, last)
        while table.applied < last:
            _apply(table, log.after(table.applied, BATCH), last)
        return table.applied


def _apply(table: TagTable, rows: Sequence[Row], last: int) -> None:
    wanted = range(table.applied + 1, table.applied + 1 + len(rows))
    if not rows or [row.seq for row in rows] != list(wanted):
        return _move_everything(table, last)
    g = table.g + 1
    tags = {tag for row in rows for tag in row.tags}
    table.mark({table.slot(tag) for tag in (tags | {ANYTHING} if tags else tags)}, g)
    table.finish(g, rows[-1].seq)


def _move_everything(table: TagTable, applied: int) -> None:
    g = table.g + 1
    table.mark_all(g)
    table.finish(g, applied)
