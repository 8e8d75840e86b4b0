"""A database of PostgreSQL: dumped by its own program in the snapshot that was counted."""

from __future__ import annotations

from pathlib import Path

from django.db import connection, transaction

from redaksi.ops.backup import postgresrun
from redaksi.ops.backup.shapes import Book
from redaksi.press import verify
from redaksi.press.chain import Verdict
from redaksi.press.models import LogEntry


def dump(target: Path) -> Book:
    """Dump the database of this process to *target* (0600) with ``pg_dump``; what it holds.

    Counted and verified in the very snapshot that is dumped. Raises BackupFailed.
    """
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        postgresrun.run(
            ["pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--snapshot={snapshot}"],
            postgresrun.surroundings(connection.settings_dict), target,
        )  # fmt: skip
        return _book()


def hash_at(seq: int) -> str:
    """The hash of row *seq* of the log; empty without one."""
    return verify.hash_of(seq) if _has_chain() else ""


def _book() -> Book:
    found = verify.verify() if _has_chain() else Verdict()
    return Book(rows=_counts(), seq=found.seq, hash=found.hash, problems=found.problems)


def _has_chain() -> bool:
    """Whether the log has hashes; a version before them is backed up before it goes."""
    table = LogEntry._meta.db_table
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return False
        columns = connection.introspection.get_table_description(cursor, table)
    return any(one.name == "hash" for one in columns)


def _counts() -> dict[str, int]:
    names = sorted(connection.introspection.table_names())
    with connection.cursor() as cursor:
        found = {}
        for name in names:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608
            found[name] = int(cursor.fetchone()[0])
    return found
