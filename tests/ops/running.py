"""A newspaper that is up, as a user has it: one process, what it started, and what it answers."""

from __future__ import annotations

import http.client
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from redaksi.ops.runfolder import RunFolder, find
from tests.config.command import PROGRAM, environment, redaksi

Found = TypeVar("Found")


class Answer:
    """What came back: its status, its headers with names in lower case, its body."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()


class Running:
    """A newspaper that is up; what it says goes to files, so that no pipe fills."""

    def __init__(self, folder: Path, **env: str) -> None:
        self.folder = folder
        self.said, self.complained = folder / "said", folder / "complained"
        with self.said.open("w") as out, self.complained.open("w") as err:
            self.process = subprocess.Popen(
                [*PROGRAM, "up", "--port", "0", "--dir", str(folder)],
                env=environment(**env), stdout=out, stderr=err, start_new_session=True,
            )  # fmt: skip
        said = wait_for(lambda: self.process.poll() is not None or self.said.read_text(), 120)
        assert isinstance(said, str), self.complained.read_text()
        self.address = said.split()[0]
        self.place = self.address.split("/")[2]

    @property
    def run(self) -> RunFolder:
        found = find(self.folder / "data")
        assert found is not None
        return found

    def children(self) -> dict[str, list[int]]:
        """The ids of its processes, by module: edge, serve, clock."""
        found: dict[str, list[int]] = {}
        for pid in offspring(self.process.pid):
            words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
            if len(words) > 3:  # not one that has just died, or has not become ours yet
                found.setdefault(words[3].split(".")[-1], []).append(pid)
        return found

    def family(self) -> list[int]:
        """The ids of everything it started, and of what they started."""
        own = [pid for pids in self.children().values() for pid in pids]
        return [*own, *(more for pid in own for more in offspring(pid))]

    def get(self, path: str = "/", **headers: str) -> Answer:
        """One request on a connection of its own; `a_b` is the header a-b."""
        line = http.client.HTTPConnection(self.place, timeout=20)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            line.request("GET", path, headers=named)
            return Answer(line.getresponse())
        finally:
            line.close()

    def answers(self) -> bool:
        """Whether a page can be made."""
        try:
            return self.get("/_health").status == 200
        except (OSError, http.client.HTTPException):
            return False

    def complaints(self) -> list[str]:
        """What it said of its processes, without what Django says of lost pages."""
        lines = self.complained.read_text().splitlines()
        return [line for line in lines if "stopped" in line]

    def stop(self) -> int:
        """Ask it to end; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(40)


@contextmanager
def newspaper_up(folder: Path, **env: str) -> Iterator[Running]:
    """A new newspaper in *folder*, up; stopped at the end whatever happened."""
    if not folder.exists():
        redaksi("init", folder)
    running = Running(folder, **env)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.stop()


def offspring(pid: int) -> list[int]:
    """The processes that *pid* started."""
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except FileNotFoundError:
        return []
    return [int(one) for one in listed.split()]


def alive(pid: int) -> bool:
    """Whether *pid* runs: neither gone nor waiting to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(look: Callable[[], Found], seconds: float) -> Found:
    """What *look* finds, asked until it finds something."""
    until = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < until, f"nothing within {seconds} s"
        time.sleep(0.1)
    return found
