"""``redaksi log verify``: the chain of the log in this database, row by row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Subquery, Value
from django.db.models.functions import Cast, Coalesce

from redaksi.press import acts, linking
from redaksi.press.chain import Facts, Verdict, examine
from redaksi.press.linking import AT_ONCE, COLUMNS
from redaksi.press.models import LogCounter, LogEntry


def verify(*, newest: int | None = None) -> Verdict:
    """Look at every row of the log, or at the *newest* ones; what is wrong stands in the verdict.

    Streams; publishing may go on meanwhile. Touches nothing.
    """
    last = acts.last_seq()
    first = max(1, last - newest + 1) if newest else 1
    rows = LogEntry.objects.filter(seq__lte=last).order_by("seq")
    if newest:
        rows = rows.filter(seq__gte=first)
    found = examine(facts(rows), last=last, first=first, before=linking.hash_of(first - 1))
    for row in _beyond():
        found.tell(f"row {row.seq} ({row.kind} {row.subject}) was put in: the counter is below it")
    return found


def hash_of(seq: int) -> str:
    """The hash of row *seq*; empty when there is no such row."""
    return linking.hash_of(seq)


def facts(rows: models.QuerySet[LogEntry]) -> Iterator[Facts]:
    """What the chain needs of *rows*, a few thousand at a time."""
    as_text = {f"{name}_text": Cast(name, models.TextField()) for name in ("tags", "payload")}
    plain = [name for name in COLUMNS if name not in ("tags", "payload")]
    for row in rows.values(*plain, **as_text).iterator(chunk_size=AT_ONCE):
        tags, payload = read(row.pop("tags_text")), read(row.pop("payload_text"))
        yield Facts(**row, tags=tags, payload=payload)


def read(text: str) -> Any:
    """The JSON of *text*; the text itself when somebody made it none, so that no hash fits."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _beyond() -> Any:
    """Rows above the counter, asked in one question: an act between two would look like one."""
    counter = LogCounter.objects.filter(pk=1).values("seq")
    return LogEntry.objects.filter(seq__gt=Coalesce(Subquery(counter), Value(0))).order_by("seq")[
        :100
    ]
