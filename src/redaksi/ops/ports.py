"""The port that a newspaper listens on: claimed before anything starts, held until it stops."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress


class CannotStart(Exception):
    """The newspaper did not start; the message says why and what to do."""


@contextmanager
def claimed(host: str, port: int) -> Iterator[int]:
    """Hold *port* of *host* (a free one for 0) for our own processes; yields its number.

    The servers share ports (SO_REUSEPORT), so a second newspaper would silently take half of the
    readers: first the port must be free to an exclusive socket, then one that shares keeps it
    without listening. Raises CannotStart when it is taken.
    """
    family, place = _resolved(host, port)
    with _bound(family, place, socket.SO_REUSEADDR) as probe:
        number = int(probe.getsockname()[1])
    with ExitStack() as kept:
        # Without SO_REUSEADDR, so that it is in the way of the next one who asks as above. Where
        # old connections of another program still linger it can't be kept; it is free all the same.
        with suppress(CannotStart):
            kept.enter_context(_bound(family, (place[0], number), socket.SO_REUSEPORT))
        yield number


def _resolved(host: str, port: int) -> tuple[int, tuple[object, ...]]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise CannotStart(
            f"“{host}” is no address of this machine ({getattr(error, 'strerror', error)}); "
            "give --host one, such as 127.0.0.1, or 0.0.0.0 for every network."
        ) from error
    return found[0][0], found[0][4]


@contextmanager
def _bound(family: int, place: tuple[object, ...], option: int) -> Iterator[socket.socket]:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, option, 1)
        try:
            probe.bind(place)
        except OSError as error:
            raise CannotStart(_told(place, error)) from error
        yield probe


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
