"""The near side of the picture process: starts it, asks it, ends it, replaces it when it dies."""

from __future__ import annotations

import atexit
import json
import os
import select
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, ClassVar

from redaksi.lib.pictureframes import BadFrame, Header, pack, unpack
from redaksi.lib.picturewords import PictureFailed, PictureLimits

START_SECONDS = 20.0
PIECE = 1_048_576
_FOLDER = Path(__file__).resolve().parents[2]
# What the process gets of our environment: no settings, no secrets.
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")


class PictureProcess:
    """One process that opens pictures, for all threads; asked one thing at a time.

    It starts at the first question and is replaced after it died, was stopped for taking too
    long, or when this program has forked. A process for other files has another ``program``, and
    ``thing`` is its word for them.
    """

    program: ClassVar[str] = "redaksi.lib.picture_child"
    thing: ClassVar[str] = "picture"
    again: ClassVar[str] = "Try the picture again, or save it smaller in a picture program."

    def __init__(self, limits: PictureLimits | None = None) -> None:
        self.limits = limits or PictureLimits()
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        _ALL.add(self)

    @property
    def pid(self) -> int | None:
        """The number of the running process, if there is one."""
        return self._child.pid if self._child else None

    def ask(self, header: Header, blobs: Sequence[bytes] = ()) -> tuple[Header, list[bytes]]:
        """Send one question and return the answer; raises PictureFailed when there is none."""
        with self._lock:
            try:
                answer = self._exchange(self._running(), header, blobs)
            except (OSError, EOFError, BadFrame) as error:
                raise PictureFailed(self._what_happened(error)) from None
            except BaseException:
                self._stop()  # a question half asked: what comes next would be its answer
                raise
            if answer[0].get("leaving"):
                self._stop()
            return answer

    def close(self) -> None:
        """End the process; the next question starts another."""
        with self._lock:
            self._stop()

    def __del__(self) -> None:
        self._stop()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is not None:
            self._stop()
        if self._child is None:
            self._child = self._start()
            _read_frame(self._child, time.monotonic() + START_SECONDS)
        return self._child

    def _start(self) -> subprocess.Popen[bytes]:
        environ = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        environ |= {
            "PYTHONPATH": str(_FOLDER),
            "LC_ALL": "C.UTF-8",
            # Each arena reserves 64 MB of the address space that is limited.
            "MALLOC_ARENA_MAX": "2",
        }
        child = subprocess.Popen(  # noqa: S603  # our own interpreter and module
            [sys.executable, "-B", "-s", "-P", "-m", self.program,
             json.dumps(asdict(self.limits))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            bufsize=0, env=environ, cwd="/", start_new_session=True,
        )  # fmt: skip
        for pipe in _pipes(child):
            os.set_blocking(pipe.fileno(), False)
        return child

    def _exchange(
        self, child: subprocess.Popen[bytes], header: Header, blobs: Sequence[bytes]
    ) -> tuple[Header, list[bytes]]:
        end = time.monotonic() + self.limits.seconds
        for part in pack(header, blobs):
            _write(child, part, end)
        return _read_frame(child, end)

    def _what_happened(self, error: Exception) -> str:
        child = self._child
        self._stop()
        opens = f"The process that opens {self.thing}s"
        if isinstance(error, TimeoutError):
            took = f"took more than {self.limits.seconds:g} seconds"
            return f"Opening the {self.thing} {took}. {self.again}"
        if isinstance(error, BadFrame):
            return f"{opens} answered with {error}. {self.again}"
        if child is None:
            return f"{opens} can't be started: {error}."
        return f"{opens} ended ({_ending(child)}). {self.again}"

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill() if not _ended_by_itself(child) else None
        child.wait()
        _close_pipes(child)

    def _forget(self) -> None:
        """After a fork: the process is the other one's; let go of its pipes, and of the lock."""
        child, self._child = self._child, None
        self._lock = threading.Lock()
        if child is not None:
            child.returncode = 0  # not ours to wait for
            _close_pipes(child)


def _ended_by_itself(child: subprocess.Popen[bytes]) -> bool:
    with suppress(subprocess.TimeoutExpired):
        # Dying, it closes its pipes a moment before its number can be had.
        child.wait(0 if not _hung_up(child) else 0.5)
        return True
    return False


def _hung_up(child: subprocess.Popen[bytes]) -> bool:
    outlet = _pipes(child)[1]
    poll = select.poll()
    poll.register(outlet.fileno(), select.POLLIN)
    return any(event & select.POLLHUP for _, event in poll.poll(0))


def _ending(child: subprocess.Popen[bytes]) -> str:
    code = child.returncode
    return f"signal {-code}" if code is not None and code < 0 else f"code {code}"


def _pipes(child: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if child.stdin is None or child.stdout is None:
        raise OSError("the process has no pipes")
    return child.stdin, child.stdout


def _close_pipes(child: subprocess.Popen[bytes]) -> None:
    for pipe in _pipes(child):
        with suppress(OSError):
            pipe.close()


def _write(child: subprocess.Popen[bytes], data: bytes, end: float) -> None:
    inlet, rest = _pipes(child)[0].fileno(), memoryview(data)
    while rest:
        _wait(inlet, select.POLLOUT, end)
        with suppress(BlockingIOError):
            rest = rest[os.write(inlet, rest[:PIECE]) :]


def _read_frame(child: subprocess.Popen[bytes], end: float) -> tuple[Header, list[bytes]]:
    outlet = _pipes(child)[1].fileno()
    return unpack(lambda count: _exactly(outlet, count, end))


def _exactly(outlet: int, count: int, end: float) -> bytes:
    data = bytearray()
    while len(data) < count:
        _wait(outlet, select.POLLIN, end)
        with suppress(BlockingIOError):
            piece = os.read(outlet, min(count - len(data), PIECE))
            if not piece:
                raise EOFError
            data += piece
    return bytes(data)


def _wait(pipe: int, event: int, end: float) -> None:
    poll = select.poll()
    poll.register(pipe, event)
    left = end - time.monotonic()
    if left <= 0 or not poll.poll(left * 1000):
        raise TimeoutError


_ALL: weakref.WeakSet[PictureProcess] = weakref.WeakSet()


def _forget_all() -> None:
    for process in list(_ALL):
        process._forget()


def _close_all() -> None:
    for process in list(_ALL):
        process.close()


os.register_at_fork(after_in_child=_forget_all)
atexit.register(_close_all)
