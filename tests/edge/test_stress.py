"""Readers and publishers at once: nothing old after publish returned; every wrong order is seen."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.edge.mutants import MUTANTS
from tests.edge.newsroom import Night


def test_no_reader_sees_anything_older_than_what_was_published(tmp_path: Path) -> None:
    night = Night(tmp_path, publishes=300, dying=0.05, failing=0.03).pass_by()
    assert night.wrong == []
    assert night.reads > 300 and night.published == 300


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.__name__)
def test_a_wrong_order_is_caught(
    mutant: Callable[[Night, pytest.MonkeyPatch], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    night = Night(tmp_path, publishes=400)
    mutant(night, monkeypatch)
    assert night.pass_by().wrong
