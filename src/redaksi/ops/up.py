"""``redaksi up``: starts the processes, watches them, restarts one that dies, stops them cleanly."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

#: Seconds to wait for the first answer, and for a clean stop.
READY_WITHIN, STOP_WITHIN = 60.0, 15.0
MOST_PAUSE = 30.0


class CannotStart(Exception):
    """The newspaper did not start; the message says why and what to do."""


@dataclass
class Watched:
    """One process, and how long to pause before its next start."""

    name: str
    command: list[str]
    child: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 0.5
    due: float = field(default=0.0)


class Supervisor:
    """Keeps the application and the clock running until told to stop."""

    def __init__(self, commands: dict[str, list[str]], say: Callable[[str], None]) -> None:
        self.watched = [Watched(name, command) for name, command in commands.items()]
        self.say = say
        self.stopping = threading.Event()

    def start(self) -> None:
        for one in self.watched:
            _start(one)

    def watch(self) -> None:
        """Restart what dies, each time after a longer pause, until :meth:`stop` is asked for."""
        while not self.stopping.wait(0.2):
            for one in self.watched:
                self._look_after(one)

    def _look_after(self, one: Watched) -> None:
        if one.child is None or one.child.poll() is None:
            return
        now = time.monotonic()
        if not one.due:
            one.pause = 0.5 if now - one.started > 60 else min(one.pause * 2, MOST_PAUSE)
            one.due = now + one.pause
            self.say(
                f"The {one.name} stopped (exit {one.child.returncode}); "
                f"it starts again in {one.pause:.0f} s."
            )
        elif now >= one.due:
            _start(one)

    def stop(self) -> None:
        """Ask every process to end, and end those that do not within STOP_WITHIN seconds."""
        self.stopping.set()
        running = [one.child for one in self.watched if one.child and one.child.poll() is None]
        for child in running:
            child.send_signal(signal.SIGTERM)
        until = time.monotonic() + STOP_WITHIN
        for child in running:
            try:
                child.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _start(one: Watched) -> None:
    one.child = subprocess.Popen(one.command, start_new_session=True)  # noqa: S603 (our own module)
    one.started, one.due = time.monotonic(), 0.0


def run(host: str, port: int, workers: int, folder: Path, say: Callable[[str], None],
        started: Callable[[str], None]) -> None:  # fmt: skip
    """Serve the newspaper of *folder* at *host*:*port* until SIGTERM or Ctrl-C.

    Port 0 picks a free one. ``started(address)`` is called once the first page can be had.
    Raises CannotStart.
    """
    port = claim(host, port)
    os.environ["REDAKSI_DIR"] = str(folder)
    python = sys.executable
    supervisor = Supervisor(
        {
            "application": [python, "-m", "redaksi.ops.serve", host, str(port), str(workers)],
            "clock": [python, "-m", "redaksi.ops.clock"],
        },
        say,
    )

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        supervisor.stopping.set()

    before = {n: signal.signal(n, ask_to_stop) for n in (signal.SIGTERM, signal.SIGINT)}
    try:
        supervisor.start()
        _wait_until_ready(host, port, supervisor)
        if not supervisor.stopping.is_set():
            started(address(host, port))
        supervisor.watch()
    finally:
        supervisor.stop()
        for number, handler in before.items():
            signal.signal(number, handler)


def claim(host: str, port: int) -> int:
    """The port to use: *port*, or a free one for 0. Raises CannotStart when it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise CannotStart(
                f"Port {port} is kept for the system; choose one above 1023 with --port."
            ) from error
        except OSError as error:
            raise CannotStart(
                f"{host}:{port} cannot be listened on: {error.strerror}. "
                "Stop what uses it, or choose another one with --port (0 picks a free one)."
            ) from error
        return int(probe.getsockname()[1])


def address(host: str, port: int) -> str:
    """The address to type in a browser on this machine, or on a phone in its network."""
    shown = own_address() if host in ("0.0.0.0", "::") else host  # noqa: S104 (compared)
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"


def own_address() -> str:
    """This machine's address in its network; found without sending anything."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def _wait_until_ready(host: str, port: int, supervisor: Supervisor) -> None:
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (compared)
    until = time.monotonic() + READY_WITHIN
    application = supervisor.watched[0]
    while time.monotonic() < until and not supervisor.stopping.is_set():
        if application.child is not None and application.child.poll() is not None:
            raise CannotStart("The application ended at its start; what it said stands above.")
        if _answers(near, port):
            return
        time.sleep(0.1)
    if not supervisor.stopping.is_set():
        raise CannotStart(f"No answer from {near}:{port} within {READY_WITHIN:.0f} s.")


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/_health", headers={"Host": "localhost"})
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
