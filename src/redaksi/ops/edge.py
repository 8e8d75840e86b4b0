"""A worker of the edge: ``python -m redaksi.ops.edge PARENT LISTENER RUN LANGUAGE``.

No Django here: what is served is made by redaksi.config.edge from the settings file alone.
"""

from __future__ import annotations

import importlib
import socket
import sys
from pathlib import Path
from typing import Any

from granian.http import HTTP1Settings

from redaksi.edge.server import HEAD_OCTETS, HEAD_WITHIN
from redaksi.ops import children, granians
from redaksi.ops.runfolder import RunFolder


def serve(descriptor: int, run: RunFolder, language: str) -> None:
    """Serve readers at the listening socket *descriptor* until told to stop."""
    head = HTTP1Settings(header_read_timeout=HEAD_WITHIN, max_buffer_size=HEAD_OCTETS)
    with socket.socket(fileno=descriptor) as listener:
        made = _wiring().server(run, language, granians.deafener(listener))
        granians.readers(listener, granians.settled(made), head)


def _wiring() -> Any:
    return importlib.import_module("redaksi.config.edge")


if __name__ == "__main__":
    children.die_with_parent(int(sys.argv[1]))
    serve(int(sys.argv[2]), RunFolder(path=Path(sys.argv[3])), sys.argv[4])
