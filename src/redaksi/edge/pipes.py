"""A named pipe between us and a slow client.

The server below takes whatever it is given for a streamed answer, however slowly its client reads:
a big download would sit in memory. Files it reads only as fast as the client takes them, so a long
answer is handed to it as a file that is a pipe, and whoever writes into it waits.
"""

from __future__ import annotations

import asyncio
import errno
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path

OPENED_WITHIN = 10.0  # seconds in which the other side opens its end
TAKEN_WITHIN = 60.0  # seconds in which a client takes some of what waits for it
GLANCE = 0.002  # seconds between two looks whether it has
_numbers = count(1)


class Broken(Exception):
    """Nobody reads at the other end, or too slowly."""


class Pipe:
    """The end to write into; `path` is for the reader. Made with `pipe`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._end = -1

    async def write(self, octets: bytes) -> None:
        """Write all of it, waiting while the pipe is full; raises Broken."""
        if self._end < 0:
            await self._open()
        rest = memoryview(octets)
        while rest:
            try:
                rest = rest[os.write(self._end, rest) :]
            except BlockingIOError:
                await _writable(self._end)
            except BrokenPipeError:
                raise Broken from None

    def close(self) -> None:
        """The end of what is written. A reader still waiting at the door is let go."""
        if self._end < 0:
            with suppress(OSError):
                self._end = _opened(self.path)
        if self._end >= 0:
            os.close(self._end)
        self.path.unlink(missing_ok=True)

    async def _open(self) -> None:
        """Wait for the reader: a pipe opens for writing only once somebody reads it."""
        for _ in range(round(OPENED_WITHIN / GLANCE)):
            try:
                self._end = _opened(self.path)
            except OSError as error:
                if error.errno != errno.ENXIO:
                    raise Broken from error
                await asyncio.sleep(GLANCE)
            else:
                return self.path.unlink(missing_ok=True)
        raise Broken


@asynccontextmanager
async def pipe(folder: Path) -> AsyncIterator[Pipe]:
    """A new pipe in a private folder, gone afterwards."""
    path = folder / f"pipe-{os.getpid()}-{next(_numbers)}"
    os.mkfifo(path, 0o600)
    made = Pipe(path)
    try:
        yield made
        await made.write(b"")  # an empty answer has its reader too
    finally:
        made.close()


def _opened(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_NONBLOCK)


async def _writable(end: int) -> None:
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    loop.add_writer(end, ready.set)
    try:
        await asyncio.wait_for(ready.wait(), TAKEN_WITHIN)
    except TimeoutError:
        raise Broken from None
    finally:
        loop.remove_writer(end)
