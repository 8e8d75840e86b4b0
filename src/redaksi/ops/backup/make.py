"""Making a backup: filled beside the others, read back, and put among them in one step."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

import redaksi
from redaksi.lib import clock
from redaksi.ops.backup import filling, keep, notes, shapes, thinning
from redaksi.ops.backup.shapes import BackupFailed, Manifest

#: What a backup is called until it is one.
UNDER_WAY = ".under-way-"


@dataclass(frozen=True, kw_only=True)
class Made:
    """A backup that was made, what it says of itself, and the older ones that went for it."""

    place: Path
    manifest: Manifest
    gone: list[Path]


def folder() -> Path:
    """Where the settings have backups stand."""
    return Path(settings.FOLDER) / settings.OPTIONS.path("backup.folder")


def rule() -> keep.Rule:
    """How many of them the settings have kept."""
    wanted = settings.OPTIONS
    return keep.Rule(
        days=wanted.number("backup.keep_days"),
        weeks=wanted.number("backup.keep_weeks"),
        months=wanted.number("backup.keep_months"),
    )


def make(to: Path, *, whole: bool = True, before: str = "") -> Made:
    """Back the newspaper of this process up into the folder *to*; thin out what stands there.

    With *whole* off the database, settings and secrets alone; *before* says what for. Readers
    and editors go on. What became of it is noted in the newspaper's data. Raises BackupFailed;
    whatever was backed up before is untouched then.
    """
    try:
        with _alone(to):
            made = _made(to, whole=whole, before=before)
            gone = thinning.thinned(to, rule()) if whole else []
    except (OSError, sqlite3.Error, BackupFailed) as error:
        says = _told(to, error)
        notes.note_failed(Path(settings.DATA), says)
        raise BackupFailed(says) from error
    if whole:
        _note(made)
    return Made(place=made[0], manifest=made[1], gone=gone)


def _made(to: Path, *, whole: bool, before: str) -> tuple[Path, Manifest]:
    moment, began = clock.now().astimezone(UTC), time.monotonic()
    place = to / _free_name(to, moment)
    under_way = to / f"{UNDER_WAY}{place.name}"
    under_way.mkdir(mode=0o700)
    try:
        fill = filling.Filling(
            newspaper=Path(settings.FOLDER), data=Path(settings.DATA), target=under_way,
            former=shapes.newest(to), without=to, whole=whole,
        )  # fmt: skip
        book = fill.fill(_database())
        manifest = Manifest(
            made=moment.isoformat(timespec="seconds"), version=redaksi.__version__,
            database=connection.vendor, whole=whole, before=before, rows=book.rows,
            log_seq=book.seq, log_hash=book.hash, log_problems=book.problems,
            files=len(fill.sums), bytes=fill.bytes, copied=fill.copied,
            seconds=round(time.monotonic() - began, 1), sums=fill.write_sums(),
        )  # fmt: skip
        filling.write(under_way / shapes.MANIFEST, manifest.text())
        filling.settle(under_way)
        under_way.rename(place)
        filling.sync(to)
    except BaseException:
        shutil.rmtree(under_way, ignore_errors=True)
        raise
    return place, manifest


def _database() -> Path | None:
    """SQLite's file; None when the database is a server's."""
    return Path(connection.settings_dict["NAME"]) if connection.vendor == "sqlite" else None


def _free_name(to: Path, moment: datetime) -> str:
    """The name of *moment*, or of the first later second that has no backup."""
    seconds = int(moment.timestamp())
    while (to / (name := datetime.fromtimestamp(seconds, UTC).strftime(shapes.NAMED))).exists():
        seconds += 1
    return name


@contextmanager
def _alone(to: Path) -> Iterator[None]:
    """Hold the folder of backups; whatever a killed backup left there goes. Raises BackupFailed."""
    to.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = os.open(to, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for one in [*to.glob(f"{UNDER_WAY}*"), *to.glob(f"{thinning.GOING}*")]:
            shutil.rmtree(one)
        yield
    except BlockingIOError:
        raise BackupFailed("another backup is under way there; wait until it is done") from None
    finally:
        os.close(lock)


def _note(made: tuple[Path, Manifest]) -> None:
    place, told = made
    notes.write(
        Path(settings.DATA),
        notes.Notes(
            good_at=told.made, place=str(place.resolve()), files=told.files, bytes=told.bytes,
            log_problems=len(told.log_problems),
        ),
    )  # fmt: skip


def _told(to: Path, error: Exception) -> str:
    """One line: what happened, what is still there, what to do."""
    what = str(error).rstrip(".")
    if isinstance(error, OSError):
        what = f"{error.strerror or error} ({error.filename or to})"
    former = None
    with suppress(OSError):
        former = shapes.newest(to)
    still = f"the last good one is {former} and is untouched" if former else "there is none yet"
    return f"No backup was made in {to}: {what}; {still}."
