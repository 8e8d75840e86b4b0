"""A database of SQLite: copied as of one moment while others write, looked at, counted."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from redaksi.ops.backup.shapes import BackupFailed, Book
from redaksi.press import chain

#: Seconds to wait for a writer that holds the whole database.
PATIENCE = 60
ROWS = (
    "SELECT seq, at, kind, subject, tags, actor, payload, hash FROM redaksi_press_logentry "
    "ORDER BY seq"
)


def copy(source: Path, target: Path) -> None:
    """Copy the database *source* to *target* (0600) by SQLite's online backup, in one step.

    In one, because every write between two would begin it anew: readers and writers go on, and
    the copy is of the moment in which it began. Raises sqlite3.Error, OSError.
    """
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(_opened(source, "ro")) as given, closing(_opened(target, "rw")) as made:
        given.backup(made)
        made.execute("PRAGMA journal_mode=DELETE")  # one file, which needs none beside it
    with target.open("rb") as file:
        os.fsync(file.fileno())


def look(path: Path) -> Book:
    """What the database at *path* holds, once SQLite found it whole. Raises BackupFailed."""
    try:
        with closing(_opened(path, "ro", still=True)) as line:
            said = [one[0] for one in line.execute("PRAGMA integrity_check(5)")]
            if said != ["ok"]:
                raise BackupFailed(f"{path} is damaged: {'; '.join(said)}.")
            found = _chain(line)
            return Book(
                rows=counts(line), seq=found.seq, hash=found.hash,
                problems=[*found.problems, *([f"and {found.beyond} more"] * bool(found.beyond))],
            )  # fmt: skip
    except sqlite3.DatabaseError as error:
        raise BackupFailed(f"{path} is damaged: {error}.") from error


def hash_at(path: Path, seq: int) -> str:
    """The hash of row *seq* of the log in the database at *path*; empty without one."""
    with closing(_opened(path, "ro", still=True)) as line:
        if not _has_chain(line):
            return ""
        asked = "SELECT hash FROM redaksi_press_logentry WHERE seq = ?"
        found = line.execute(asked, [seq]).fetchone()
    return str(found[0]) if found else ""


def counts(line: sqlite3.Connection) -> dict[str, int]:
    """The rows of each table."""
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    return {
        name: int(line.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608
        for (name,) in sorted(line.execute(named))
    }


def _chain(line: sqlite3.Connection) -> chain.Verdict:
    if not _has_chain(line):
        return chain.Verdict()
    last = line.execute("SELECT max(seq) FROM redaksi_press_logcounter").fetchone()[0] or 0
    return chain.examine(_facts(line), last=int(last))


def _has_chain(line: sqlite3.Connection) -> bool:
    """Whether the log has hashes; a version before them is backed up before it goes."""
    columns = line.execute("PRAGMA table_info(redaksi_press_logentry)")
    return any(one[1] == "hash" for one in columns)


def _facts(line: sqlite3.Connection) -> Iterator[chain.Facts]:
    for seq, at, kind, subject, tags, actor, payload, digits in line.execute(ROWS):
        yield chain.Facts(
            seq=seq, at=_moment(at), kind=kind, subject=subject, tags=_json(tags), actor=actor,
            payload=_json(payload), hash=digits,
        )  # fmt: skip


def _moment(text: str) -> datetime | None:
    """Moments are kept in UTC without saying so."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except (TypeError, ValueError):
        return None


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _opened(path: Path, mode: str, *, still: bool = False) -> sqlite3.Connection:
    """A connection to *path*; *still* when nobody else has it open."""
    address = f"{path.absolute().as_uri()}?mode={mode}{'&immutable=1' if still else ''}"
    return sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
