"""What is remembered of the last backups, in the newspaper's own data: for the desk, the doctor
and the clock, which do not know where a backup was put by hand."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from redaksi.lib import clock

FILE = "backups.json"


@dataclass(frozen=True, kw_only=True)
class Notes:
    """The last good backup (when, where, files, octets, problems of the log) and the last one
    that failed, with what it said; a moment is ISO 8601 in UTC, empty when there was none."""

    good_at: str = ""
    place: str = ""
    files: int = 0
    bytes: int = 0
    log_problems: int = 0
    failed_at: str = ""
    says: str = ""

    @property
    def good(self) -> datetime | None:
        """When the last good one was made."""
        return datetime.fromisoformat(self.good_at) if self.good_at else None

    @property
    def failed(self) -> datetime | None:
        """When the last one failed; None when a good one came after it."""
        return datetime.fromisoformat(self.failed_at) if self.failed_at else None


def read(data: Path) -> Notes:
    """What is remembered in the newspaper's *data*; nothing when it cannot be read."""
    try:
        told: dict[str, Any] = json.loads((data / FILE).read_text(encoding="utf-8"))
        return Notes(**told)
    except (OSError, ValueError, TypeError):
        return Notes()


def note_failed(data: Path, says: str) -> None:
    """Remember that a backup failed just now."""
    write(data, replace(read(data), failed_at=clock.now().isoformat(), says=says[:1000]))


def write(data: Path, notes: Notes) -> None:
    """Remember *notes*; a disk that is full forgets them, and nothing else happens."""
    made = data / f".{FILE}"
    with suppress(OSError):
        made.write_text(json.dumps(asdict(notes)), encoding="utf-8")
        made.replace(data / FILE)
