"""PostgreSQL's own programs: how they find the database, and how they are run."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from redaksi.ops.backup.shapes import BackupFailed

#: Seconds after which a program that does not end is given up.
LONGEST = 6 * 3600


def look(dumped: Path) -> None:
    """Have ``pg_restore`` read the whole of *dumped*. Raises BackupFailed."""
    run(["pg_restore", "--file=/dev/null", str(dumped)], {}, None)


def surroundings(facts: Mapping[str, Any]) -> dict[str, str]:
    """How PostgreSQL's programs find the database: by variables, for a command line is public."""
    named = {"PGDATABASE": "NAME", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGHOST": "HOST",
             "PGPORT": "PORT"}  # fmt: skip
    return {ours: str(facts[theirs]) for ours, theirs in named.items() if facts.get(theirs)}


def run(command: list[str], more: Mapping[str, str], target: Path | None) -> None:
    """Run one of PostgreSQL's programs, its output to *target*. Raises BackupFailed."""
    if shutil.which(command[0]) is None:
        raise BackupFailed(
            f"There is no {command[0]} on this machine; install PostgreSQL's client "
            "(Debian: apt-get install postgresql-client) of the server's version or newer."
        )
    place = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600) if target else None
    try:
        done = subprocess.run(  # noqa: S603 (ours)
            command, stdout=place, stderr=subprocess.PIPE, env={**os.environ, **more},
            timeout=LONGEST, check=False,
        )  # fmt: skip
        if place is not None:
            os.fsync(place)
    except subprocess.TimeoutExpired as error:
        raise BackupFailed(f"{command[0]} did not end within {LONGEST} s.") from error
    finally:
        if place is not None:
            os.close(place)
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        told = [line for line in lines if "error:" in line] or lines[-1:]
        raise BackupFailed(f"{command[0]} refused: {' '.join(told[:2])}")
