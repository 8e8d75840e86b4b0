"""The application's process: ``python -m redaksi.ops.serve PARENT HOST PORT WORKERS``."""

from __future__ import annotations

import sys

from granian.constants import Interfaces
from granian.server import Server

from redaksi.ops import children


def serve(host: str, port: int, workers: int) -> None:
    """Serve the application until told to stop. The big backlog keeps a rush from being refused."""
    Server(
        "redaksi.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        backlog=8192,
        backpressure=8192,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_level="warning",  # type: ignore[arg-type]
    ).serve()


if __name__ == "__main__":
    children.die_with_parent(int(sys.argv[1]))
    serve(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
