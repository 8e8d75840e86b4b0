"""Restoring: a backup, read and found whole, becomes a newspaper in an empty folder."""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redaksi.ops.backup import check, files, postgresrun, shapes
from redaksi.ops.backup.shapes import BackupFailed, Manifest

#: What an empty folder may hold: a file system's own.
ALLOWED = {"lost+found"}
DATA = re.compile(r"(?m)^(\s*data\s*=\s*).*$")
#: Others may not read them: passwords, keys, unpublished stories.
SECRET = {"redaksi.toml", "data/secret-key", shapes.SQLITE}


@dataclass(frozen=True, kw_only=True)
class Restored:
    """A newspaper that was restored, and from what."""

    folder: Path
    place: Path
    manifest: Manifest


def restore(source: Path, folder: Path, fill: Callable[[Path, str], None]) -> Restored:
    """Make a newspaper in the empty *folder* of the backup *source*, or of the newest one there.

    Everything is read and compared before, and each file once more as it is written; the
    settings come last, so that half a newspaper is none. ``fill(dump, settings)`` brings the
    dump of a server's database into an empty one. Raises BackupFailed.
    """
    place = source if (source / shapes.MANIFEST).is_file() else shapes.newest(source)
    if place is None:
        raise BackupFailed(f"{source} holds no backup; name one, or the folder they stand in.")
    _refuse_the_full(folder)
    text = settings_of(place)
    told = check.check(place)
    try:
        _copy(place, folder, told)
        if told.database != "sqlite":
            fill(place / shapes.DUMP, text)
        _settings(folder, text)
    except OSError as error:
        raise BackupFailed(
            f"{folder} could not be filled: {error.strerror} ({error.filename}). The backup is "
            f"untouched; empty the folder and try again."
        ) from error
    return Restored(folder=folder, place=place, manifest=told)


def _refuse_the_full(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise BackupFailed(f"{folder} is no folder; name an empty or a new one with --dir.")
    if folder.is_dir() and {one.name for one in folder.iterdir()} - ALLOWED:
        raise BackupFailed(
            f"{folder} is not empty; nothing is ever written over. Name an empty or a new folder "
            "with --dir."
        )


def _copy(place: Path, folder: Path, told: Manifest) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for part in ("data", "data/media", "templates", "static"):
        (folder / part).mkdir(exist_ok=True)
    for inner, digits in check.sums(place, told).items():
        if inner in (shapes.DUMP, "redaksi.toml"):
            continue
        target = folder / inner
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(place / inner, target)
        target.chmod(0o600 if inner in SECRET else 0o644 & ~_umask())
        if files.sum_of(target) != digits:
            raise BackupFailed(f"{target} came back from the disk as other than it was written.")


def _umask() -> int:
    """What this user takes from the rights of new files."""
    now = os.umask(0o022)
    os.umask(now)
    return now


def settings_of(place: Path) -> str:
    """The settings in the backup *place*, fit for another folder. Raises BackupFailed."""
    file = place / "redaksi.toml"
    return settled(file.read_text(encoding="utf-8")) if file.is_file() else ""


def _settings(folder: Path, text: str) -> None:
    made = folder / ".redaksi.toml"
    made.write_text(text, encoding="utf-8")
    made.chmod(0o600)
    made.replace(folder / "redaksi.toml")


def settled(text: str) -> str:
    """The settings *text*, with the data inside the newspaper's folder.

    Another place would still be that of the old newspaper. Raises BackupFailed.
    """
    told = tomllib.loads(text)
    if told.get("paths", {}).get("data", "data") == "data":
        return text
    changed = DATA.sub(r'\g<1>"data"', text)
    told["paths"]["data"] = "data"
    if tomllib.loads(changed) != told:
        raise BackupFailed(
            "The settings in the backup name a folder of data outside the newspaper's; take that "
            "line (paths.data) out of a copy of the backup's redaksi.toml."
        )
    return changed


def fill_postgresql(dump: Path, facts: dict[str, Any]) -> None:
    """Bring *dump* into the empty database of *facts* (as Django has them), or nothing of it.

    Raises BackupFailed, also when there are tables in it already.
    """
    more = postgresrun.surroundings(facts)
    postgresrun.run(
        ["pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--no-acl",
         f"--dbname={more.get('PGDATABASE', '')}", str(dump)], more, None,
    )  # fmt: skip
