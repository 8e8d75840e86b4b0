"""The chain is made longer: the hash of the row before, in the transaction of the row that follows.

Rows without a hash are those that an older version wrote while it was being replaced; the next
act closes the chain over them.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Max

from redaksi.press.chain import Facts, link
from redaksi.press.models import LogEntry

COLUMNS = ("seq", "at", "kind", "subject", "tags", "actor", "payload", "hash")
#: Rows that are read, or given their hash, in one go.
AT_ONCE = 2000


def before(seq: int) -> str:
    """The hash that row *seq* goes on from, while the counter's row is locked."""
    found = hash_of(seq - 1)
    if found or seq == 1:
        return found
    # The log's own query set refuses every update.
    return close(models.QuerySet(LogEntry), seq - 1)


def hash_of(seq: int) -> str:
    """The hash of row *seq*; empty when there is no such row, or none was reckoned."""
    found = LogEntry.objects.filter(seq=seq).values_list("hash", flat=True).first()
    return str(found or "")


def close(rows: Any, upto: int) -> str:
    """Reckon the missing hashes of *rows* (a plain query set) up to *upto*; the hash of *upto*.

    Inside the transaction of an act, or of the migration that made the column.
    """
    linked = rows.filter(seq__lte=upto).exclude(hash="").aggregate(last=Max("seq"))["last"] or 0
    before = str(rows.filter(seq=linked).values_list("hash", flat=True).first() or "")
    bare = rows.filter(seq__gt=linked, seq__lte=upto).order_by("seq")
    while page := list(bare[:AT_ONCE]):
        for row in page:
            row.hash = before = link(before, of(row))
        rows.bulk_update(page, ["hash"], batch_size=200)
        bare = bare.filter(seq__gt=page[-1].seq)
    return before


def of(row: Any) -> Facts:
    """What the chain needs of one *row*."""
    return Facts(**{name: getattr(row, name) for name in COLUMNS})
