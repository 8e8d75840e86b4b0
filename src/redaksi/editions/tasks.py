"""The clock's part: a thread that draws, so that no story waits for a page to be drawn."""

from __future__ import annotations

import atexit
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime

from django.conf import settings
from django.db import close_old_connections, connection

from redaksi.editions import drawing
from redaksi.editions.models import Edition
from redaksi.lib.registries import DueWork, due_work

EVERY_SECONDS = 2.0
_pool: ThreadPoolExecutor | None = None
_running: Future[int] | None = None


def register() -> None:
    """Tell the clock that there is work."""
    due_work.register("edition pages", DueWork(run=_due, every=EVERY_SECONDS))


def _due(now: datetime) -> int:
    """Begin to draw what waits, unless it is under way; how many editions wait.

    The setting EDITIONS_DRAW says where: `thread` (default) or `inline` (now, for tests).
    """
    waiting = Edition.objects.filter(status=Edition.Status.PROCESSING).count()
    if waiting and getattr(settings, "EDITIONS_DRAW", "thread") == "inline":
        drawing.work_off(now)
    elif waiting:
        _begin(now)
    return waiting


def _begin(now: datetime) -> None:
    global _pool, _running
    if _running is not None and not _running.done():
        return
    if _pool is None:
        _pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="edition-pages")
        atexit.register(_pool.shutdown, wait=False, cancel_futures=True)
    _running = _pool.submit(_work_apart, now)


def _work_apart(now: datetime) -> int:
    close_old_connections()
    try:
        return drawing.work_off(now)
    finally:
        connection.close()
