"""``redaksi up``: claims the port and the run folder, then becomes the supervisor."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from redaksi.ops import runfolder
from redaksi.ops.plan import Plan, Wants, hand_over
from redaksi.ops.ports import CannotStart, claimed


def run(
    host: str,
    port: int,
    folder: Path,
    data: Path,
    ready: Callable[[str], str],
    prepare: Callable[[], Wants],
) -> NoReturn:
    """Serve the newspaper of *folder* at *host*:*port* until SIGTERM or Ctrl-C; never returns.

    *prepare* brings it up to date once the port is ours; ``ready(address)`` is what is printed
    once readers can come. Raises CannotStart.
    """
    with claimed(host, port) as listener:
        try:
            found, lock = runfolder.claim(folder, data, os.environ)
        except runfolder.NoRunFolder as error:
            raise CannotStart(str(error)) from error
        wants = prepare()
        taken = int(listener.getsockname()[1])
        hand_over(
            Plan(
                run=str(found.path), host=host, port=taken, listener=listener.fileno(), lock=lock,
                wants=wants, ready=ready(address(host, taken)),
            )
        )  # fmt: skip


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
