"""An edge that runs in processes of its own, before a small application in this one.

`python -m tests.edge.rig PARENT PORT WORKERS` is the edge's process.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from redaksi.edge import control
from redaksi.edge.follower import catch_up
from redaksi.edge.server import BACKLOG, VARIABLE, from_environment
from redaksi.edge.tagtable import TagTable
from redaksi.ops import children
from redaksi.ops.edge import stand
from tests.edge.rigapplication import FakeApplication
from tests.edge.rigsite import FileLog

ROOT = Path(__file__).resolve().parents[2]
HEAD_WITHIN = 2_000  # milliseconds; shorter than in earnest, so that tests need not wait
GZIP = {"Accept-Encoding": "gzip"}


class Answer:
    """What came back: `headers` with names in lower case."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()


class Rig:
    """The edge, its application and its log."""

    def __init__(self, folder: Path, workers: int = 1, **environment: str) -> None:
        self.folder, self.seq = folder, 0
        for name in ("media", "static"):
            (folder / name).mkdir()
        (folder / "log").write_text("")
        self.application: FakeApplication
        self.start_application()
        self.port = free_port()
        command = [sys.executable, "-m", "tests.edge.rig", str(os.getpid())]
        command += [str(self.port), str(workers)]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **environment, "RIG": str(folder),
                 VARIABLE: "tests.edge.rigsite:options",
                 "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"},
            start_new_session=True,
        )  # fmt: skip
        if not until(lambda: len(self.stats()) == workers and self._answers(), within=30):
            self.stop()
            raise AssertionError("the edge did not start")

    def start_application(self, number: int = 1) -> None:
        """A new application behind the link that the edge connects to."""
        path = self.folder / f"app-{number}.sock"
        path.unlink(missing_ok=True)
        self.application = FakeApplication(path)
        made = self.folder / "app.new"
        made.symlink_to(path.name)
        made.replace(self.folder / "app.sock")

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """One request on a connection of its own; `a_b` is the header a-b."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.ask(method, path, headers=named)

    def ask(
        self,
        method: str,
        path: str,
        *,
        headers: dict[str, str] | None = None,
        body: bytes | None = None,
    ) -> Answer:
        """One request with everything given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def raw(self, sent: bytes, within: float = 3.0) -> bytes:
        """Everything that comes back to raw bytes until the edge closes or falls silent."""
        with self.connect(within) as line:
            line.sendall(sent)
            return read_all(line)

    def connect(self, within: float = 5.0) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=within)

    def publish(self, text: str, tags: Iterable[str] = ("story:1",)) -> int:
        """Change what pages say, write the log, move the tags: what a publisher does."""
        self.application.text = text
        self.seq += 1
        with (self.folder / "log").open("a") as log:
            log.write(json.dumps([self.seq, list(tags)]) + "\n")
        table = TagTable.open(self.folder / "table")
        catch_up(table, FileLog(self.folder / "log"))
        table.close()
        return self.seq

    def stats(self) -> list[control.Message]:
        return control.ask_all(self.folder, {"ask": "stats"})

    def pids(self) -> list[int]:
        return [worker["pid"] for worker in self.stats()]

    def stop(self) -> None:
        """End the edge, then its application."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.application.stop()

    def _answers(self) -> bool:
        try:
            return self.get("/_health").status == 200
        except OSError:
            return False


def read_all(line: socket.socket) -> bytes:
    """What comes until the end, or until nothing comes for the line's time-out."""
    parts = []
    try:
        while part := line.recv(65_536):
            parts.append(part)
    except (TimeoutError, ConnectionError):
        pass
    return b"".join(parts)


def until(true: Callable[[], bool], within: float = 5.0) -> bool:
    """Whether it becomes true in time."""
    end = time.monotonic() + within
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(port: int, workers: int) -> None:
    """Stand at *port* with *workers* processes, until told to stop."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(BACKLOG)
        pids = [work(listener) for _ in range(workers)]
    signal.signal(signal.SIGTERM, lambda *_args: [os.kill(pid, signal.SIGTERM) for pid in pids])
    for pid in pids:
        os.waitpid(pid, 0)


def work(listener: socket.socket) -> int:
    """One process that serves at *listener*; its id."""
    parent, pid = os.getpid(), os.fork()
    if pid == 0:
        children.die_with_parent(parent)
        stand(from_environment(), listener, Path(os.environ["RIG"]), HEAD_WITHIN)
        os._exit(0)
    return pid


if __name__ == "__main__":
    children.die_with_parent(int(sys.argv[1]))
    serve(int(sys.argv[2]), int(sys.argv[3]))
