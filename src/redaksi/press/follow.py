"""Following the log: after each commit the tag table of this machine learns which tags moved.

The table lives in ``settings.EDGE_FOLDER`` and outlives every process. Whoever publishes moves it
before the publish returns; what failed here is caught up by the next publish, and by the edge,
which follows the log by itself each second.
"""

from __future__ import annotations

import logging
from datetime import UTC

from django.conf import settings
from django.db import connection

from redaksi.edge import follower
from redaksi.edge.follower import Row
from redaksi.edge.tagtable import TagTable
from redaksi.press.models import LogCounter, LogEntry

logger = logging.getLogger(__name__)


class InATransaction(RuntimeError):
    """The log was to be followed inside a transaction: its newest rows may still be undone."""


class DatabaseLog:
    """The log as the follower reads it, through Django's connection."""

    def after(self, seq: int, limit: int) -> list[Row]:
        """At most *limit* rows above *seq*, in commit order."""
        return [_row(one) for one in LogEntry.objects.after(seq)[:limit]]

    def last(self) -> int:
        """The number of the newest row; 0 before the first."""
        return int(LogCounter.objects.values_list("seq", flat=True).filter(pk=1).first() or 0)


def _row(entry: LogEntry) -> Row:
    return Row(
        seq=entry.seq,
        kind=entry.kind,
        subject=entry.subject,
        tags=tuple(entry.tags),
        at=entry.at.astimezone(UTC).isoformat(),
        actor=entry.actor,
    )


def catch_up() -> int:
    """Move the tags of every log row that the table has not seen; the row it has come to.

    Raises InATransaction: a tag that moves before the commit would let the edge keep the old page
    for good. Safe to repeat, and after a kill at any point.
    """
    if connection.in_atomic_block:
        raise InATransaction("The log is followed after the commit, never inside a transaction.")
    table = TagTable.open(settings.EDGE_FOLDER)
    try:
        return follower.catch_up(table, DatabaseLog())
    finally:
        table.close()


def after_commit() -> None:
    """Catch up; what goes wrong is told and never takes back what was published."""
    try:
        catch_up()
    except Exception:
        logger.exception("The tag table could not follow the log; the edge tries again.")
