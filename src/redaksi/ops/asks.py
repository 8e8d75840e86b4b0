"""Small questions over sockets, asked without a web client: the supervisor stays small."""

from __future__ import annotations

import socket
from pathlib import Path

#: A path of a Unix socket, or host and port.
Where = Path | tuple[str, int]


def health(where: Where, within: float = 1.0) -> bool:
    """Whether the newspaper at *where* says within *within* seconds that it can make pages."""
    asked = b"GET /_health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    try:
        with connected(where, within) as peer:
            peer.sendall(asked)
            status = peer.makefile("rb").readline(200).split(b" ")
    except OSError:
        return False
    return len(status) > 1 and status[1][:1] in (b"2", b"3", b"4")


def is_open(where: Where) -> bool:
    """Whether somebody listens at *where*."""
    try:
        connected(where, 1.0).close()
    except OSError:
        return False
    return True


def connected(where: Where, within: float) -> socket.socket:
    """A connection to *where*, whose every step may take *within* seconds. Raises OSError."""
    if not isinstance(where, Path):
        return socket.create_connection(where, within)
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    made.settimeout(within)
    try:
        made.connect(str(where))
    except OSError:
        made.close()
        raise
    return made
