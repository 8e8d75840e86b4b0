"""The supervisor's process: ``python -m redaksi.ops.supervise PLAN``.

It never loads Django, so that it stays small and cannot fail with it.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress

from redaksi.ops import reloading
from redaksi.ops.plan import read
from redaksi.ops.ports import CannotStart
from redaksi.ops.supervisor import Supervisor


def _say(line: str) -> None:
    with suppress(OSError):
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()


def main(descriptor: int) -> int:
    """Live by the plan at *descriptor*; the exit code."""
    plan = read(descriptor)
    for one in (plan.listener, plan.lock):
        os.set_inheritable(one, False)
    # glibc keeps a pool of memory for each thread; two are enough for ours.
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    supervisor = Supervisor(plan, _say)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_args: supervisor.stopping.set())
    try:
        supervisor.live(lambda: _tell(plan.ready), reloading.carry_out)
    except CannotStart as error:
        _say(f"Error: {error}")
        return 1
    return 0


def _tell(ready: str) -> None:
    with suppress(OSError):
        sys.stdout.write(f"{ready}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
