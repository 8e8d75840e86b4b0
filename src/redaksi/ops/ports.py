"""The port that a newspaper listens on: claimed before anything starts, held until it stops.

The socket listens from the first moment and outlives the edge's workers: who comes while one
starts or dies waits in its queue and is answered by the next.
"""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager

#: Connections that may wait; the default drops a rush of a thousand readers.
BACKLOG = 8192


class CannotStart(Exception):
    """The newspaper did not start; the message says why and what to do."""


@contextmanager
def claimed(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens at *port* of *host* (a free one for 0), closed at the end.

    Nobody else can listen there meanwhile. Raises CannotStart when somebody does.
    """
    family, place = _resolved(host, port)
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        # Over old connections that linger, never over another listener.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(place)
            listener.listen(BACKLOG)
        except OSError as error:
            raise CannotStart(_told(place, error)) from error
        yield listener


def _resolved(host: str, port: int) -> tuple[int, tuple[object, ...]]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise CannotStart(
            f"“{host}” is no address of this machine ({getattr(error, 'strerror', error)}); "
            "give --host one, such as 127.0.0.1, or 0.0.0.0 for every network."
        ) from error
    return found[0][0], found[0][4]


def _told(place: tuple[object, ...], error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {place[1]} of {place[0]} is taken: another program listens there. "
            "Stop it, or choose another port with --port (0 picks a free one)."
        )
    if error.errno == errno.EACCES:
        return f"Port {place[1]} is kept for the system; choose one above 1023 with --port."
    return (
        f"{place[0]}:{place[1]} cannot be listened on: {error.strerror}. Choose another --host "
        "or --port (0 picks a free one)."
    )
