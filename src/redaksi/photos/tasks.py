"""Crops in the background: soon after a photo came in, and whatever was left over.

A photo that was just saved at the desk is cropped by a thread of the process that saved it; the
clock picks up the rest (imports, a process that was stopped).
"""

from __future__ import annotations

import atexit
import logging
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime

from django.conf import settings
from django.db import OperationalError, close_old_connections, connection

from redaksi.lib.registries import DueWork, due_work
from redaksi.photos import actions
from redaksi.photos.models import Photo

#: Photos that one look of the clock works off.
AT_ONCE = 50
EVERY_SECONDS = 3.0
logger = logging.getLogger(__name__)
_pool: ThreadPoolExecutor | None = None
_waiting: set[Future[None]] = set()


def soon(pk: int) -> None:
    """Crop photo *pk* without keeping anybody waiting.

    The setting PHOTOS_CROP says where: `thread` (default), `inline` (now, for tests and small
    programs) or `clock` (left to the clock).
    """
    where = getattr(settings, "PHOTOS_CROP", "thread")
    if where == "inline":
        _crop(pk)
    elif where == "thread":
        _waiting.add(one := _threads().submit(_crop_apart, pk))
        one.add_done_callback(_waiting.discard)


def finish(within: float) -> None:
    """Before a command ends: wait *within* seconds for its crops, leave the rest to the clock."""
    wait(set(_waiting), timeout=within)
    for one in set(_waiting):
        one.cancel()


def register() -> None:
    """Tell the clock that there is work."""
    due_work.register("photo crops", DueWork(run=_due, every=EVERY_SECONDS))


def _due(now: datetime) -> int:
    return actions.make_missing_crops(AT_ONCE, now=now)


def _crop(pk: int) -> None:
    try:
        photo = Photo.objects.filter(pk=pk, crops_due=True).first()
        if photo is not None:
            actions.make_crops(photo)
    except OperationalError as error:  # somebody writes without a pause
        logger.info("photo:%s is left to the clock: %s", pk, error)
    except Exception:
        logger.exception("photo:%s could not be cropped now; it is left to the clock.", pk)


def _threads() -> ThreadPoolExecutor:
    global _pool
    if _pool is None:
        _pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="photo-crops")
        atexit.register(_pool.shutdown, wait=False, cancel_futures=True)
    return _pool


def _crop_apart(pk: int) -> None:
    close_old_connections()
    try:
        _crop(pk)
    finally:
        connection.close()
