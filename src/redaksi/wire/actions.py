"""The verbs of the wires: add a source, ask it, decide about an item, sweep what is old.

Readers see none of it, so no verb writes a row of the log. ``by`` is the user who acts.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from redaksi.lib.fetch import Fetched, FetchError
from redaksi.lib.picturewords import PictureFailed
from redaksi.sections.models import Section
from redaksi.staff.models import Agency
from redaksi.wire import feeds, intake, outside, rules
from redaksi.wire.intake import Received
from redaksi.wire.models import Item, Source
from redaksi.wire.sent import Answer, NotTaken

#: What the desk is told, by what went wrong.
SENTENCES: Mapping[str, str] = {
    "not-json": _("The answer is no JSON (%(seen)s)."),
    "not-a-feed": _("The answer is no feed (%(seen)s); RSS, Atom or JSON Feed is wanted."),
    "too-heavy": _("Reading the answer takes more than the %(allowed)s MB of memory allowed."),
    "failed": _("Reading the answer took too much time or memory."),
    "status": _("The wire answered with status %(status)s."),
    "fetch": _("The wire could not be fetched: %(why)s"),
    "no-text": _("The item has neither a title nor a text."),
    "garbled": _("The letters of the text are garbled: it came in another encoding than it says."),
    "too-long": _("The text is longer than 200,000 characters; it is cut there."),
}
#: Broken answers of one source that are kept to be looked at, and characters of each.
MOST_BROKEN, LONGEST_SEEN = 5, 2_000
#: Rows that one transaction of the sweep deletes.
SWEPT = 200
Trouble = dict[str, Any]


class WireError(Exception):
    """A verb that cannot be done; the sentence says why, in the language of the moment."""


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What came of asking: the answer (None when nothing changed), or the trouble."""

    answer: Answer | None = None
    trouble: Trouble | None = None
    received: Received = field(default_factory=Received)


def add_source(
    name: str, address: str, *, section: str = "", agency: str = "", **more: Any
) -> Source:
    """Make the wire *name*; section and agency by their names, *more* its other fields.

    Raises WireError with every problem in one sentence each.
    """
    made = Source(name=name.strip(), address=address.strip(), **more)
    problems = []
    for field_name, model, wanted in (("section", Section, section), ("agency", Agency, agency)):
        found = model.objects.filter(name__iexact=wanted).first() if wanted else None
        setattr(made, field_name, found)
        if wanted and found is None:
            problems.append(_unknown(field_name, wanted, model))
    try:
        made.full_clean()
    except ValidationError as error:
        problems += [
            f"{name}: {says}" for name, told in error.message_dict.items() for says in told
        ]
    if problems:
        raise WireError(" ".join(problems))
    made.save()
    return made


def ask_anew(source: Source, now: datetime) -> None:
    """Have *source*, changed in memory and saved after this, be asked soon, and answer whole."""
    source.next_at, source.failures, source.trouble = None, 0, {}
    source.etag = source.modified = ""
    was = Source.objects.filter(pk=source.pk).values_list("active", flat=True).first()
    if source.active and not was:
        source.since = now


def pause(source: Source, active: bool, now: datetime) -> None:
    """Have the clock ask *source* no more, or again (*active*) from now on."""
    source.active = active
    ask_anew(source, now)
    source.save()


def _unknown(what: str, name: str, model: Any) -> str:
    known = ", ".join(model.objects.order_by("name").values_list("name", flat=True)[:20])
    return f"There is no {what} “{name}”; there are: {known or 'none yet'}."


def try_out(address: str) -> Tried:
    """What stands at *address* now; nothing is kept. May take a minute."""
    try:
        return Tried(answer=_read(outside.ask(address)))
    except _TROUBLES as error:
        return Tried(trouble=_trouble(error))


def poll(source: Source, now: datetime) -> Tried:
    """Ask *source* and keep what is new, or the trouble. Never call it inside a transaction.

    An answer that cannot be read goes into quarantine with its reason.
    """
    marks = {"etag": source.etag, "modified": source.modified}
    tried = Tried()
    try:
        fetched = outside.ask(source.address, **marks)
        if fetched.status != outside.UNCHANGED:
            tried = _take_in(source, fetched, now)
            marks = dict(zip(marks, outside.marks(fetched), strict=True))
    except (FetchError, outside.BadStatus) as error:
        tried = Tried(trouble=_trouble(error))
    _noted(source, tried, marks, now)
    return tried


def take_in(source: Source, entries: Sequence[Mapping[str, Any]], now: datetime) -> Received:
    """Keep *entries*, items as JSON Feed has them, as if *source* had sent them at *now*.

    For programs that have the items already; they are read as those of any answer are.
    """
    body = json.dumps({"items": list(entries)}).encode()
    return intake.receive(source, feeds.read(body).items, now)


def told(trouble: Trouble) -> str:
    """The trouble as a sentence in the language of the moment; empty without any."""
    return gettext(SENTENCES[trouble["says"]]) % trouble["values"] if trouble else ""


