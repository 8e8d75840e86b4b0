"""How what a source sent becomes rows: in short transactions, with breath between them.

A flood must not keep the desk from saving: SQLite has one writer, so each batch holds the
database for some milliseconds and then leaves it alone for as long.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import Q

from redaksi.stylebook import words
from redaksi.wire import events, rules
from redaksi.wire.models import Item, Source
from redaksi.wire.parsers import bodies
from redaksi.wire.rules import Decision, Known, Sketches
from redaksi.wire.sent import Sent

T = TypeVar("T")

#: Items that one transaction writes, and keys that one query asks for.
BATCH, KEYS = 40, 400
#: Near-identical texts are looked for among what came so lately, and at most so many.
RECENT, MOST_RECENT = timedelta(hours=48), 20_000
#: An item that is still sent is noted as seen this often, not with every answer.
SEEN_EVERY = timedelta(hours=12)


@dataclass(frozen=True, kw_only=True)
class Received:
    """How many items of an answer were new, newer versions, and put into quarantine."""

    new: int = 0
    changed: int = 0
    quarantined: int = 0


@dataclass(frozen=True, kw_only=True)
class _Prepared:
    """A decision with what costs time, reckoned before the transaction."""

    decision: Decision
    words: int
    sketch: tuple[int, ...]


def receive(source: Source, found: Sequence[Sent], now: datetime) -> Received:
    """Keep those of *found* that are new or have a new text; what is known is noted as seen."""
    known = _known(source, (rules.key(one.guid) for one in found))
    prepared = [_prepare(one) for one in rules.decide(found, known)]
    sketches = _recent(now) if prepared else Sketches()
    rows: list[Item] = []
    for batch in _batches(prepared, BATCH):
        begun = time.monotonic()
        rows += _keep(source, batch, now, sketches)
        time.sleep(time.monotonic() - begun)
    _seen([one.pk for one in known.values()], now)
    broken = sum(row.state == Item.State.QUARANTINED for row in rows)
    changed = sum(row.version > 1 for row in rows)
    return Received(new=len(rows) - changed - broken, changed=changed, quarantined=broken)


def _prepare(decision: Decision) -> _Prepared:
    sent = decision.sent
    text = f"{sent.title}\n{bodies.text(sent.body)}"
    return _Prepared(decision=decision, words=words.count(text), sketch=rules.sketch(text))


@transaction.atomic
def _keep(
    source: Source, batch: Sequence[_Prepared], now: datetime, sketches: Sketches
) -> list[Item]:
    """The rows made of *batch*; one that somebody else kept meanwhile is left out."""
    Source.objects.select_for_update().get(pk=source.pk)
    known = _known(source, (one.decision.key for one in batch))
    still = [one for one in batch if known.get(one.decision.key) == one.decision.before]
    before = Item.objects.in_bulk([one.decision.before.pk for one in still if one.decision.before])
    rows = [_made(source, one, before, now, sketches) for one in still]
    if rows:
        Source.objects.filter(pk=source.pk).update(item_at=now)
    return rows


def _made(
    source: Source, one: _Prepared, before: dict[int, Item], now: datetime, sketches: Sketches
) -> Item:
    decision, sent = one.decision, one.decision.sent
    row = Item(
        source=source, guid=sent.guid[:500], key=decision.key, title=sent.title,
        summary=sent.summary, body=sent.body, link=sent.link, author=sent.author,
        published_at=sent.published, updated_at=sent.updated, dated=sent.dated,
        media=[asdict(each) for each in sent.media], words=one.words, digest=decision.digest,
        sketch=rules.packed(one.sketch), at=rules.moment(sent, now), received_at=now, seen_at=now,
    )  # fmt: skip
    if sent.broken:
        row.state, row.reason = Item.State.QUARANTINED, {"says": sent.broken, "values": {}}
    if decision.before is not None:
        _follow(row, decision.before, before[decision.before.pk])
    row.like_id = sketches.like(one.sketch, row.first_id)
    row.save()
    sketches.add(row.pk, row.thread, one.sketch)
    if decision.before is not None:
        Item.objects.filter(pk=decision.before.pk).update(replaced_by=row)
        if row.state == Item.State.TAKEN:
            transaction.on_commit(partial(events.updated.send, sender=Item, item=row))
    return row


def _follow(row: Item, known: Known, last: Item) -> None:
    """Make *row* the version after *last*: what was taken stays taken, all else is looked at."""
    row.version, row.first_id = known.version + 1, known.thread
    if last.state == Item.State.TAKEN:
        row.state, row.by_id, row.decided_at = last.state, last.by_id, last.decided_at
        row.reason = {}


def _known(source: Source, keys: Iterable[str]) -> dict[str, Known]:
    """The newest version under each of *keys*."""
    found: dict[str, Known] = {}
    for some in _batches(list(dict.fromkeys(keys)), KEYS):
        rows = Item.objects.filter(source=source, key__in=some, replaced_by=None)
        for key, pk, version, first, digest in rows.values_list(
            "key", "pk", "version", "first", "digest"
        ):
            found[key] = Known(pk=pk, version=version, thread=first or pk, digest=digest)
    return found


def _recent(now: datetime) -> Sketches:
    sketches = Sketches()
    rows = Item.objects.filter(received_at__gte=now - RECENT).exclude(sketch="")
    newest = rows.order_by("-received_at").values_list("pk", "first", "sketch")[:MOST_RECENT]
    for pk, first, sketch in newest:
        sketches.add(pk, first or pk, rules.unpacked(sketch))
    return sketches


def _seen(pks: list[int], now: datetime) -> None:
    late = Q(seen_at__lt=now - SEEN_EVERY)
    for some in _batches(pks, KEYS):
        Item.objects.filter(late, pk__in=some).update(seen_at=now)


def _batches(rows: Sequence[T], size: int) -> Iterator[list[T]]:
    left = iter(rows)
    while some := list(islice(left, size)):
        yield some
