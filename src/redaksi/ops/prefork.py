"""More than one process of the application: loaded once, forked, and replaced when one dies."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress

from redaksi.ops import children

#: Seconds between the death of a worker and the next one, so that a broken one does not spin.
PAUSE = 0.5


def keep(workers: int, work: Callable[[], None]) -> None:
    """Run *work* in *workers* forks of this process until SIGTERM, then wait for all of them.

    Nothing may have started a thread before.
    """
    pids: set[int] = set()
    told = False

    def stop(_number: int, _frame: object) -> None:
        nonlocal told
        told = True
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    while not told or pids:
        while not told and len(pids) < workers:
            pids.add(_forked(work))
        pid, _status = os.wait()
        pids.discard(pid)
        if not told:
            time.sleep(PAUSE)


def _forked(work: Callable[[], None]) -> int:
    parent, pid = os.getpid(), os.fork()
    if pid:
        return pid
    try:
        children.die_with_parent(parent)
        work()
    finally:
        os._exit(0)
