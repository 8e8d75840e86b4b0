"""The clock's part: a backup in its hour of each day, made by a process of its own.

The clock must publish at the due second, so it only starts the process and looks whether it ended.
"""

from __future__ import annotations

import logging
import os
import subprocess
import time
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from django.conf import settings

from redaksi.lib.registries import DueWork, due_work
from redaksi.ops import children, plan
from redaksi.ops.backup import notes
from redaksi.ops.backup.notes import Notes
from redaksi.sections import queries as sections

#: Seconds between two looks, and between a backup that failed and the next try.
EVERY, REST = 20.0, 3600.0
logger = logging.getLogger(__name__)


def is_due(now: datetime, zone: tzinfo, hour: int, noted: Notes) -> bool:
    """Whether the backup of the *hour* that began last in *zone* is still to be made at *now*.

    One that failed is tried again after :data:`REST` seconds.
    """
    local = now.astimezone(zone)
    began = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    if began > local:
        began -= timedelta(days=1)
    if noted.good is not None and noted.good >= began:
        return False
    return noted.failed is None or now - noted.failed >= timedelta(seconds=REST)


class Nightly:
    """Starts the backup's process when it is due; one at a time."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._rests_until = 0.0

    def look(self, now: datetime) -> int:
        """Start a backup that is due; how many were started."""
        if settings.OPTIONS["backup.hour"] is None or self._is_busy():
            return 0
        noted = notes.read(Path(settings.DATA))
        hour = settings.OPTIONS.number("backup.hour")
        if not is_due(now, sections.newspaper().zone, hour, noted):
            return 0
        self._child = children.start([*plan.program("redaksi.ops.backup"), str(os.getpid())])
        return 1

    def _is_busy(self) -> bool:
        """Whether one is under way, or rests after it failed."""
        if self._child is None:
            return time.monotonic() < self._rests_until
        code = self._child.poll()
        if code is None:
            return True
        if code:
            self._rests_until = time.monotonic() + REST
            logger.error("The nightly backup failed; it is tried again in an hour.")
        self._child = None
        return bool(code)


def register() -> None:
    """Tell the clock that there is work."""
    due_work.register("backup", DueWork(run=Nightly().look, every=EVERY))
