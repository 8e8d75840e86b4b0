"""The log without Django says what Django's own says, on both databases."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

from redaksi.config import logreader
from redaksi.lib import clock
from redaksi.press import acts
from redaksi.press.follow import DatabaseLog


@pytest.fixture
def log(transactional_db: None) -> Iterator[Any]:
    made: Any
    if connection.vendor == "sqlite":
        made = logreader.SqliteLog(Path(connection.settings_dict["NAME"]))
    else:
        made = logreader.PostgresLog(url())
    yield made
    made.close()


def url() -> str:
    said = {name: quote(str(value), safe="") for name, value in connection.settings_dict.items()}
    where = f"{said['HOST']}:{said['PORT']}/{said['NAME']}"
    return f"postgresql://{said['USER']}:{said['PASSWORD']}@{where}"


def published(number: int) -> None:
    acts.act_now("published", f"story:{number}", f"story:{number}", "topic:é")


def test_it_reads_what_django_reads(log: Any, at: Any) -> None:
    assert (log.last(), log.after(0, 9)) == (0, [])
    for number, moment in enumerate((clock.now(), datetime(2020, 8, 17, 5, tzinfo=UTC))):
        with at(moment):
            published(number)
    assert log.after(0, 9) == DatabaseLog().after(0, 9)
    assert [row.seq for row in log.after(1, 9)] == [2]
    assert [row.seq for row in log.after(0, 1)] == [1]
    assert log.last() == 2


def test_it_sees_each_commit_and_nothing_before(log: Any) -> None:
    published(1)
    assert log.last() == 1
    with acts.act("published", "story:2") as act:
        act.touch("story:2")
        assert log.last() == 1
    assert [row.subject for row in log.after(1, 9)] == ["story:2"]


def test_it_cannot_write(log: Any) -> None:
    with pytest.raises((sqlite3.OperationalError, *_postgres_error()), match="read.?only"):
        log._ask("DELETE FROM redaksi_press_logcounter")
    assert log.last() == 0


def _postgres_error() -> tuple[type[Exception], ...]:
    if connection.vendor == "sqlite":
        return ()
    import psycopg

    return (psycopg.errors.ReadOnlySqlTransaction,)


def test_it_comes_back_after_a_failure(log: Any) -> None:
    published(1)
    with pytest.raises(Exception, match=r"nowhere"):
        log._ask("SELECT 1 FROM nowhere")
    assert log.last() == 1
    log.close()
    assert log.last() == 1


def test_a_database_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        logreader.reader("", tmp_path).last()
    assert isinstance(logreader.reader("postgresql://x@127.0.0.1:1/y", tmp_path),
                      logreader.PostgresLog)  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_a_clean_file_of_before_can_be_read(tmp_path: Path) -> None:
    """As after a restart: no process has the database open, and its log is in the file."""
    path = tmp_path / "redaksi.sqlite3"
    with sqlite3.connect(path) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE redaksi_press_logcounter (id INTEGER, seq INTEGER)")
        made.execute("INSERT INTO redaksi_press_logcounter VALUES (1, 7)")
    made.close()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["redaksi.sqlite3"]
    assert logreader.reader("", tmp_path).last() == 7


def test_it_knows_no_django() -> None:
    code = (
        "import sys; from redaksi.config import logreader; "
        "assert not [one for one in sys.modules if one.startswith('django')]"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
