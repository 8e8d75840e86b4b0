"""Leading a connection in: all its octets to the server behind the kiosk, and back."""

from __future__ import annotations

import asyncio
import os
import socket
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import cast

from redaksi.edge import clients

LARGE = 256 * 1024  # octets that wait for a slow end before the other has to wait
_numbers = count(1)


class Inside(asyncio.Protocol):
    """The end of a led connection that is the server's; `outside` is the client's transport."""

    def __init__(self, outside: asyncio.Transport) -> None:
        self.outside = outside
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Reached the server."""
        self.transport = cast(asyncio.Transport, transport)
        self.transport.set_write_buffer_limits(high=LARGE)
        if self.outside.is_closing():
            self.transport.abort()

    def data_received(self, data: bytes) -> None:
        """The server's answer."""
        self.outside.write(data)

    def pause_writing(self) -> None:
        """The server is slower than the client."""
        self.outside.pause_reading()

    def resume_writing(self) -> None:
        """The server has caught up."""
        if not self.outside.is_closing():
            self.outside.resume_reading()

    def eof_received(self) -> bool:
        """The server says no more, and closes."""
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """The server is done with this client: what waits for it is still sent."""
        self.outside.close()


async def lead_in(outside: asyncio.Transport, server: Path, host: str) -> Inside:
    """Connect *outside* with the server at the socket *server*; *host* is the client's address.

    The server learns it by the name that our end has. Raises OSError.
    """
    name = str(server.with_name(clients.name_of(host, f"{os.getpid()}-{next(_numbers)}")))
    line = socket.socket(socket.AF_UNIX)
    try:
        line.setblocking(False)
        line.bind(name)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(line, str(server))
        _transport, inside = await loop.create_unix_connection(lambda: Inside(outside), sock=line)
    except BaseException:
        line.close()
        raise
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)
    return inside
