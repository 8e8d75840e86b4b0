"""``redaksi log verify`` as it is typed."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from tests.config.command import redaksi, refused

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def newspaper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newspaper whose log has a row."""
    folder = tmp_path_factory.mktemp("log") / "kabar"
    redaksi("init", folder)
    story = folder / "story.json"
    story.write_text(
        '{"headline": "Kabar", "section": "Megapolitan", "bylines": ["Sari Laras"],'
        ' "body": [{"type": "paragraph", "html": "Isi."}]}'
    )
    done = redaksi("story", "put", story, "--publish", "--create", "--dir", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_it_names_the_head_and_later_the_changed_row(newspaper: Path) -> None:
    well = redaksi("log", "verify", "--dir", newspaper)
    head = re.search(r"the newest is (\d+:[0-9a-f]{64})", well.stdout)
    assert well.returncode == 0
    assert head
    again = redaksi("log", "verify", "--head", head[1], "--dir", newspaper)
    assert again.returncode == 0
    with sqlite3.connect(newspaper / "data" / "redaksi.sqlite3") as database:
        database.execute("UPDATE redaksi_press_logentry SET actor = 'nobody' WHERE seq = 1")
    database.close()
    changed = redaksi("log", "verify", "--dir", newspaper)
    assert changed.stdout.startswith("row 1 (")
    assert "not as it was written: 1 problems" in refused(changed)


def test_a_head_that_is_none_and_one_that_differs_are_refused(newspaper: Path) -> None:
    said = refused(redaksi("log", "verify", "--head", "x", "--dir", newspaper))
    assert said.startswith("Error: --head is SEQ:HASH")
    other = redaksi("log", "verify", "--head", f"1:{'0' * 64}", "--dir", newspaper)
    assert "row 1 has another hash than was noted" in other.stdout
