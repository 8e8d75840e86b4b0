"""A newspaper that is up as its users have it, with the stories that the stress is about."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from tests.config.command import PROGRAM, environment, redaksi
from tests.house.rooms import ROOT

SECTIONS = ("satu", "dua", "tiga")
PHOTOS = 3
_MODULE = re.compile(r"redaksi\.ops\.(\w+)")


def make(folder: Path) -> None:
    """A new newspaper in *folder*, and beside it the photos that its stories show."""
    assert redaksi("init", folder).returncode == 0
    for number in range(PHOTOS):
        Image.new("RGB", (1200, 800), (70 * number, 90, 160)).save(folder / f"foto-{number}.jpg")


class Up:
    """``redaksi up`` in *folder*; *plugin* names a folder with a sitecustomize of its own."""

    def __init__(self, folder: Path, plugin: Path | None = None) -> None:
        self.folder = folder
        self.said, self.complained = folder / "said", folder / "complained"
        source = str(ROOT / "src")
        path = os.pathsep.join([str(plugin), source, str(ROOT)]) if plugin else source
        self.environment = environment(PYTHONPATH=path)
        with self.said.open("w") as out, self.complained.open("w") as err:
            self.process = subprocess.Popen(
                [*PROGRAM, "up", "--port", "0", "--dir", str(folder)],
                env=self.environment, stdout=out, stderr=err, start_new_session=True,
            )  # fmt: skip
        self.port = self._port()

    def _port(self) -> int:
        """Where it listens, once it says so; AssertionError with what it complained of."""
        wait_for(lambda: self.said.read_text() or self.process.poll() is not None, 120)
        said = re.findall(r":(\d+)/", self.said.read_text())
        if not said:
            self.stop()
            raise AssertionError(self.complained.read_text())
        return int(said[0])

    def processes(self) -> dict[str, list[int]]:
        """Its processes by what they are: edge, serve, clock, each with its workers."""
        found: dict[str, list[int]] = {}
        self._family(self.process.pid, "", found)
        return found

    def _family(self, pid: int, role: str, found: dict[str, list[int]]) -> None:
        for child in offspring(pid):
            own = _MODULE.search(_command(child))
            name = own.group(1) if own else role
            found.setdefault(name, []).append(child)
            self._family(child, name, found)

    def kill(self, role: str, choose: Callable[[list[int]], int]) -> bool:
        """kill -9 of one process that is *role*; whether there was one."""
        pids = self.processes().get(role)
        if not pids:
            return False
        try:
            os.kill(choose(pids), signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True

    def stop(self) -> None:
        """Stop it; by force when it does not want to."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(5)


def story_pipe(up: Up) -> list[str]:
    """The command that puts stories from a pipe."""
    words = ["story", "put", "-", "--publish", "--create", "--dir", str(up.folder)]
    return [*PROGRAM, *words]


def offspring(pid: int) -> list[int]:
    """The processes that *pid* started."""
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(one) for task in threads for one in (task / "children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def wait_for(look: Callable[[], str | bool], seconds: float) -> str:
    """What *look* finds, asked until it finds something."""
    until = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < until, f"nothing within {seconds} s"
        time.sleep(0.05)
    return str(found)
