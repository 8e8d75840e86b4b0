"""The verbs of editions: upload, publish, withdraw, discard.

Other changes (date, number, title) are an ordinary save of the row, which logs itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.db import transaction

from redaksi.editions import files, pressroom, rules
from redaksi.editions.errors import EditionRefused, NotReady, OncePublished, refused_by, told
from redaksi.editions.models import Edition
from redaksi.lib import clock
from redaksi.lib.pdfs import PdfRefused, PictureFailed
from redaksi.press import acts
from redaksi.sections.queries import newspaper
from redaksi.stories.rules import Problem


@dataclass(frozen=True, kw_only=True)
class Taken:
    """An upload that was looked at and is kept in private: its name, SHA-256 and pages."""

    name: str
    checksum: str
    pages: int


def take_in(file: BinaryIO) -> Taken:
    """Keep the PDF *file*, open for reading, in private, once it was looked at.

    That may take seconds: never call it inside a transaction. Raises EditionRefused (a
    ValidationError) with what was seen and what is allowed, and then nothing is kept.
    """
    try:
        name, checksum = files.keep(file, pressroom.LIMITS.max_bytes)
    except PdfRefused as refusal:
        raise refused_by(refusal) from None
    try:
        return Taken(name=name, checksum=checksum, pages=pressroom.look(name))
    except PdfRefused as refusal:
        files.forget(name)
        raise refused_by(refusal) from None
    except PictureFailed as failure:
        files.forget(name)
        limits = pressroom.LIMITS
        values = {"seconds": f"{limits.seconds:g}", "memory": limits.memory}
        raise EditionRefused(told("failed", values), code="failed") from failure


def upload(edition: Edition, file: BinaryIO | Taken, *, by: object = None) -> Edition:
    """Give *edition* (new, or one that no reader has seen) a PDF, and leave it to be drawn.

    An earlier file and its pages go. Raises what `take_in` raises, and OncePublished for an
    edition that readers have seen.
    """
    if edition.was_seen:
        raise OncePublished(pk=edition.pk)
    taken = file if isinstance(file, Taken) else take_in(file)
    try:
        with acts.gathering(actor=by):
            _give(edition, taken)
    except BaseException:
        files.forget(taken.name)
        raise
    return edition


def problems(edition: Edition) -> list[Problem]:
    """What stands between *edition* and its readers, all at once; see `rules.ready`."""
    taken = Edition.objects.filter(date=edition.date, status=Edition.Status.PUBLISHED)
    return rules.ready(
        edition, drawn=edition.pages.count(), taken=taken.exclude(pk=edition.pk).exists(),
        today=clock.now().astimezone(newspaper().zone).date(),
    )  # fmt: skip


def publish(edition: Edition, *, by: object = None) -> int | None:
    """Show *edition* to readers; the number of its row in the log.

    Moves `edition:ID`, its address and the list of editions. Raises NotReady with all Problems.
    """
    with acts.act("published", edition.subject, actor=by) as act:
        current = Edition.objects.select_for_update().get(pk=edition.pk)
        found = problems(current)
        if any(one.must for one in found):
            raise NotReady(pk=edition.pk, problems=found)
        current.status, current.published_at = Edition.Status.PUBLISHED, clock.now()
        current.save()
    edition.refresh_from_db()
    return act.seq


def withdraw(edition: Edition, *, reason: str, by: object = None) -> int | None:
    """Take *edition* from readers, with the *reason* that its address gives from now on.

    Its pages and its PDF leave the media folder; the upload stays in private. The number of the
    row in the log; None when it was not published.
    """
    with acts.act("withdrawn", edition.subject, actor=by, payload={"reason": reason}) as act:
        current = Edition.objects.select_for_update().get(pk=edition.pk)
        if current.status != Edition.Status.PUBLISHED:
            return None
        current.pages.all().delete()
        current.status, current.withdrawn_at = Edition.Status.WITHDRAWN, clock.now()
        current.reason, current.pdf, current.pdf_bytes = reason.strip(), "", 0
        current.save()
        transaction.on_commit(lambda: files.remove_all(edition.pk))
    edition.refresh_from_db()
    return act.seq


def discard(edition: Edition, *, by: object = None) -> None:
    """Delete *edition* with all its files; raises OncePublished when readers have seen it."""
    with acts.gathering(actor=by):
        current = Edition.objects.select_for_update().get(pk=edition.pk)
        if current.was_seen:
            raise OncePublished(pk=edition.pk)
        current.delete()


def _give(edition: Edition, taken: Taken) -> None:
    before = _emptied(edition) if edition.pk else ""
    for name, value in _fresh(taken).items():
        setattr(edition, name, value)
    edition.save()
    transaction.on_commit(lambda: files.forget(before))


def _emptied(edition: Edition) -> str:
    """Take off the earlier pages of *edition*; the name of its earlier upload."""
    current = Edition.objects.select_for_update().get(pk=edition.pk)
    if current.was_seen:
        raise OncePublished(pk=edition.pk)
    current.pages.all().delete()
    transaction.on_commit(lambda: files.remove_all(edition.pk))
    return current.original


def _fresh(taken: Taken) -> Mapping[str, Any]:
    return {
        "original": taken.name, "checksum": taken.checksum, "page_count": taken.pages,
        "status": Edition.Status.PROCESSING, "drawing_since": clock.now(), "refusal": {},
        "pdf": "", "pdf_bytes": 0,
    }  # fmt: skip
