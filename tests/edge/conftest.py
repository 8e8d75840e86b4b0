"""An engine over a fresh table, a log in memory and a fake application."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from redaksi.edge.engine import Engine
from redaksi.edge.follower import catch_up
from redaksi.edge.tagtable import TagTable
from tests.edge.desk import FakeApplication, MemoryLog


class House:
    """Everything round one engine; `publish` is an act with its tags, committed and caught up."""

    def __init__(self, folder: Path) -> None:
        self.table = TagTable.open(folder)
        self.log = MemoryLog()
        self.application = FakeApplication()
        self.time = 1_600_000_000.0
        self.engine = Engine(
            self.table, self.application, self.log, patience=0.05, now=lambda: self.time
        )

    def publish(self, *tags: str) -> int:
        seq = self.log.add(*tags)
        catch_up(self.table, self.log)
        return seq


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path / "edge")
    yield made
    made.engine.close()
    made.table.close()
