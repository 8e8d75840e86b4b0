"""Exact publishing as a reader has it: over HTTP, with writers at work and processes killed."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from tests.flows.exact import mutants, newspaper
from tests.flows.exact.stress import Outcome, Stress

pytestmark = pytest.mark.slow
READS, PUTS, CURATED = 50_000, 300, 20


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newspaper that was up once: its tables are made, its static files collected."""
    folder = tmp_path_factory.mktemp("exact") / "kabar"
    newspaper.make(folder)
    newspaper.Up(folder).stop()
    return folder


def outcome_of(stress: Stress, folder: Path, plugin: Path | None = None) -> Outcome:
    up = newspaper.Up(folder, plugin)
    try:
        return asyncio.run(stress.run(up))
    finally:
        up.stop()


def test_no_request_begun_after_a_publish_returned_shows_anything_older(
    prepared: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(prepared, tmp_path / "kabar", symlinks=True))
    outcome = outcome_of(Stress(seconds=40, reads=READS, puts=PUTS), folder)
    assert outcome.faults == [], f"{outcome.told()}: {outcome.faults}"
    assert outcome.tally.reads >= READS, outcome.told()
    assert outcome.puts >= PUTS, outcome.told()
    assert outcome.curated >= CURATED, outcome.told()


@pytest.mark.parametrize("name", mutants.MUTANTS)
def test_each_wrong_order_is_caught(name: str, prepared: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(prepared, tmp_path / "kabar", symlinks=True))
    plugin = mutants.plugin(tmp_path / "plugin", name)
    outcome = outcome_of(Stress(seconds=25, kills=False, first=True), folder, plugin)
    assert outcome.faults != [], outcome.told()
