"""A server's processes: started, measured by what the kernel says of them, stopped by their id."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """*pid* and everything that it started, and they, and so on."""
    found = [pid]
    for parent in found:
        found += _children(parent)
    return found


def _children(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(one) for task in tasks for one in (task / "children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def worked(pids: list[int]) -> float:
    """Seconds of processor time that *pids* have used since they began."""
    return sum(_ticks(pid) for pid in pids) / TICKS


def _ticks(pid: int) -> int:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(fields[11]) + int(fields[12])  # utime, stime (proc_pid_stat(5))


def memory(pid: int) -> dict[str, int]:
    """Octets of one process: Rss, Pss (shared pages divided among those who share), Anonymous."""
    found = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, value = line.split(":")
        found[name] = int(value.split()[0]) * 1024
    return found


def command(pid: int) -> str:
    """The command line of *pid*; "" when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ").strip()
    except (FileNotFoundError, ProcessLookupError):
        return ""


@contextmanager
def running(words: list[str], log: Path, **more: object) -> Iterator[subprocess.Popen[bytes]]:
    """The program *words*, its output in *log*; stopped at the end, by force after 20 s."""
    with log.open("wb") as out:
        child = subprocess.Popen(
            words, stdout=out, stderr=subprocess.STDOUT, start_new_session=True, **more
        )  # type: ignore[call-overload]
    try:
        yield child
    finally:
        stop(child)


def stop(child: subprocess.Popen[bytes]) -> None:
    """Ask *child* to end; kill its group when it does not."""
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def until(look: object, seconds: float, says: str) -> object:
    """What *look* finds, asked until it finds something. RuntimeError with *says* after that."""
    end = time.monotonic() + seconds
    while not (found := look()):  # type: ignore[operator]
        if time.monotonic() > end:
            raise RuntimeError(says)
        time.sleep(0.05)
    return found
