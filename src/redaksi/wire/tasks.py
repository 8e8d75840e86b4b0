"""The clock's part: threads that ask the wires, and the sweep of what nobody took."""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings
from django.db import close_old_connections, connection
from django.db.models import Q

from redaksi.lib import clock
from redaksi.lib.asking import Askers
from redaksi.lib.registries import DueWork, due_work
from redaksi.wire import actions
from redaksi.wire.models import Source

EVERY_SECONDS, THREADS, SWEEP_SECONDS = 5.0, 2, 600.0
logger = logging.getLogger(__name__)
_askers = Askers("wire", threads=THREADS)


def register() -> None:
    """Tell the clock that there is work."""
    due_work.register("wire", DueWork(run=_due, every=EVERY_SECONDS))
    due_work.register("wire-sweep", DueWork(run=actions.sweep, every=SWEEP_SECONDS))


def _due(now: datetime) -> int:
    """Ask the sources whose time has come; how many.

    The setting WIRE_FETCH says where: `thread` (default) or `inline` (now, for tests).
    """
    rows = Source.objects.filter(active=True)
    due = rows.filter(Q(next_at__isnull=True) | Q(next_at__lte=now)).values_list("pk", flat=True)
    for pk in (found := list(due)):
        if getattr(settings, "WIRE_FETCH", "thread") == "inline":
            _poll(pk)
        else:
            _askers.begin(pk, _poll_apart)
    return len(found)


def _poll_apart(pk: int) -> None:
    close_old_connections()
    try:
        _poll(pk)
    except Exception:
        logger.exception("The wire %s could not be asked; it is tried again.", pk)
    finally:
        connection.close()


def _poll(pk: int) -> None:
    source = Source.objects.filter(pk=pk, active=True).first()
    if source is not None:
        actions.poll(source, clock.now())
