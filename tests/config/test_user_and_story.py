"""Users, stories and the pipe, as processes of their own on one newspaper."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.config.command import PROGRAM, environment, redaksi, refused

TEXT = [{"type": "paragraph", "html": "Kapal itu merapat."}]


@pytest.fixture(scope="module")
def newspaper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("put") / "kabar"
    redaksi("init", folder)
    assert redaksi("doctor", "--dir", folder).returncode == 1
    return folder


def test_a_user_is_added_once_with_a_password_that_is_shown_once(newspaper: Path) -> None:
    done = redaksi("user", "add", "ani", "--role", "chief", cwd=newspaper)
    assert done.stdout.startswith("ani may log in as chief. Password: ")
    assert "There is a user “ani” already" in refused(
        redaksi("user", "add", "ani", "--role", "chief", cwd=newspaper)
    )


def test_a_password_may_come_from_standard_input(newspaper: Path) -> None:
    words = ("user", "add", "budi", "--role", "reporter", "--password-stdin")
    done = redaksi(*words, cwd=newspaper, given="perahu kayu 47\n")
    assert done.stdout == "budi may log in as reporter.\n"
    done = redaksi(
        "user", "password", "budi", "--password-stdin", cwd=newspaper, given="layar 3 x 9\n"
    )
    assert done.stdout == "The password of budi is changed.\n"


def test_weak_passwords_roles_and_names_are_refused(newspaper: Path) -> None:
    words = ("user", "add", "citra", "--role", "reporter", "--password-stdin")
    for password in ("", "1234", "password", "citra"):
        said = refused(redaksi(*words, cwd=newspaper, given=f"{password}\n"))
        assert "This password is refused" in said
    said = refused(redaksi("user", "add", "citra", "--role", "king", cwd=newspaper))
    assert "'reporter', 'editor', 'chief', 'photo', 'admin'" in said
    assert "cannot be a name" in refused(
        redaksi("user", "add", "a b/c", "--role", "chief", cwd=newspaper)
    )
    assert "There is no user" in refused(redaksi("user", "password", "dedi", cwd=newspaper))


def test_a_story_is_put_from_a_file_and_withdrawn(newspaper: Path, tmp_path: Path) -> None:
    place = tmp_path / "story.json"
    given = {"headline": "Kapal é", "section": "Ekonomi", "body": TEXT}
    place.write_text("\ufeff" + json.dumps(given, ensure_ascii=False), encoding="utf-8")
    done = redaksi("story", "put", place, "--publish", "--create", cwd=newspaper)
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["version"]) == (0, 1)
    done = redaksi("story", "withdraw", str(answer["id"]), "--reason", "Keliru.", cwd=newspaper)
    assert json.loads(done.stdout)["seq"] > answer["seq"]
    done = redaksi("story", "withdraw", str(answer["id"]), "--reason", "Keliru.", cwd=newspaper)
    assert (done.returncode, json.loads(done.stdout)["problems"][0]["field"]) == (1, "withdraw")


@pytest.mark.parametrize("text", [b"", b"[1]", b"{", b"\xff\xfe", b"[" * 100_000, b'"x"'])
def test_what_is_no_story_is_a_problem(newspaper: Path, tmp_path: Path, text: bytes) -> None:
    place = tmp_path / "story.json"
    place.write_bytes(text)
    done = redaksi("story", "put", place, cwd=newspaper)
    assert (done.returncode, done.stderr) == (1, "")
    assert json.loads(done.stdout)["problems"][0]["field"] == "json"


def test_a_file_that_is_not_there_is_one_line(newspaper: Path, tmp_path: Path) -> None:
    assert "cannot be read" in refused(redaksi("story", "put", tmp_path / "x", cwd=newspaper))


def test_fifty_lines_through_one_open_pipe_are_answered_one_by_one(newspaper: Path) -> None:
    """Each is asked only after the answer before it has come: nothing waits in a buffer."""
    with subprocess.Popen(
        [*PROGRAM, "story", "put", "-", "--publish", "--create", "--dir", str(newspaper)],
        env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
        bufsize=1, errors="surrogateescape",
    ) as pipe:  # fmt: skip

        def ask(line: str) -> dict[str, Any]:
            assert pipe.stdin is not None
            assert pipe.stdout is not None
            pipe.stdin.write(line + "\n")
            pipe.stdin.flush()
            return dict(json.loads(pipe.stdout.readline()))

        story = {"section": "Ekonomi", "body": TEXT}
        first = ask(json.dumps({"headline": "Kapal 0", **story}))
        seqs = [first["seq"]]
        for number in range(1, 48):
            answer = ask(json.dumps({"id": first["id"], "headline": f"Kapal – é {number}"}))
            assert answer["version"] == number + 1
            seqs.append(answer["seq"])
        assert ask("{")["problems"]
        assert ask("\udcff")["problems"]
        assert pipe.stdin is not None
        pipe.stdin.close()
        assert pipe.wait(60) == 1
    assert seqs == list(range(seqs[0], seqs[0] + 48))


def test_a_reader_of_answers_who_leaves_is_no_trace(newspaper: Path) -> None:
    lines = "\n".join('{"headline": 5}' for _ in range(3000))
    with subprocess.Popen(
        [*PROGRAM, "story", "put", "-", "--dir", str(newspaper)], env=environment(),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    ) as pipe:  # fmt: skip
        assert pipe.stdin is not None
        assert pipe.stdout is not None
        assert pipe.stderr is not None
        pipe.stdin.write(lines[:100] + "\n")
        pipe.stdin.flush()
        pipe.stdout.readline()
        pipe.stdout.close()
        pipe.stdin.write(lines)
        pipe.stdin.close()
        assert "Traceback" not in pipe.stderr.read()
        assert pipe.wait(60) != 0


def test_an_import_of_what_is_no_file_is_one_line(newspaper: Path) -> None:
    assert "There is no file none.xml" in refused(
        redaksi("import", "wordpress", "none.xml", cwd=newspaper)
    )


def test_an_import_reports_and_ends_above_zero_when_something_was_refused(
    newspaper: Path, tmp_path: Path
) -> None:
    (tmp_path / "x.xml").write_text("<rss>")
    done = redaksi("import", "wordpress", tmp_path / "x.xml", "--dry-run", cwd=newspaper)
    assert done.returncode == 1
    assert "x.xml" in done.stdout
    assert "Traceback" not in done.stderr
