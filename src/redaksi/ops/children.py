"""A process that we started, and everything it started: they end with us and with it."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress

_PR_SET_PDEATHSIG = 1


def start(command: list[str], handed: Sequence[int] = ()) -> subprocess.Popen[bytes]:
    """Start *command* in a process group of its own; Ctrl-C at our terminal does not reach it.

    It gets the descriptors *handed* under the same numbers.
    """
    return subprocess.Popen(command, start_new_session=True, pass_fds=handed)  # noqa: S603 (ours)


def end(child: subprocess.Popen[bytes], within: float) -> None:
    """Wait for *child*, asked to end before, for *within* seconds, then kill it and its group."""
    with suppress(subprocess.TimeoutExpired):
        child.wait(within)
    clear(child)
    child.wait()


def ask(child: subprocess.Popen[bytes]) -> None:
    """Ask *child* to finish what is under way and end."""
    with suppress(ProcessLookupError):
        child.send_signal(signal.SIGTERM)


def clear(child: subprocess.Popen[bytes]) -> None:
    """Kill what is left of the process group of *child*: workers outlive a killed server."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def die_with_parent(parent: int) -> None:
    """Called in the child: end when *parent* (its id) is gone, however it went.

    At once: nobody is left to wait for it, and the next one to be started must not meet it.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it went before we asked
        raise SystemExit(1)
