"""What the doctor looks at in a newspaper that is up: its edge, and whether its clock is late."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.conf import settings

from redaksi.edge import control
from redaksi.edge.tagtable import TagTable
from redaksi.lib import clock
from redaksi.lib.lateness import TOLERATED
from redaksi.ops import runfolder
from redaksi.press import acts
from redaksi.stories import lapses


def table() -> tuple[bool, str]:
    """Whether the tag table has every row of the log that it should have."""
    found = TagTable.open(Path(settings.EDGE_FOLDER))
    applied, last = found.applied, acts.last_seq()
    found.close()
    if applied > last:
        return True, f"at row {applied}, the log at {last}: another database; all is made anew"
    if applied < last and _is_up():
        return False, (
            f"at row {applied}, the log at {last}: the edge does not follow; what it says stands "
            "where `redaksi up` runs"
        )
    return True, f"at row {applied} of {last}"


def edge() -> tuple[bool, str]:
    """Whether every worker of the edge answers and is up with the log."""
    run = runfolder.find(Path(settings.DATA))
    if run is None or not run.is_up():
        return True, "nothing is up"
    told = control.ask_all(run.path, {"ask": "stats"})
    wanted = settings.OPTIONS.number("server.edge_workers")
    behind = [one for one in told if one.get("lag") or one.get("behind")]
    says = f"{len(told)} of {wanted} workers answer in {run.path}"
    if behind:
        says += f"; {len(behind)} are behind the log: `redaksi edge stats` says how far"
    return len(told) == wanted and not behind, says


def due() -> tuple[bool, str]:
    """Whether the clock does what is due in time."""
    moment = clock.now() - timedelta(seconds=TOLERATED)
    late = len(lapses.due(moment)) + len(lapses.expired(moment))
    if not late:
        return True, "nothing is late"
    remedy = "what it says stands where `redaksi up` runs" if _is_up() else "`redaksi up` does them"
    return False, f"{late} stories should have been published or taken down by now; {remedy}"


def _is_up() -> bool:
    run = runfolder.find(Path(settings.DATA))
    return run is not None and run.is_up()
