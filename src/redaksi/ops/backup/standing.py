"""How it stands with backups, for the desk and the doctor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from redaksi.lib import clock
from redaksi.ops.backup import notes
from redaksi.ops.backup.notes import Notes
from redaksi.press.models import LogEntry

#: A newspaper without a good backup for so long is in danger.
LONGEST = timedelta(hours=48)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is noted of the last backups, whether that is well, whether the clock makes them."""

    noted: Notes
    well: bool
    by_itself: bool


def standing() -> Standing:
    """How it stands now; a newspaper younger than :data:`LONGEST` may be without a backup."""
    noted = notes.read(Path(settings.DATA))
    since = noted.good or LogEntry.objects.order_by("seq").values_list("at", flat=True).first()
    late = since is not None and clock.now() - since > LONGEST
    return Standing(
        noted=noted, well=not late and not noted.failed and not noted.log_problems,
        by_itself=settings.OPTIONS["backup.hour"] is not None,
    )  # fmt: skip


def look() -> tuple[bool, str]:
    """What the doctor says of it: whether it is well, and what was seen."""
    found = standing()
    noted = found.noted
    if noted.failed:
        return False, f"the last one failed at {noted.failed_at}: {noted.says}"
    how = "" if found.by_itself else "; backup.hour has the clock make one each night"
    if noted.good is None:
        return found.well, f"none yet; `redaksi backup` makes one{how}"
    size = f"{noted.bytes // 1_000_000:,} MB"
    seen = f"the last good one is of {noted.good_at}, {size} in {noted.place}"
    if noted.log_problems:
        return False, f"{seen}; the log in it was tampered with, `redaksi log verify` says where"
    return found.well, seen if found.well else f"{seen}: too old{how or '; is the clock up?'}"
