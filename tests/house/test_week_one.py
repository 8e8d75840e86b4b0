"""The table of the first week names thirty rows, each with tests that are part of the suite."""

from __future__ import annotations

import ast
import re

import pytest

from tests.house.rooms import ROOT

PAGE = ROOT / "docs" / "reference" / "week-one.md"
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
ROWS = {int(number): shown for number, _what, shown in ROW.findall(PAGE.read_text())}


def named_in(path: str) -> set[str]:
    """The names of the tests of a file; none when there is no such file."""
    file = ROOT / path
    if not file.is_file():
        return set()
    body = ast.parse(file.read_text()).body
    return {one.name for one in body if isinstance(one, ast.FunctionDef)}


def test_it_has_all_thirty() -> None:
    assert list(ROWS) == list(range(1, 31))


@pytest.mark.parametrize("number", ROWS)
def test_each_row_is_shown_by_tests_of_this_suite(number: int) -> None:
    named = TEST.findall(ROWS[number])
    missing = [f"{path}::{name}" for path, name in named if name not in named_in(path)]
    assert named, f"row {number} names no test"
    assert not missing
