"""Every mistake of a user ends in one line that says what, where and what to do."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from redaksi.config import cli
from tests.config.command import redaksi, refused


@pytest.fixture(scope="module")
def newspaper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newspaper's folder as ``init`` makes it."""
    folder = tmp_path_factory.mktemp("init") / "kabar"
    assert redaksi("init", folder).stdout.startswith(f"{folder} is a newspaper now")
    return folder


def test_init_makes_the_parts_of_a_newspaper(newspaper: Path) -> None:
    assert {one.name for one in newspaper.iterdir()} == {
        "redaksi.toml", "data", "templates", "static",
    }  # fmt: skip


def test_init_leaves_a_newspaper_alone(newspaper: Path) -> None:
    assert "exists already; `redaksi up --dir" in refused(redaksi("init", newspaper))


def test_init_says_what_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    said = refused(redaksi("init", tmp_path / "file" / "kabar"))
    assert "cannot be made: Not a directory" in said
    (tmp_path / "kabar").mkdir()
    (tmp_path / "kabar" / "data").write_text("x")
    assert "cannot be made: File exists" in refused(redaksi("init", tmp_path / "kabar"))


def test_a_folder_that_cannot_be_written_is_named(newspaper: Path, tmp_path: Path) -> None:
    (tmp_path / "redaksi.toml").write_text("")
    (tmp_path / "data").write_text("in the way")
    assert f"{tmp_path}" in refused(redaksi("doctor", "--dir", tmp_path))


def test_a_folder_that_is_no_newspaper_is_named_with_the_next_step(tmp_path: Path) -> None:
    said = refused(redaksi("up", cwd=tmp_path))
    assert "holds no redaksi.toml" in said
    assert "`redaksi init" in said
    assert "There is no folder" in refused(redaksi("up", "--dir", tmp_path / "none"))


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("[server]\nprot = 1", "server.port"),
        ("[server]\nport = 'x'", "server.port"),
        ("[server\nport = 1", "not TOML"),
        ("[newspaper]\nzone = 'Asia/Jakrta'", "Asia/Jakrta"),
        ("[database]\nurl = 'mysql://x'", "postgresql://"),
        ("\udcff", "redaksi.toml"),
    ],
)
def test_a_wrong_settings_file_is_one_line(tmp_path: Path, toml: str, says: str) -> None:
    (tmp_path / "redaksi.toml").write_bytes(toml.encode(errors="surrogateescape"))
    assert says in refused(redaksi("doctor", "--dir", tmp_path))


def test_an_unknown_variable_is_one_line_that_names_the_near_one(newspaper: Path) -> None:
    said = refused(redaksi("doctor", "--dir", newspaper, REDAKSI_SERVER_PROT="1"))
    assert "REDAKSI_SERVER_PROT" in said
    assert "REDAKSI_SERVER_PORT" in said


def test_unknown_commands_and_options_are_one_line(newspaper: Path) -> None:
    for words in (("storys",), ("up", "--prot", "1"), ("up", "--port", "x"), ("story", "put")):
        done = redaksi(*words, cwd=newspaper)
        assert "--help` tells more." in refused(done)
        assert done.returncode == 2


def test_a_database_that_does_not_answer_is_one_line(newspaper: Path) -> None:
    nobody = "postgresql://a:b@127.0.0.1:1/c"
    said = refused(redaksi("user", "password", "x", cwd=newspaper, REDAKSI_DATABASE_URL=nobody))
    assert "database refused" in said


def test_another_python_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))
    with pytest.raises(SystemExit, match="this is Python 3.10.4; Redaksi needs 3.11 to 3.14"):
        cli.main()


def test_the_folder_one_stands_in_is_the_newspaper(newspaper: Path) -> None:
    done = redaksi("doctor", cwd=newspaper)
    assert "data can be written" in done.stdout
    assert "WRONG  tables" in done.stdout
    assert "`redaksi up` applies them" in done.stdout
    assert done.returncode == 1


def test_the_data_may_stand_elsewhere(newspaper: Path, tmp_path: Path) -> None:
    redaksi(
        "user",
        "add",
        "ani",
        "--role",
        "chief",
        cwd=newspaper,
        REDAKSI_PATHS_DATA=str(tmp_path / "x"),
    )
    assert {"media", "redaksi.sqlite3", "secret-key"} <= {
        one.name for one in (tmp_path / "x").iterdir()
    }
