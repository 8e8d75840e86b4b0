"""The clock's part: threads that fetch, so that a slow partner keeps nothing else waiting."""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings
from django.db import close_old_connections, connection
from django.db.models import Q

from redaksi.lib import clock
from redaksi.lib.asking import Askers
from redaksi.lib.registries import DueWork, due_work
from redaksi.partners import actions
from redaksi.partners.models import Partner

EVERY_SECONDS, THREADS = 5.0, 2
logger = logging.getLogger(__name__)
_askers = Askers("partners", threads=THREADS)


def register() -> None:
    """Tell the clock that there is work."""
    due_work.register("partners", DueWork(run=_due, every=EVERY_SECONDS))


def _due(now: datetime) -> int:
    """Hide what is too old and fetch what is due; how many partners that concerned.

    The setting PARTNERS_FETCH says where: `thread` (default) or `inline` (now, for tests).
    """
    hidden = actions.hide_stale(now)
    rows = Partner.objects.filter(live=True, fetching=True)
    due = list(rows.filter(Q(next_at__isnull=True) | Q(next_at__lte=now)))
    for partner in due:
        if getattr(settings, "PARTNERS_FETCH", "thread") == "inline":
            _refresh(partner.pk)
        else:
            _askers.begin(partner.pk, _refresh_apart)
    return hidden + len(due)


def _refresh_apart(pk: int) -> None:
    close_old_connections()
    try:
        _refresh(pk)
    except Exception:
        logger.exception("partner:%s could not be refreshed; it is tried again.", pk)
    finally:
        connection.close()


def _refresh(pk: int) -> None:
    partner = Partner.objects.filter(pk=pk, live=True, fetching=True).first()
    if partner is not None:
        actions.refresh(partner, clock.now())
