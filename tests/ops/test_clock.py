"""The clock: does what is registered at its time, and no failure stops it."""

from __future__ import annotations

import logging
import threading
from datetime import datetime

import pytest

from redaksi.lib import registries
from redaksi.lib.registries import DueWork, Registry
from redaksi.ops import clock


@pytest.mark.django_db(transaction=True)
def test_due_work_is_done_and_a_failure_is_told_and_tried_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stop, done = threading.Event(), []

    def good(now: datetime) -> int:
        done.append(now)
        if len(done) == 3:
            stop.set()
        return 1

    def bad(_now: datetime) -> int:
        raise RuntimeError("broken")

    work: Registry[DueWork] = Registry("due work")
    work.register("bad", DueWork(run=bad, every=0.01))
    work.register("good", DueWork(run=good, every=0.01))
    monkeypatch.setattr(registries, "due_work", work)
    monkeypatch.setattr(clock, "TICK", 0.02)
    with caplog.at_level(logging.ERROR):
        clock.run(stop)
    assert len(done) == 3
    assert "Due work “bad” failed; it is tried again." in caplog.text
