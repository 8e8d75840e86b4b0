"""The clock's part: every few seconds what was counted is taken in."""

from __future__ import annotations

import time
from datetime import datetime

from django.conf import settings

from redaksi.lib.registries import DueWork, due_work
from redaksi.popular import actions
from redaksi.popular.drains import Basket, Folder
from redaksi.press import acts

#: Seconds between two looks, and between two rounds without news.
EVERY, ROUND = 5.0, 60.0


class Collector:
    """Empties *basket*; and when stories came or went, or counting stopped, sees to the lists."""

    def __init__(self, basket: Basket) -> None:
        self.basket = basket
        self._seq, self._looked_at = -1, 0.0

    def look(self, now: datetime) -> int:
        """Do what is due; how many reads were counted."""
        counted = actions.collect(self.basket, now)
        seq = acts.last_seq()
        if seq != self._seq or time.monotonic() - self._looked_at >= ROUND:
            actions.show(now)
            self._seq, self._looked_at = acts.last_seq(), time.monotonic()
        return counted


def register() -> None:
    """Tell the clock that there is work."""
    basket = Folder(settings.READS_FOLDER)
    due_work.register("popular", DueWork(run=Collector(basket).look, every=EVERY))
