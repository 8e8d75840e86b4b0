"""``redaksi up`` as a process: its one line, its stop, its children and the port."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.command import PROGRAM, environment, redaksi, refused

pytestmark = pytest.mark.slow


class Running:
    """A newspaper that is up; what it says goes to files, so that no pipe fills."""

    def __init__(self, folder: Path) -> None:
        self.said, self.complained = folder / "said", folder / "complained"
        with self.said.open("w") as out, self.complained.open("w") as err:
            self.process = subprocess.Popen(
                [*PROGRAM, "up", "--port", "0", "--dir", str(folder)],
                env=environment(), stdout=out, stderr=err, start_new_session=True,
            )  # fmt: skip
        self.address = wait_for(lambda: self.said.read_text(), 120).split()[0]

    def children(self) -> dict[str, int]:
        """The ids of our two processes, by module."""
        found = {}
        for pid in offspring(self.process.pid):
            words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
            if len(words) > 2:  # not one that has just died, or has not become ours yet
                found[words[2].split(".")[-1]] = pid
        return found

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.address, timeout=5) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except OSError:
            return False


def offspring(pid: int) -> list[int]:
    """The processes that *pid* started."""
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except FileNotFoundError:
        return []
    return [int(one) for one in listed.split()]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(look, seconds: float):  # type: ignore[no-untyped-def]
    """What *look* finds, asked until it finds something."""
    until = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < until, f"nothing within {seconds} s"
        time.sleep(0.1)
    return found


@pytest.fixture
def newspaper(tmp_path: Path) -> Path:
    redaksi("init", tmp_path / "kabar")
    return tmp_path / "kabar"


@pytest.fixture
def up(newspaper: Path) -> Iterator[Running]:
    running = Running(newspaper)
    yield running
    if running.process.poll() is None:
        running.process.terminate()
        running.process.wait(30)


def test_up_says_one_line_serves_survives_its_children_and_stops(up: Running) -> None:
    assert up.said.read_text().splitlines() == [f"{up.address} (desk: {up.address}desk/)"]
    assert up.answers()
    port = up.address.rstrip("/").rpartition(":")[2]
    said = refused(redaksi("up", "--port", port, "--dir", up.said.parent))
    assert f"Port {port} of 127.0.0.1 is taken" in said
    assert "--port" in said

    before = up.children()
    os.kill(before["serve"], signal.SIGKILL)
    os.kill(before["clock"], signal.SIGKILL)
    killed = set(before.values())
    wait_for(lambda: set(up.children()) == {"serve", "clock"}, 90)
    wait_for(lambda: killed.isdisjoint(up.children().values()) and up.answers(), 90)
    family = wait_for(lambda: set(up.children()) == set(before) and up.children(), 30)
    said_both = wait_for(lambda: len(up.complained.read_text().splitlines()) == 2, 30)
    assert said_both
    assert sorted(up.complained.read_text().splitlines()) == [
        "The application stopped (killed by SIGKILL); it starts again in 0.5 s.",
        "The clock stopped (killed by SIGKILL); it starts again in 0.5 s.",
    ]

    family = [*family.values(), *offspring(family["serve"])]
    up.process.send_signal(signal.SIGTERM)
    assert up.process.wait(30) == 0
    assert [pid for pid in family if alive(pid)] == []


def test_ctrl_c_stops_it_and_a_kill_leaves_no_child_behind(up: Running) -> None:
    os.killpg(up.process.pid, signal.SIGINT)
    assert up.process.wait(30) == 0
    again = Running(up.said.parent)
    family = [*again.children().values(), *offspring(again.children()["serve"])]
    assert len(family) >= 4
    again.process.kill()
    again.process.wait(5)
    wait_for(lambda: not [pid for pid in family if alive(pid)], 30)
