"""Rows of the log, and the receipt of one, as lines for the shell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from redaksi.press.models import LogEntry
from redaksi.press.receipts import Receipt

#: Tags that a line of `log tail` shows.
SHOWN = 8


def newest(count: int) -> list[LogEntry]:
    """The last *count* rows, oldest first."""
    return list(LogEntry.objects.order_by("-seq")[:count])[::-1]


def line(row: LogEntry) -> str:
    """One row as one line: number, moment in UTC, act, subject, tags, who."""
    more = f" and {len(row.tags) - SHOWN} more" if len(row.tags) > SHOWN else ""
    tags = " ".join(row.tags[:SHOWN]) + more
    by = f"  by {row.actor}" if row.actor else ""
    return f"{row.seq}  {_told(row.at)}  {row.kind} {row.subject}{by}  [{tags}]"


def whole(row: LogEntry, receipt: Receipt) -> Iterator[str]:
    """A row with every tag, and in which stored pages they stood."""
    yield f"{row.seq}  {_told(row.at)}  {row.kind} {row.subject}"
    yield f"by: {row.actor or 'nobody'}"
    yield f"moved: {' '.join(row.tags) or 'nothing'}"
    yield f"hash: {row.hash or 'none'}"
    yield _summary(receipt)
    for page in receipt.pages:
        yield f"  {page.address}  {_anew(row, page.at)}"
    if receipt.unlisted:
        yield f"  and {receipt.unlisted} other pages"


def _summary(receipt: Receipt) -> str:
    if not receipt.workers:
        return "stored pages: no edge is up, so there are none"
    if not receipt.knowing:
        return "stored pages: the edge does not remember; it keeps the last 1,000 acts of its life"
    return f"stored pages: {receipt.count} (asked {receipt.workers} workers of the edge)"


def _anew(row: LogEntry, at: datetime | None) -> str:
    if at is None:
        return "not read since"
    return f"read anew {_told(at)}, {max(0.0, (at - row.at).total_seconds()):.1f} s after"


def _told(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
