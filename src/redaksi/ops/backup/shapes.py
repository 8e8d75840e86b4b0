"""What backups are made of and what is told of one."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
DUMP = "database.dump"
SQLITE = "data/redaksi.sqlite3"
FORMAT = 1
#: Octets that must stay free on the disk of the backups.
SPARE = 64 * 1024 * 1024
#: The name of a backup is its moment in UTC: names in order are moments in order.
NAMED = "%Y-%m-%dT%H%M%SZ"


class BackupFailed(Exception):
    """A backup was not made, or is not good; the message says what, where and what to do."""


@dataclass(frozen=True, kw_only=True)
class Book:
    """What a database holds as of one moment: rows by table, head and problems of the log."""

    rows: dict[str, int]
    seq: int
    hash: str
    problems: list[str]


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """A backup about itself; ``made`` is ISO 8601 in UTC, ``seconds`` how long it took.

    ``whole`` is false when it holds database and settings alone, as before an upgrade. ``sums``
    is the SHA-256 of the list of sums, and so of everything.
    """

    made: str
    version: str
    database: str
    whole: bool
    rows: dict[str, int]
    log_seq: int
    log_hash: str
    log_problems: list[str]
    files: int
    bytes: int
    copied: int
    seconds: float
    sums: str
    format: int = FORMAT
    before: str = field(default="")

    @property
    def moment(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.made)

    def text(self) -> str:
        """As it stands in the backup."""
        return json.dumps(asdict(self), indent=1, sort_keys=True) + "\n"


def read(place: Path) -> Manifest:
    """What the backup in *place* says of itself. Raises BackupFailed."""
    try:
        told: dict[str, Any] = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
        if told["format"] != FORMAT:
            raise BackupFailed(
                f"{place} has the format {told['format']}; this version reads {FORMAT}. "
                "Restore it with the version that made it."
            )
        return Manifest(**told)
    except FileNotFoundError as error:
        raise BackupFailed(f"{place} is no backup: it holds no {MANIFEST}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise BackupFailed(f"{place / MANIFEST} cannot be read: {error}.") from error


def moment_of(name: str) -> datetime | None:
    """The moment that a backup's folder is named by; None for anything else."""
    try:
        return datetime.strptime(name, NAMED).replace(tzinfo=UTC)
    except ValueError:
        return None


def all_in(to: Path) -> list[Path]:
    """The backups in the folder *to*, the oldest first; whatever else stands there is left out."""
    if not to.is_dir():
        return []
    found = [one for one in to.iterdir() if moment_of(one.name) and (one / MANIFEST).is_file()]
    return sorted(found, key=lambda one: one.name)


def newest(to: Path, *, whole: bool = True) -> Path | None:
    """The newest backup in *to*: with photos and pages, unless *whole* is false."""
    for one in reversed(all_in(to)):
        try:
            if read(one).whole or not whole:
                return one
        except BackupFailed:
            continue
    return None
