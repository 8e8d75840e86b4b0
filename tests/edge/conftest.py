"""An engine over a fresh table, a log in memory and a fake application; and an edge that runs."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from redaksi.edge.engine import Engine
from redaksi.edge.follower import catch_up
from redaksi.edge.tagtable import TagTable
from tests.edge.desk import FakeApplication, MemoryLog
from tests.edge.rig import Rig


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


@pytest.fixture(scope="session")
def shared_rig() -> Iterator[Rig]:
    # Not pytest's own folder: a socket's path has at most 107 octets.
    with tempfile.TemporaryDirectory(prefix="edge") as folder:
        rig = Rig(Path(folder))
        yield rig
        rig.stop()


@pytest.fixture
def rig(shared_rig: Rig) -> Rig:
    """A running edge whose application has forgotten what it saw."""
    shared_rig.application.seen.clear()
    return shared_rig


@pytest.fixture
def own_rig() -> Iterator[Callable[..., Rig]]:
    """Starts an edge of the test's own."""
    with tempfile.TemporaryDirectory(prefix="edge") as folder:
        made: list[Rig] = []

        def start(workers: int = 1, **environment: str) -> Rig:
            made.append(Rig(Path(folder), workers, **environment))
            return made[0]

        yield start
        for rig in made:
            rig.stop()
