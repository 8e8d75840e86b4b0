"""The verbs of photos: take one in, make its crops.

Every other change (words, focal point, another file) is an ordinary save of the row, at the desk
or in a shell: the row logs itself, and its crops follow.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any, BinaryIO, Literal

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from redaksi.lib import clock
from redaksi.photos import cropping, darkroom, files, imprint, intake, words
from redaksi.photos.locks import one_at_a_time
from redaksi.photos.models import Photo
from redaksi.photos.refusals import PhotoRefused
from redaksi.press import acts

#: A photo whose crops failed (disk full, original out of reach) rests this long.
AGAIN_AFTER = timedelta(minutes=10)
_tried: dict[int, datetime] = {}
logger = logging.getLogger(__name__)


def receive(
    file: bytes | BinaryIO,
    *,
    name: str,
    by: object = None,
    overrides: Mapping[str, Any] | None = None,
    crop: bool | Literal["soon"] = True,
) -> Photo:
    """Take a picture file in and return its photo, with its crops unless *crop* is off.

    *file* is the whole file, open or in memory, *name* what it was called, *by* a user, a name or
    None. *overrides* are fields of Photo (`credit`, `caption`, `title`, `description` for the
    alternative text, …) that win over the file's own words; empty ones are ignored. The same
    bytes are the same photo: it is returned, with *overrides* applied. Raises PhotoRefused (a
    ValidationError) with the reason. With *crop* off the crops are left to the clock; `soon` makes
    them after the commit, without keeping anybody waiting.
    """
    seen = intake.look(file if isinstance(file, bytes) else file.read(), name)
    said = {field: value for field, value in (overrides or {}).items() if value}
    with one_at_a_time("received", seen.sha256):
        photo = Photo.objects.filter(sha256=seen.sha256).order_by("pk").first()
        photo = _revise(photo, said, by) if photo else _take_in(seen, said, by, crop == "soon")
    if crop is True:
        make_crops(photo)
    return photo


def make_crops(photo: Photo) -> bool:
    """Make the crops of *photo* if they are due, and put them into its row and into the log.

    Returns whether new ones were made; *photo* is brought up to date. Whoever comes meanwhile
    waits and finds them done. A picture that the child refuses keeps no crops, and is told in the
    program's log. Takes about a second: never call it inside a transaction.
    """
    with one_at_a_time("crops", photo.pk):
        current = Photo.objects.filter(pk=photo.pk).first()
        if current is None:
            return False
        made = current.crops_due and _crop(current)
        photo.refresh_from_db(fields=["crops", "crops_key", "crops_due"])
    return made


def make_missing_crops(limit: int = 50, *, now: datetime | None = None) -> int:
    """Make the crops of up to *limit* photos whose crops are due, oldest first; counts them.

    For importers, the demo and the clock. An error with one photo is told in the program's log
    and costs only that photo, which is tried again after ten minutes.
    """
    now = now or clock.now()
    waiting = [pk for pk, until in _tried.items() if until > now]
    due = Photo.objects.filter(crops_due=True).exclude(pk__in=waiting).order_by("pk")[:limit]
    return sum(_made(photo, now) for photo in list(due))


def make_all_missing_crops(*, hands: int = 2) -> int:
    """Make every crop that is due, *hands* photos at a time, each in a process of its own."""
    due = list(Photo.objects.filter(crops_due=True).order_by("pk").values_list("pk", flat=True))
    with ThreadPoolExecutor(hands, "photo-crops", initializer=darkroom.of_this_thread) as pool:
        return sum(pool.map(_made_apart, due))


def _made_apart(pk: int) -> bool:
    try:
        photo = Photo.objects.filter(pk=pk).first()
        return photo is not None and _made(photo, clock.now())
    finally:
        connection.close()


def _made(photo: Photo, now: datetime) -> bool:
    try:
        _tried.pop(photo.pk, None)
        return make_crops(photo)
    except Exception:
        _tried[photo.pk] = now + AGAIN_AFTER
        logger.exception("photo:%s could not be cropped; it is tried again.", photo.pk)
        return False


def _take_in(seen: intake.Seen, said: Mapping[str, Any], by: object, soon: bool) -> Photo:
    found = words.for_desk(seen.words, timezone.get_default_timezone())
    photo = Photo(**{"title": words.title_from(seen.name), **intake.fitted(found), **said})
    intake.put(seen, photo)
    photo.file = ContentFile(seen.data, name=seen.file_name)  # type: ignore[assignment]
    photo.cropped_by_clock = not soon  # or by `receive` itself, in a moment
    photo.uploaded_by_user = by if isinstance(by, get_user_model()) else None
    try:
        with acts.gathering(actor=by):
            photo.save()
    except BaseException:
        _forget_file(photo)
        raise
    return photo


def _forget_file(photo: Photo) -> None:
    """The row was not saved after all: leave no file behind."""
    if photo.file._committed:
        photo.file.storage.delete(photo.file.name)


def _revise(photo: Photo, said: Mapping[str, Any], by: object) -> Photo:
    changed = [field for field, value in said.items() if getattr(photo, field) != value]
    for field in changed:
        setattr(photo, field, said[field])
    if changed:
        with acts.gathering(actor=by):
            photo.save()
    return photo


def _crop(photo: Photo) -> bool:
    key, before = imprint.key(photo), _addresses(photo.crops)
    try:
        crops = cropping.make(photo)
    except PhotoRefused as refusal:
        logger.warning("photo:%s gets no crops: %s", photo.pk, "; ".join(refusal.messages))
        crops = {}
    with acts.act("cropped", photo.subject):
        current = Photo.objects.select_for_update().filter(pk=photo.pk).first()
        if current is not None:  # deleted meanwhile: nothing to say
            due = imprint.key(current) != key
            Photo.objects.filter(pk=photo.pk).update(crops=crops, crops_key=key, crops_due=due)
    if current is None:
        files.remove_all(photo.pk)
    else:
        files.forget_sets(photo.pk, *_addresses(crops), *before)
    return bool(crops)


def _addresses(crops: Mapping[str, Any]) -> list[str]:
    return [one[0] for formats in crops.values() for made in formats.values() for one in made]
