"""A backup is made, linked to the one before, found whole, and put back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from redaksi.ops.backup import check, filling, make, notes, restore, shapes
from redaksi.ops.backup.shapes import BackupFailed
from redaksi.press import acts

pytestmark = pytest.mark.django_db(transaction=True)
on_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="says something of SQLite's file"
)


def nothing(_dump: Path, _settings: str) -> None:
    """No server to be filled."""


@pytest.fixture
def to(newspaper: Path, clock: Any) -> Path:
    """Where backups stand; the first is made at noon."""
    return newspaper / "backups"


@pytest.fixture
def one(to: Path) -> shapes.Manifest:
    """A backup with one act in its log."""
    acts.act_now("published", "story:1", "story:1")
    return make.make(to).manifest


def test_it_says_what_it_holds(one: shapes.Manifest, to: Path) -> None:
    assert one.log_seq == acts.last_seq() == 1
    assert one.rows["redaksi_press_logentry"] == 1
    assert one.log_problems == []
    assert check.check(to / "2020-08-17T050000Z") == one


def test_only_its_owner_may_read_it(one: shapes.Manifest, to: Path) -> None:
    assert to.stat().st_mode & 0o777 == 0o700
    modes = {path.stat().st_mode & 0o777 for path in to.rglob("*") if path.is_file()}
    assert modes == {0o600}


def test_what_has_not_changed_is_linked_and_what_has_is_copied(
    one: shapes.Manifest, newspaper: Path, to: Path, clock: Any
) -> None:
    (newspaper / "data" / "media" / "b.jpg").write_bytes(b"another")
    (newspaper / "data" / "media" / "d.jpg").write_bytes(b"new")
    clock.move(seconds=86_400)
    second = make.make(to)
    first = to / "2020-08-17T050000Z"
    assert second.manifest.copied == 3  # the database, too
    assert (second.place / "data/media/a.jpg").samefile(first / "data/media/a.jpg")
    assert (second.place / "data/media/b.jpg").read_bytes() == b"another"
    assert (first / "data/media/b.jpg").read_bytes() == b"b.jpg" * 1000


def test_where_nothing_can_be_linked_it_is_copied(
    one: shapes.Manifest, to: Path, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_paths: Path) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    clock.move(seconds=86_400)
    second = make.make(to)
    assert second.manifest.copied == second.manifest.files
    check.check(second.place)


@on_sqlite
def test_it_becomes_a_newspaper_in_an_empty_folder(
    one: shapes.Manifest, to: Path, tmp_path: Path
) -> None:
    done = restore.restore(to, tmp_path / "new", nothing)
    assert done.manifest == one
    assert (tmp_path / "new" / "redaksi.toml").read_text() == "[server]\nport = 8123\n"
    assert (tmp_path / "new" / "data" / "media" / "a.jpg").read_bytes() == b"a.jpg" * 1000
    assert (tmp_path / "new" / "data" / "secret-key").stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(tmp_path / "new" / "data" / "redaksi.sqlite3") as line:
        assert line.execute("SELECT count(*) FROM redaksi_press_logentry").fetchone() == (1,)
    line.close()


def test_a_folder_that_is_not_empty_is_left_alone(
    one: shapes.Manifest, to: Path, tmp_path: Path
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter").write_text("mine")
    with pytest.raises(BackupFailed, match="not empty"):
        restore.restore(to, tmp_path / "full", nothing)
    assert [one.name for one in (tmp_path / "full").iterdir()] == ["letter"]


@pytest.mark.parametrize("inner", ["data/media/a.jpg", "redaksi.toml", "SHA256SUMS"])
def test_a_file_that_changed_since_is_named_and_nothing_restored(
    inner: str, one: shapes.Manifest, to: Path, tmp_path: Path
) -> None:
    place = to / "2020-08-17T050000Z"
    with (place / inner).open("ab") as file:
        file.write(b"\n")
    with pytest.raises(BackupFailed, match=f"{Path(inner).name} was changed"):
        restore.restore(to, tmp_path / "new", nothing)
    assert not (tmp_path / "new").exists()


def test_a_file_that_went_is_named(one: shapes.Manifest, to: Path) -> None:
    (to / "2020-08-17T050000Z" / "data" / "media" / "a.jpg").unlink()
    with pytest.raises(BackupFailed, match=r"a\.jpg cannot be read"):
        check.check(to / "2020-08-17T050000Z")


def test_a_full_disk_is_told_beforehand_and_the_former_one_stays(
    one: shapes.Manifest, to: Path, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = SimpleNamespace(free=1000)
    monkeypatch.setattr(filling.shutil, "disk_usage", lambda _place: full)
    clock.move(seconds=86_400)
    with pytest.raises(BackupFailed, match=r"too full.* the last good one is .* untouched"):
        make.make(to)
    assert [one.name for one in to.iterdir()] == ["2020-08-17T050000Z"]
    assert "too full" in notes.read(to.parent / "data").says


def test_what_a_killed_backup_left_goes_with_the_next(one: shapes.Manifest, to: Path) -> None:
    (to / ".under-way-2020-08-16T050000Z" / "data").mkdir(parents=True)
    make.make(to)
    assert sorted(one.name for one in to.iterdir()) == [
        "2020-08-17T050000Z", "2020-08-17T050001Z",
    ]  # fmt: skip


def test_a_second_one_at_the_same_time_is_refused(one: shapes.Manifest, to: Path) -> None:
    with make._alone(to), pytest.raises(BackupFailed, match="another backup is under way"):
        make.make(to)


def test_old_ones_go_and_those_before_an_upgrade_with_them(
    to: Path, clock: Any, settings: Any
) -> None:
    settings.OPTIONS = SimpleNamespace(number=lambda _key: 1)
    make.make(to, whole=False, before="0.2.0")
    places = []
    for _day in range(3):
        clock.move(seconds=timedelta(days=40).total_seconds())
        places.append(make.make(to).place)
    assert shapes.all_in(to) == places[-1:]


def test_a_log_that_was_written_anew_is_told_of(one: shapes.Manifest, to: Path, clock: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE redaksi_press_logentry SET hash = %s", ["0" * 64])
    clock.move(seconds=86_400)
    problems = make.make(to).manifest.log_problems
    assert problems[0].startswith("row 1 (published story:1) does not fit")
    assert problems[1].startswith("row 1 has another hash than in")
    assert notes.read(to.parent / "data").log_problems == 2


@on_sqlite
def test_a_damaged_database_makes_no_backup(
    one: shapes.Manifest, to: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.sqlite3"
    shutil.copy(to / "2020-08-17T050000Z" / shapes.SQLITE, broken)
    with broken.open("r+b") as file:
        file.seek(8192 * 3)
        file.write(b"\xff" * 8192 * 20)
    monkeypatch.setattr(make, "_database", lambda: broken)
    with pytest.raises(BackupFailed, match="damaged"):
        make.make(to)
    assert [one.name for one in to.iterdir()] == ["2020-08-17T050000Z"]


@pytest.mark.postgres
def test_a_dump_fills_an_empty_database_and_no_other(
    one: shapes.Manifest, to: Path, tmp_path: Path
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL's dump is tested on PostgreSQL")
    facts = {**connection.settings_dict, "NAME": "restored"}
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS restored")
        cursor.execute("CREATE DATABASE restored")

    def fill(dump: Path, _settings: str) -> None:
        restore.fill_postgresql(dump, facts)

    restore.restore(to, tmp_path / "new", fill)
    with pytest.raises(BackupFailed, match="already exists"):
        restore.restore(to, tmp_path / "again", fill)
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE restored")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[server]\nport = 1\n", "[server]\nport = 1\n"),
        ('[paths]\ndata = "data"\n', '[paths]\ndata = "data"\n'),
        ('[paths]\ndata = "/var/lib/x" # far\n', '[paths]\ndata = "data"\n'),
    ],
)
def test_restored_settings_keep_the_data_inside(text: str, wanted: str) -> None:
    assert restore.settled(text) == wanted


def test_settings_that_cannot_be_made_to_fit_are_refused() -> None:
    with pytest.raises(BackupFailed, match=r"paths\.data"):
        restore.settled('paths = {data = "/var/lib/x"}\n')


def test_a_backup_is_read_by_sha256sum_without_us(one: shapes.Manifest, to: Path) -> None:
    place = to / "2020-08-17T050000Z"
    done = subprocess.run(["sha256sum", "--quiet", "-c", shapes.SUMS], cwd=place, check=False)
    assert done.returncode == 0
