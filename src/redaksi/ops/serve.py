"""The application's process: ``python -m redaksi.ops.serve PARENT SOCKET WORKERS``."""

from __future__ import annotations

import importlib
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from redaksi.ops import children, granians, prefork

#: Requests that one process works on at a time; the others wait.
THREADS = 4


def serve(place: Path, workers: int) -> None:
    """Serve the application at the socket *place* until told to stop, in *workers* processes.

    It listens once it is loaded: before, the edge is told at once that nobody is there.
    """
    application = granians.settled(_load())

    def work() -> None:
        granians.application(listener, application, THREADS)

    with _listening(place) as listener:
        if workers == 1:
            work()
        else:
            prefork.keep(workers, work)


def _load() -> Any:
    return importlib.import_module("redaksi.config.wsgi").behind_edge


@contextmanager
def _listening(place: Path) -> Iterator[socket.socket]:
    place.unlink(missing_ok=True)  # of one before us that was killed
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(place))
        os.chmod(place, 0o600)
        listener.listen(granians.BACKLOG)
        yield listener


if __name__ == "__main__":
    children.die_with_parent(int(sys.argv[1]))
    serve(Path(sys.argv[2]), int(sys.argv[3]))
