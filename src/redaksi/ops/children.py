"""A process that we started, and everything it started: they end with us and with it."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from contextlib import suppress

_PR_SET_PDEATHSIG = 1


def start(command: list[str]) -> subprocess.Popen[bytes]:
    """Start *command* in a process group of its own; Ctrl-C at our terminal does not reach it."""
    return subprocess.Popen(command, start_new_session=True)  # noqa: S603 (our own module)


def end(child: subprocess.Popen[bytes], within: float) -> None:
    """Wait for *child*, asked to end before, for *within* seconds, then kill it and its group."""
    with suppress(subprocess.TimeoutExpired):
        child.wait(within)
    clear(child)
    child.wait()


def clear(child: subprocess.Popen[bytes]) -> None:
    """Kill what is left of the process group of *child*: workers outlive a killed server."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def die_with_parent(parent: int) -> None:
    """Called in the child: end when *parent* (its id) is gone, however it went."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it went before we asked
        raise SystemExit(1)
