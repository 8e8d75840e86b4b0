"""The log without Django, for the edge's workers: read-only, one table and its counter.

The edge knows what a row is (:class:`redaksi.edge.follower.Row`) and nothing of databases; here
stands how the two databases are asked.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from redaksi.edge.follower import Log, Row

ROWS = (
    "SELECT seq, kind, subject, tags, at, actor FROM redaksi_press_logentry "
    "WHERE seq > {0} ORDER BY seq LIMIT {0}"
)
LAST = "SELECT seq FROM redaksi_press_logcounter WHERE id = 1"
#: Seconds to wait for a database that is busy or away.
PATIENCE = 5


def reader(url: str, data: Path) -> Log:
    """The log of the database at *url* (``postgresql://…``), or of SQLite in the folder *data*."""
    return PostgresLog(url) if url else SqliteLog(data / "redaksi.sqlite3")


class SqliteLog:
    """The log in a SQLite file, which is opened read-only; sqlite3.Error when it cannot be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._open: sqlite3.Connection | None = None

    def after(self, seq: int, limit: int) -> list[Row]:
        """At most *limit* rows above *seq*, in commit order."""
        return [_row(one) for one in self._ask(ROWS.format("?"), seq, limit)]

    def last(self) -> int:
        """The number of the newest row; 0 before the first."""
        return next((int(one[0]) for one in self._ask(LAST)), 0)

    def close(self) -> None:
        """Let go of the file; the next question opens it again."""
        if self._open is not None:
            self._open.close()
        self._open = None

    def _ask(self, sql: str, *values: int) -> list[Any]:
        try:
            return self._connection().execute(sql, values).fetchall()
        except sqlite3.Error:
            self.close()
            raise

    def _connection(self) -> sqlite3.Connection:
        if self._open is None:
            address = f"{self.path.absolute().as_uri()}?mode=ro"
            self._open = sqlite3.connect(
                address, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False
            )
        return self._open


class PostgresLog:
    """The log in PostgreSQL; psycopg.Error when it cannot be read."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._open: Any = None

    def after(self, seq: int, limit: int) -> list[Row]:
        """At most *limit* rows above *seq*, in commit order."""
        return [_row(one) for one in self._ask(ROWS.format("%s"), seq, limit)]

    def last(self) -> int:
        """The number of the newest row; 0 before the first."""
        return next((int(one[0]) for one in self._ask(LAST)), 0)

    def close(self) -> None:
        """Hang up; the next question connects again."""
        if self._open is not None:
            self._open.close()
        self._open = None

    def _ask(self, sql: str, *values: int) -> list[Any]:
        import psycopg  # an extra: a newspaper on SQLite does without

        try:
            if self._open is None:
                self._open = psycopg.connect(
                    self.url, autocommit=True, connect_timeout=PATIENCE,
                    options="-c default_transaction_read_only=on",
                )  # fmt: skip
            return list(self._open.execute(sql, values).fetchall())
        except psycopg.Error:
            self.close()
            raise


def _row(found: tuple[Any, ...]) -> Row:
    seq, kind, subject, tags, at, actor = found
    read = json.loads(tags) if isinstance(tags, str) else tags
    return Row(
        seq=seq, kind=kind, subject=subject, tags=tuple(read), at=_moment(at), actor=actor
    )  # fmt: skip


def _moment(at: str | datetime) -> str:
    """*at* in UTC, as ISO 8601 has it; SQLite keeps moments as UTC without saying so."""
    if isinstance(at, str):
        at = datetime.fromisoformat(at).replace(tzinfo=UTC)
    return at.astimezone(UTC).isoformat()