def drop(item: Item, *, by: Any, now: datetime) -> None:
    """Put *item* away, all its versions; raises WireError for one that is taken."""
    _decide(item, by, now, Item.State.DROPPED)


def put_back(item: Item, *, by: Any, now: datetime) -> None:
    """Have *item* new again: it was dropped, or in quarantine and is looked at now.

    Raises WireError for one that is taken, or that has no text.
    """
    if not item.title and not item.body:
        raise WireError(told({"says": "no-text", "values": {}}))
    if item.reason.get("says") in NotTaken.sentences:
        raise WireError(told(item.reason))
    _decide(item, by, now, Item.State.NEW)


@transaction.atomic
def mark_taken(item: Item, *, by: Any, now: datetime) -> None:
    """Have *item*, all its versions, be taken: a room above made something of it."""
    _versions(item).update(state=Item.State.TAKEN, by=by, decided_at=now, reason={})


@transaction.atomic
def give_back(item: Item) -> None:
    """Have *item* be new again: what was made of it is gone."""
    _versions(item).update(state=Item.State.NEW, by=None, decided_at=None)


def sweep(now: datetime) -> int:
    """Delete the items that nobody took and no answer has held for ``wire.keep_days``; how many.

    What the last answer of a source held stays: it would come again as new.
    """
    cutoff = now - timedelta(days=settings.OPTIONS.number("wire.keep_days"))
    gone = Item.objects.filter(replaced_by=None, seen_at__lt=cutoff).exclude(state=Item.State.TAKEN)
    held = Q(seen_at__gte=F("source__answered_at") - 2 * intake.SEEN_EVERY)
    swept = 0
    while rows := list(gone.exclude(held).values_list("first", "pk")[:SWEPT]):
        threads = [first or pk for first, pk in rows]
        Item.objects.filter(Q(pk__in=threads) | Q(first__in=threads)).delete()
        swept += len(rows)
    return swept


def _decide(item: Item, by: Any, now: datetime, state: str) -> None:
    if by is not None and not by.has_perm("redaksi_wire.change_item"):
        raise PermissionDenied(f"{by} may not decide about wire items: that needs a writing role.")
    free = _versions(item).exclude(state=Item.State.TAKEN)
    if not free.update(state=state, by=by, decided_at=now):
        raise WireError(gettext("Somebody has taken this item meanwhile."))
    item.refresh_from_db()


def _versions(item: Item) -> Any:
    return Item.objects.filter(Q(pk=item.thread) | Q(first=item.thread))


_TROUBLES = (FetchError, outside.BadStatus, NotTaken, PictureFailed)


def _trouble(error: Exception) -> Trouble:
    if isinstance(error, outside.BadStatus):
        return {"says": "status", "values": {"status": error.status}}
    if isinstance(error, NotTaken):
        return {"says": error.code, "values": error.values}
    if isinstance(error, PictureFailed):
        return {"says": "failed", "values": {}}
    return {"says": "fetch", "values": {"why": str(error)[:300]}}


def _read(fetched: Fetched) -> Answer:
    kind = fetched.headers.get("content-type", "")
    return feeds.read(fetched.body, address=fetched.url, content_type=kind)


def _take_in(source: Source, fetched: Fetched, now: datetime) -> Tried:
    try:
        answer = _read(fetched)
    except (NotTaken, PictureFailed) as error:
        trouble = _trouble(error)
        _quarantine(source, fetched.body, trouble, now)
        return Tried(trouble=trouble, received=Received(quarantined=1))
    return Tried(answer=answer, received=intake.receive(source, answer.items, now))


@transaction.atomic
def _quarantine(source: Source, body: bytes, trouble: Trouble, now: datetime) -> None:
    """Keep how a broken answer begins; the same one again is not kept twice."""
    begins = body[:LONGEST_SEEN].decode("utf-8", "replace").replace("\x00", "\ufffd")
    key = rules.key("answer:" + rules.key(begins))
    row, made = Item.objects.get_or_create(
        source=source, key=key, version=1,
        defaults={
            "guid": "answer:" + key, "body": f"<p>{html.escape(begins)}</p>", "digest": key,
            "at": now, "received_at": now, "seen_at": now, "reason": trouble,
            "state": Item.State.QUARANTINED,
        },
    )  # fmt: skip
    if not made:
        Item.objects.filter(pk=row.pk).update(seen_at=now)
    broken = Item.objects.filter(source=source, guid__startswith="answer:").order_by("-at", "-pk")
    Item.objects.filter(pk__in=list(broken.values_list("pk", flat=True)[MOST_BROKEN:])).delete()


def _noted(source: Source, tried: Tried, marks: Mapping[str, str], now: datetime) -> None:
    good = tried.trouble is None
    following = rules.after(source, now, good=good)
    values: dict[str, Any] = {
        "checked_at": now, "next_at": following.at, "failures": following.failures,
        "trouble": tried.trouble or {},
    }  # fmt: skip
    if good:
        values |= {**marks, "good_at": now}
    if tried.answer is not None:
        values["answered_at"] = now
    Source.objects.filter(pk=source.pk).update(**values)
    source.refresh_from_db()
