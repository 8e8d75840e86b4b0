"""``redaksi doctor``: looks at everything a newspaper needs and says what is wrong."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from PIL import features

from redaksi.lib import clock
from redaksi.lib.troubles import Troubles
from redaksi.ops import machine, running
from redaksi.ops.backup import make, standing
from redaksi.press import acts, verify
from redaksi.press.models import LogEntry
from redaksi.search import queries as search

#: Rows of the log whose chain is looked at; `redaksi log verify` looks at all.
NEWEST_ROWS = 2000
ENOUGH_DISK = 500 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing looked at: whether it is well, and what was seen."""

    well: bool
    what: str
    says: str


def examine() -> Iterator[Finding]:
    """Look at everything; a look that fails is a finding, not an error."""
    for what, look in LOOKS.items():
        try:
            well, says = look()
        except (OSError, DatabaseError, ValueError) as error:
            well, says = False, f"{type(error).__name__}: {error}"
        yield Finding(well=well, what=what, says=says)


def _python() -> tuple[bool, str]:
    version = ".".join(map(str, sys.version_info[:3]))
    return (3, 11) <= sys.version_info[:2] <= (3, 14), f"{version} (3.11 to 3.14 are supported)"


def _folder() -> tuple[bool, str]:
    place = Path(settings.DATA)
    probe = place / ".doctor"
    probe.write_text("x")
    probe.unlink()
    return True, f"{place} can be written"


def _disk() -> tuple[bool, str]:
    places = {"data": Path(settings.DATA), "backups": make.folder()}
    found = {name: _free(place) for name, place in places.items() if place.is_dir()}
    needed = (
        "" if min(found.values()) > ENOUGH_DISK
        else f"; {ENOUGH_DISK // 1_000_000:,} MB are needed, make room"
    )  # fmt: skip
    told = ", ".join(f"{free // 1_000_000:,} MB free for {name}" for name, free in found.items())
    return not needed, f"{told}{needed}"


def _free(place: Path) -> int:
    """Octets that are free where *place* stands."""
    return int(shutil.disk_usage(place).free)


def _database() -> tuple[bool, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if connection.vendor == "sqlite":
        return sqlite3.sqlite_version_info >= (3, 31), f"SQLite {sqlite3.sqlite_version}"
    return True, str(connection.vendor)


def _migrations() -> tuple[bool, str]:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        return False, f"{len(missing)} migrations are not applied; `redaksi up` applies them"
    return True, "all applied"


def _log() -> tuple[bool, str]:
    if LogEntry._meta.db_table not in connection.introspection.table_names():
        return False, "there is no table of it yet; `redaksi up` makes it"
    last, rows = acts.last_seq(), LogEntry.objects.count()
    if last != rows:
        return False, (
            f"{rows} rows, but the last number is {last}: rows are missing. "
            "Restore the database from a backup."
        )
    found = verify.verify(newest=NEWEST_ROWS)
    if found.problems:
        return False, f"{found.problems[0]}; `redaksi log verify` looks at every row"
    return True, f"{rows} rows, last number {last}, the newest {found.rows} as they were written"


def _search() -> tuple[bool, str]:
    try:
        found = search.standing()
    except search.Unready as error:
        return False, f"{error} The clock builds it anew; so does `redaksi search rebuild`."
    if found is None:
        return True, "no index yet; `redaksi up` builds it"
    return True, f"{found.stories} stories, {found.behind} rows of the log behind"


def _rails() -> tuple[bool, str]:
    found = Troubles(settings.RAILS_FOLDER).since(clock.now() - timedelta(minutes=10))
    told = "; ".join(f"{one.what} raises {one.says}" for one in found)
    return not found, f"{told}: pages go out without it" if found else "none has raised lately"


def _pictures() -> tuple[bool, str]:
    missing = [one for one in ("jpg", "webp", "zlib") if not features.check(one)]
    return (
        not missing,
        f"Pillow cannot write {', '.join(missing)}" if missing else "JPEG, WebP, PNG",
    )


def _secret() -> tuple[bool, str]:
    place = Path(settings.DATA) / "secret-key"
    if not place.exists():
        return True, "from the settings"
    mode = place.stat().st_mode & 0o077
    return (
        not mode,
        f"{place} is readable by others; chmod 600 it" if mode else "readable by its owner only",
    )


def _django() -> tuple[bool, str]:
    found = [one for one in checks.run_checks() if one.level >= checks.WARNING]
    return not found, "; ".join(str(one) for one in found) or "no warning"


LOOKS: dict[str, Callable[[], tuple[bool, str]]] = {
    "versions": machine.versions,
    "Python": _python,
    "machine's clock": machine.time,
    "rights": machine.rights,
    "folder": _folder,
    "disk": _disk,
    "database": _database,
    "tables": _migrations,
    "log": _log,
    "search": _search,
    "rails": _rails,
    "tag table": running.table,
    "edge": running.edge,
    "clock": running.due,
    "backups": standing.look,
    "pictures": _pictures,
    "secret key": _secret,
    "mail": machine.letters,
    "certificates": machine.certificates,
    "settings": _django,
}
