"""The clock's part: keep the index as the log is, build it when it is missing or broken; choose
the stories that are like each story behind it.

The clock must publish at the due second, so the work is done by a thread of its own; the clock
only wakes it.
"""

from __future__ import annotations

import logging
import threading
import time
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from redaksi.lib.registries import DueWork, due_work
from redaksi.search import choosing, following, rebuilding, unanswered
from redaksi.search.shelf import Busy, Unready

#: Seconds between two looks, between two pieces of the sweep, and of rest after a failure.
EVERY, SWEEP, REST = 0.5, 10.0, 30.0
#: How long the walk over stories rests after each piece, in times of what the piece took.
EASE = 9.0
logger = logging.getLogger(__name__)


class Keeper:
    """Keeps the index under *top*; one piece of work at a time."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self._thread: threading.Thread | None = None
        self._rests_until = self._swept_at = self._walks_at = 0.0

    def look(self, _now: datetime) -> int:
        """Do what is due, or have it done; 0 when nothing could be begun."""
        if time.monotonic() < self._rests_until or (self._thread and self._thread.is_alive()):
            return 0
        if settings.SEARCH_FOLLOW != "thread":
            self.work()
            return 1
        self._thread = threading.Thread(target=self._apart, name="search", daemon=True)
        self._thread.start()
        return 1

    def _apart(self) -> None:
        try:
            self.work()
        finally:
            connection.close()

    def work(self) -> None:
        """Follow the log; what fails is said once and tried again after a rest."""
        try:
            self._follow()
        except Busy:
            return  # somebody else does it
        except (OSError, DatabaseError) as error:
            self._rest(f"The search index could not be written: {error}")
        except Unready as error:
            self._rest(f"The search index could not be built: {error}")

    def _follow(self) -> None:
        try:
            while following.catch_up(self.top):
                pass
            self._sweep()
            self._choose()
        except Unready as error:
            logger.warning("Search is built anew: %s", error)
            rebuilding.rebuild(self.top)

    def _sweep(self) -> None:
        if time.monotonic() - self._swept_at >= SWEEP or following.lags(self.top):
            self._swept_at = time.monotonic()
            while following.sweep(self.top):
                pass
            unanswered.gather(self.top)

    def _choose(self) -> None:
        """Choose for the stories of the log, and for a few more when it is time."""
        while choosing.follow(self.top):
            pass
        if (started := time.monotonic()) >= self._walks_at:
            choosing.walk(self.top)
            self._walks_at = time.monotonic() + EASE * (time.monotonic() - started)

    def _rest(self, says: str) -> None:
        self._rests_until = time.monotonic() + REST
        logger.error("%s It is tried again in %d seconds.", says, REST)


def register() -> None:
    """Tell the clock that there is work."""
    due_work.register("search", DueWork(run=Keeper(settings.SEARCH_FOLDER).look, every=EVERY))
