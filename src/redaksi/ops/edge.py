"""A worker of the edge: ``python -m redaksi.ops.edge PARENT LISTENER RUN LANGUAGE``.

No Django here: what is served is made by redaksi.config.edge from the settings file alone.
"""

from __future__ import annotations

import importlib
import os
import socket
import sys
from pathlib import Path
from typing import Any

from granian.http import HTTP1Settings

from redaksi.edge.server import HEAD_OCTETS, HEAD_WITHIN, Edge
from redaksi.ops import children, granians
from redaksi.ops.runfolder import RunFolder


def serve(descriptor: int, run: RunFolder, language: str) -> None:
    """Serve readers at the listening socket *descriptor* until told to stop."""
    with socket.socket(fileno=descriptor) as listener:
        made = _wiring().server(run, language, granians.deafener(listener))
        stand(made, listener, run.path, HEAD_WITHIN)


def stand(made: Edge, listener: socket.socket, folder: Path, head_within: int) -> None:
    """Serve *made* at *listener*: its kiosk in front, granian behind at a socket in *folder*.

    The head of a request may take *head_within* milliseconds.
    """
    head = HTTP1Settings(header_read_timeout=head_within, max_buffer_size=HEAD_OCTETS)
    behind = folder / f"in-{os.getpid()}"
    behind.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as inner:
        inner.bind(str(behind))
        inner.listen(granians.BACKLOG)
        made.stand_at(listener, behind)
        granians.readers(inner, granians.settled(made), head, made.finish)
    behind.unlink(missing_ok=True)


def _wiring() -> Any:
    return importlib.import_module("redaksi.config.edge")


if __name__ == "__main__":
    children.die_with_parent(int(sys.argv[1]))
    serve(int(sys.argv[2]), RunFolder(path=Path(sys.argv[3])), sys.argv[4])
