"""What a supervisor is told: where, how many of each, and what it says when readers can come."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass
from typing import IO, NoReturn


@dataclass(frozen=True, kw_only=True)
class Wants:
    """What the settings and the newspaper's row ask for: processes of each kind, the language."""

    edges: int
    applications: int
    language: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One newspaper that goes up; the descriptors are of its socket and its run folder's lock."""

    run: str
    host: str
    port: int
    listener: int
    lock: int
    wants: Wants
    ready: str


def hand_over(plan: Plan) -> NoReturn:
    """Become the supervisor of *plan*: same process, none of what it holds in memory.

    The plan goes in a file without a name, because a command line can be read by everybody and
    the demo's first line holds a password.
    """
    import tempfile  # not loaded by the supervisor, which must stay small

    with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        write(plan, file)
        for one in (file.fileno(), plan.listener, plan.lock):
            os.set_inheritable(one, True)
        sys.stdout.flush()
        sys.stderr.flush()
        os.execv(sys.executable, [*program("redaksi.ops.supervise"), str(file.fileno())])  # noqa: S606


def write(plan: Plan, file: IO[str]) -> None:
    """Leave *plan* in *file*, to be read from its start."""
    json.dump(asdict(plan), file)
    file.flush()
    file.seek(0)


def read(descriptor: int) -> Plan:
    """The plan that :func:`write` left at *descriptor*."""
    with os.fdopen(descriptor, encoding="utf-8") as file:
        told = json.load(file)
    return Plan(**{**told, "wants": Wants(**told["wants"])})


def program(module: str) -> list[str]:
    """The command of one of our processes; -P: nothing is taken from the folder we stand in."""
    return [sys.executable, "-P", "-m", module]
