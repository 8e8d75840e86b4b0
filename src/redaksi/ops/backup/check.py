"""Reading a backup again: every file against its sum, the database by its own program."""

from __future__ import annotations

import hashlib
from pathlib import Path

from redaksi.ops.backup import files, postgresrun, shapes, sqlitebook
from redaksi.ops.backup.shapes import BackupFailed, Manifest


def check(place: Path) -> Manifest:
    """Read the whole backup in *place*; what it says of itself. Raises BackupFailed.

    SQLite looks at the database, the chain of its log and the rows of each table are reckoned
    again; PostgreSQL's own program reads a dump to its end.
    """
    told = shapes.read(place)
    for inner, digits in sums(place, told).items():
        _same(place, inner, digits)
    if told.database == "sqlite":
        _same_book(place / shapes.SQLITE, told)
    else:
        postgresrun.look(place / shapes.DUMP)
    return told


def sums(place: Path, told: Manifest) -> dict[str, str]:
    """The sums of the backup in *place*, once they are those it was made with."""
    try:
        text = (place / shapes.SUMS).read_text(encoding="utf-8")
    except OSError as error:
        raise BackupFailed(f"{place / shapes.SUMS} cannot be read: {error.strerror}.") from error
    if hashlib.sha256(text.encode()).hexdigest() != told.sums:
        raise BackupFailed(f"{place / shapes.SUMS} was changed since the backup was made.")
    return files.sums_of(text)


def _same(place: Path, inner: str, digits: str) -> None:
    if Path(inner).is_absolute() or ".." in Path(inner).parts:
        raise BackupFailed(f"{place} names a file outside of itself: {inner}.")
    try:
        seen = files.sum_of(place / inner)
    except OSError as error:
        raise BackupFailed(f"{place / inner} cannot be read: {error.strerror}.") from error
    if seen != digits:
        raise BackupFailed(f"{place / inner} was changed since the backup was made.")


def _same_book(database: Path, told: Manifest) -> None:
    book = sqlitebook.look(database)
    if (book.rows, book.seq, book.hash) != (told.rows, told.log_seq, told.log_hash):
        raise BackupFailed(f"{database} holds other rows than when it was backed up.")
