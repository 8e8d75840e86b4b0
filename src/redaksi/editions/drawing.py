"""Drawing the pages of editions, in the background: page by page, page one first.

Each page is a row as soon as it is drawn, so that the desk sees how far it is and a stopped clock
goes on where it was. What cannot be drawn goes back to draft with the reason, and nothing of it
stays.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction

from redaksi.editions import files, pressroom
from redaksi.editions.models import Edition, EditionPage
from redaksi.lib import clock
from redaksi.lib.pdfs import DrawnPage, PdfRefused, PictureFailed

#: All pages of one edition together may take this long.
MOST_MINUTES = 45
#: After an error of ours (disk full, database busy) an edition rests this long.
AGAIN_AFTER = timedelta(minutes=2)
_tried: dict[int, datetime] = {}
logger = logging.getLogger(__name__)


def work_off(now: datetime) -> int:
    """Draw every edition that waits, oldest first; how many pages were drawn."""
    waiting = [pk for pk, until in _tried.items() if until > now]
    due = Edition.objects.filter(status=Edition.Status.PROCESSING).exclude(pk__in=waiting)
    return sum(_drawn(pk, now) for pk in due.order_by("pk").values_list("pk", flat=True))


def _drawn(pk: int, now: datetime) -> int:
    try:
        _tried.pop(pk, None)
        return draw(pk)
    except Exception:
        _tried[pk] = now + AGAIN_AFTER
        logger.exception("edition:%s could not be drawn; it is tried again.", pk)
        return 0


def draw(pk: int) -> int:
    """Draw the pages of edition *pk* that are missing, then its PDF; how many pages were drawn."""
    done = 0
    while (edition := _waiting(pk)) is not None:
        try:
            number = _next(edition)
            if number is None:
                _finish(edition, pressroom.rebuild(edition.original))
                break
            _keep(edition, number, pressroom.draw(edition.original, number))
            done += 1
        except PdfRefused as refusal:
            give_up(edition, refusal.code, refusal.values)
        except PictureFailed as failure:
            logger.warning("edition:%s: %s", pk, failure)
            limits = pressroom.LIMITS
            give_up(edition, "failed", {"seconds": f"{limits.seconds:g}", "memory": limits.memory})
    return done


def give_up(edition: Edition, code: str, values: dict[str, object]) -> None:
    """Take *edition* back to draft with the reason; its file and its pages go."""
    with transaction.atomic():
        current = Edition.objects.select_for_update().get(pk=edition.pk)
        if current.original != edition.original:
            return  # somebody sent another file meanwhile
        current.pages.all().delete()
        current.status, current.refusal = Edition.Status.DRAFT, {"code": code, "values": values}
        current.original = current.checksum = ""
        current.page_count, current.drawing_since = 0, None
        current.save()
        transaction.on_commit(lambda: files.forget(edition.original))
        transaction.on_commit(lambda: files.remove_all(edition.pk))


def _waiting(pk: int) -> Edition | None:
    edition = Edition.objects.filter(pk=pk, status=Edition.Status.PROCESSING).first()
    since = edition.drawing_since if edition else None
    if edition and since and clock.now() - since > timedelta(minutes=MOST_MINUTES):
        give_up(edition, "too-long", {"minutes": MOST_MINUTES})
        return None
    return edition


def _next(edition: Edition) -> int | None:
    """The first page that is not drawn yet."""
    ready = set(edition.pages.values_list("number", flat=True))
    return next((one for one in range(1, edition.page_count + 1) if one not in ready), None)


def _keep(edition: Edition, number: int, page: DrawnPage) -> None:
    images = {
        str(one.width): [
            files.save(edition.pk, f"{number}-{one.width}", ".webp", one.bytes),
            one.width, one.height,
        ]
        for one in page.pictures
    }  # fmt: skip
    with transaction.atomic():
        current = Edition.objects.select_for_update().filter(
            pk=edition.pk, original=edition.original, status=Edition.Status.PROCESSING
        )
        if not current:
            files.remove_all(edition.pk)  # deleted, or sent anew, while it was being drawn
            return
        EditionPage.objects.update_or_create(
            edition=edition, number=number,
            defaults={"label": page.label, "width": page.width, "height": page.height,
                      "images": images, "text": page.text},
        )  # fmt: skip


def _finish(edition: Edition, pdf: bytes) -> None:
    name = files.save(edition.pk, f"{edition.date:%Y-%m-%d}", ".pdf", pdf)
    Edition.objects.filter(
        pk=edition.pk, original=edition.original, status=Edition.Status.PROCESSING
    ).update(status=Edition.Status.REVIEW, pdf=name, pdf_bytes=len(pdf), drawing_since=None)
