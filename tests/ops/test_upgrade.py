"""Folders that earlier versions wrote open with this one, with a backup taken first."""

from __future__ import annotations

import json
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from redaksi.ops.backup import shapes, sqlitebook
from tests.config.command import redaksi, refused
from tests.ops.running import newspaper_up

FOLDERS = sorted((Path(__file__).parent / "folders").glob("*.tar.xz"))
pytestmark = pytest.mark.slow


@pytest.fixture(params=FOLDERS, ids=lambda one: one.name.removesuffix(".tar.xz"))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A newspaper of an earlier version, as it was packed."""
    folder = tmp_path / "kabar"
    with tarfile.open(request.param) as packed:
        packed.extractall(folder, filter="data")
    return folder


def rows(database: Path) -> dict[str, int]:
    """Stories, versions and rows of the log in *database*."""
    tables = ("redaksi_stories_story", "wagtailcore_revision", "redaksi_press_logentry")
    with closing(sqlite3.connect(database)) as line:
        counted = sqlitebook.counts(line)
    return {one: counted[one] for one in tables}


def test_without_room_for_a_backup_nothing_is_changed(old: Path) -> None:
    (old / "backups").write_text("in the way")
    said = refused(redaksi("log", "tail", "--dir", old))
    assert "No backup was made" in said
    assert "the tables were not changed; backup.before_upgrade = false goes on" in said


def test_it_opens_and_what_it_held_is_still_there(old: Path) -> None:
    database = old / "data" / "redaksi.sqlite3"
    before = rows(database)
    with newspaper_up(old) as running:
        read = running.get("/")
        assert read.status == 200
        assert b"Perahu pagi kembali ke Talang" in read.body
    after = rows(database)
    assert {name: after[name] >= count for name, count in before.items()} == dict.fromkeys(
        before, True
    )
    assert redaksi("log", "verify", "--dir", old).returncode == 0
    backups = shapes.all_in(old / "backups")
    assert [shapes.read(one).whole for one in backups] == [False]
    assert rows(backups[0] / shapes.SQLITE) == before


def test_its_stories_can_be_changed_and_its_user_logs_in(old: Path) -> None:
    story = old / "story.json"
    story.write_text(json.dumps({"id": 2, "teaser": "Diubah oleh versi baru."}))
    done = redaksi("story", "put", story, "--publish", "--dir", old)
    assert json.loads(done.stdout)["url"].startswith("/read/2-")
    known = redaksi(
        "user", "password", "ratna", "--password-stdin", "--dir", old, given="kata-sandi-baru-8\n"
    )
    assert known.stdout.startswith("The password of ratna is changed.")
