"""``redaksi up``: starts the processes, watches them, restarts what dies, stops them cleanly."""

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
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from redaksi.ops import children
from redaksi.ops.ports import CannotStart

#: Seconds to wait for the first answer, and for a clean stop.
READY_WITHIN, STOP_WITHIN = 60.0, 8.0
#: Seconds before a process that died starts again: doubled each time, back to the first after a
#: minute without trouble.
FIRST_PAUSE, MOST_PAUSE, CALM = 0.5, 30.0, 60.0
Say = Callable[[str], None]


@dataclass
class Watched:
    """One process, and how long to pause before its next start."""

    name: str
    command: list[str]
    child: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = FIRST_PAUSE / 2
    due: float = field(default=0.0)

    def start(self) -> None:
        self.child = children.start(self.command)
        self.started, self.due = time.monotonic(), 0.0

    def died(self) -> int | None:
        """The exit code of a process that ended; None while it runs."""
        return self.child.poll() if self.child else None

    def put_off(self, now: float) -> float:
        """Set when it starts again; the pause in seconds."""
        calm = now - self.started > CALM
        self.pause = FIRST_PAUSE if calm else min(self.pause * 2, MOST_PAUSE)
        self.due = now + self.pause
        return self.pause


class Supervisor:
    """Keeps the application and the clock running until told to stop."""

    def __init__(self, commands: dict[str, list[str]], say: Say) -> None:
        self.watched = [Watched(name, command) for name, command in commands.items()]
        self.say = say
        self.stopping = threading.Event()
        #: Whether somebody may be reading: then a stop waits for the answers under way.
        self.served = False

    def start(self) -> None:
        for one in self.watched:
            one.start()

    def watch(self) -> None:
        """Restart what dies, each time after a longer pause, until :meth:`stop` is asked for."""
        while not self.stopping.wait(0.2):
            for one in self.watched:
                self._look_after(one)

    def _look_after(self, one: Watched) -> None:
        code = one.died()
        if code is None or one.child is None:
            return
        now = time.monotonic()
        if not one.due:
            children.clear(one.child)
            pause = one.put_off(now)
            self.say(f"The {one.name} stopped ({_how(code)}); it starts again in {pause:g} s.")
        elif now >= one.due:
            one.start()

    def stop(self) -> None:
        """Ask every process to end, and end those that do not within STOP_WITHIN seconds."""
        self.stopping.set()
        running = [one.child for one in self.watched if one.child]
        for child in running:
            with suppress(ProcessLookupError):
                child.send_signal(signal.SIGTERM)
        until = time.monotonic() + (STOP_WITHIN if self.served else 0)
        for child in running:
            children.end(child, max(0.1, until - time.monotonic()))


def _how(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def run(host: str, port: int, workers: int, folder: Path, say: Say, started: Say) -> None:
    """Serve the newspaper of *folder* at *host*:*port* until SIGTERM or Ctrl-C.

    ``started(address)`` is called once the first page can be had; ``say`` hears of processes that
    died. Raises CannotStart.
    """
    os.environ["REDAKSI_DIR"] = str(folder)
    supervisor = Supervisor(_commands(host, port, workers), say)

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        supervisor.stopping.set()

    before = {n: signal.signal(n, ask_to_stop) for n in (signal.SIGTERM, signal.SIGINT)}
    try:
        supervisor.start()
        _wait_until_ready(host, port, supervisor)
        supervisor.served = True
        if not supervisor.stopping.is_set():
            started(address(host, port))
        supervisor.watch()
    finally:
        supervisor.stop()
        for number, handler in before.items():
            signal.signal(number, handler)


def _commands(host: str, port: int, workers: int) -> dict[str, list[str]]:
    python, parent = [sys.executable, "-m"], str(os.getpid())
    return {
        "application": [*python, "redaksi.ops.serve", parent, host, str(port), str(workers)],
        "clock": [*python, "redaksi.ops.clock", parent],
    }


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
    while time.monotonic() < until and not supervisor.stopping.is_set():
        if supervisor.watched[0].died() is not None:
            raise CannotStart("The application ended at its start; what it said stands above.")
        if _answers(near, port):
            return
        time.sleep(0.1)
    if not supervisor.stopping.is_set():
        raise CannotStart(
            f"No answer from {near}:{port} within {READY_WITHIN:.0f} s; `redaksi doctor` looks "
            "at what may be wrong."
        )


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/_health", headers={"Host": "localhost"})
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
