"""The clock: does what is registered at its time, and no failure stops it."""

from __future__ import annotations

import logging
import threading
from datetime import datetime

import pytest

from redaksi.lib import registries
from redaksi.lib.registries import DueWork, Registry
from redaksi.ops import clock
from redaksi.portal import stamp
from redaksi.press import acts


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


@pytest.mark.django_db
def test_a_deploy_is_noted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "stamp", lambda: "made so")
    clock.note_deploy()
    clock.note_deploy()
    assert acts.entries("deployed", "deploy").count() == 1


@pytest.mark.django_db
def test_a_deploy_that_cannot_be_noted_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> str:
        raise OSError("no such file")

    monkeypatch.setattr(stamp, "stamp", broken)
    with caplog.at_level(logging.ERROR):
        clock.note_deploy()
    assert "The deploy was not noted" in caplog.text
