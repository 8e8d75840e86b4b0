"""Old backups go: those that the rule does not keep, each in one step."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from redaksi.ops.backup import keep, shapes

#: What a backup is called while it is taken away.
GOING = ".going-"


def thinned(to: Path, wanted: keep.Rule) -> list[Path]:
    """Take away the backups in *to* that the rule does not keep; which they were.

    Those from before an upgrade go when they are older than the oldest one that is kept; one
    that cannot be read stays.
    """
    whole, partial = _sorted(to)
    kept = keep.kept(whole, wanted)
    old = [one for at, one in whole.items() if at not in kept]
    old += [one for at, one in partial.items() if kept and at < min(kept)]
    for one in old:
        shutil.rmtree(one.rename(to / f"{GOING}{one.name}"))
    return old


def _sorted(to: Path) -> tuple[dict[datetime, Path], dict[datetime, Path]]:
    """The backups by their moment: whole ones, and those from before an upgrade."""
    whole: dict[datetime, Path] = {}
    partial: dict[datetime, Path] = {}
    for one in shapes.all_in(to):
        at = shapes.moment_of(one.name)
        try:
            told = shapes.read(one)
        except shapes.BackupFailed:
            continue
        if at is not None:
            (whole if told.whole else partial)[at] = one
    return whole, partial
