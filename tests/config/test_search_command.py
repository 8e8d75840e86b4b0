"""``redaksi search``, as processes of their own on one newspaper."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.config.command import redaksi, refused

STORIES = (("Kapal perintis merapat", "Anak-anak menunggu."), ("Tarif ditahan", "Kapal penumpang."))


@pytest.fixture(scope="module")
def newspaper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search") / "kabar"
    redaksi("init", folder)
    lines = [
        {"headline": headline, "section": "Ekonomi", "body": [{"type": "paragraph", "html": text}]}
        for headline, text in STORIES
    ]
    given = "".join(json.dumps(one) + "\n" for one in lines)
    redaksi("story", "put", "-", "--publish", "--create", cwd=folder, given=given)
    return folder


def test_a_query_answers_in_lines_or_as_json(newspaper: Path) -> None:
    lines = redaksi("search", "kapal", "perintis", cwd=newspaper).stdout.splitlines()
    assert lines[0].split(maxsplit=2)[1:] == ["/read/1-kapal-perintis-merapat", STORIES[0][0]]
    found = json.loads(redaksi("search", "--json", "--limit", "1", "anak", cwd=newspaper).stdout)
    assert [set(one) for one in found] == [{"id", "url", "headline", "score"}]


def test_a_query_a_line_is_answered_by_a_list_a_line(newspaper: Path) -> None:
    given = 'perintis\n\n"kapal penumpang"\nzeppelin \\ ( " ~\n'
    done = redaksi("search", "-", "--dir", newspaper, given=given)
    answers = [[one["id"] for one in json.loads(line)] for line in done.stdout.splitlines()]
    assert answers == [[1], [], [2], []]
    assert done.returncode == 0


def test_an_index_that_is_gone_is_built_while_one_waits(newspaper: Path) -> None:
    shutil.rmtree(newspaper / "data" / "search", ignore_errors=True)
    assert "Tarif ditahan" in redaksi("search", "tarif", cwd=newspaper).stdout


def test_the_index_is_built_anew_on_demand(newspaper: Path) -> None:
    for words in (("rebuild", "--dir", newspaper), ("--dir", newspaper, "rebuild")):
        assert redaksi("search", *words).stdout == "The index holds 2 stories.\n"


def test_what_was_typed_wrongly_is_one_line(newspaper: Path) -> None:
    assert "--limit" in refused(redaksi("search", "--limit", "0", "kapal", cwd=newspaper))
