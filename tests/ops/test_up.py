"""``redaksi up`` as processes: its one line, its deaths, its stop, its port."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.command import redaksi, refused
from tests.ops.running import Running, alive, newspaper_up, wait_for

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One newspaper for the tests of this file: what dies in one of them lives again at its end."""
    with newspaper_up(tmp_path_factory.mktemp("up") / "kabar") as running:
        yield running


def test_it_says_one_line_and_serves(up: Running) -> None:
    assert up.said.read_text().splitlines() == [f"{up.address} (desk: {up.address}desk/)"]
    assert up.get("/").status == 200
    assert {name: len(pids) for name, pids in up.children().items()} == {
        "edge": 2, "serve": 1, "clock": 1,
    }  # fmt: skip


def test_its_port_and_its_folder_are_refused_to_another(up: Running) -> None:
    port = up.place.rpartition(":")[2]
    assert f"Port {port} of 127.0.0.1 is taken" in refused(
        redaksi("up", "--port", port, "--dir", up.folder)
    )
    again = refused(redaksi("up", "--port", "0", "--dir", up.folder))
    assert "is up already; `redaksi reload`" in again


@pytest.mark.parametrize(
    ("module", "name"),
    [("edge", "Edge worker"), ("serve", "The application"), ("clock", "The clock")],
)
def test_what_is_killed_starts_again_and_is_told(up: Running, module: str, name: str) -> None:
    before, told = up.children(), len(up.complaints())
    killed = before[module][0]
    os.kill(killed, signal.SIGKILL)
    wait_for(lambda: len(up.complaints()) > told, 30)
    wait_for(lambda: len(up.children().get(module, [])) == len(before[module]), 60)
    wait_for(up.answers, 60)
    assert killed not in up.children()[module]
    assert up.complaints()[-1].startswith(name)
    assert "stopped (killed by SIGKILL); it starts again in" in up.complaints()[-1]
    assert not up.run.edge_of(killed).exists()


def test_readers_notice_nothing_of_a_worker_that_dies(up: Running) -> None:
    """Who comes while one worker is dead is answered by the other."""
    wait_for(lambda: len(up.run.edges()) == 2, 30)
    up.get("/")
    os.kill(up.children()["edge"][0], signal.SIGKILL)
    assert {up.get("/").status for _ in range(30)} == {200}
    wait_for(lambda: len(up.children()["edge"]) == 2, 60)


def test_without_the_application_stored_pages_are_served_and_others_are_told_to_wait(
    up: Running,
) -> None:
    wait_for(up.answers, 60)
    stored = {up.get("/").body for _ in range(20)}  # in both workers
    os.kill(up.children()["serve"][0], signal.SIGKILL)
    assert {(one.status, one.body in stored) for one in (up.get("/") for _ in range(10))} == {
        (200, True)
    }
    waiting = up.get("/corrections/")
    assert (waiting.status, waiting.headers["retry-after"]) == (503, "5")
    assert 'lang="id"' in waiting.body.decode()
    wait_for(up.answers, 60)
    wait_for(lambda: up.get("/corrections/").status == 200, 30)


def test_a_stop_leaves_neither_process_nor_socket(tmp_path: Path) -> None:
    with newspaper_up(tmp_path / "kabar") as up:
        family, run = up.family(), up.run
        assert len(family) >= 4
        os.killpg(up.process.pid, signal.SIGINT)
        assert up.process.wait(40) == 0
        assert [pid for pid in family if alive(pid)] == []
        assert list(run.path.iterdir()) == []


def test_a_killed_supervisor_leaves_no_child_and_can_be_started_again(tmp_path: Path) -> None:
    with newspaper_up(tmp_path / "kabar") as up:
        family = up.family()
        up.process.kill()
        up.process.wait(5)
        wait_for(lambda: not [pid for pid in family if alive(pid)], 30)
    with newspaper_up(tmp_path / "kabar") as again:
        assert again.answers()


def test_the_numbers_of_its_workers_are_told(up: Running) -> None:
    wait_for(lambda: len(up.run.edges()) == 2, 30)
    lines = redaksi("edge", "stats", "--dir", up.folder).stdout.splitlines()
    pids = {str(pid) for pid in up.children()["edge"]}
    assert set(lines[0].split()[1:]) == {*pids, "all"}
    assert any(line.startswith("renders") for line in lines)


def test_all_of_it_stays_within_400_mb(up: Running) -> None:
    wait_for(up.answers, 60)
    assert sum(map(resident, [up.process.pid, *up.family()])) < 400_000_000


def resident(pid: int) -> int:
    """Bytes of memory that *pid* holds; of pages that several hold, its part of each."""
    told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(r"^Pss: +(\d+) kB", told, re.MULTILINE)[1]) * 1024  # type: ignore[index]
