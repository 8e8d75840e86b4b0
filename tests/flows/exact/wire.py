"""One reader's connection: a request after the other over a bare socket, each answer judged."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Callable
from dataclasses import dataclass

END = b"\r\n\r\n"


@dataclass(slots=True)
class Answer:
    """One answer as it came: header names in lower case, body as sent."""

    status: int
    headers: dict[str, str]
    body: bytes

    def text(self) -> str:
        """The body, unpacked; ValueError when it is no whole gzip member or not UTF-8."""
        if self.headers.get("content-encoding") != "gzip":
            return self.body.decode()
        unpacking = zlib.decompressobj(wbits=31)
        try:
            raw = unpacking.decompress(self.body)
        except zlib.error as problem:
            raise ValueError(str(problem)) from problem
        if not unpacking.eof or unpacking.unused_data:
            raise ValueError("the gzip member is not whole")
        return raw.decode()


class Wire(asyncio.Protocol):
    """Sends what *ask* hands out whenever the answer before is *taken*; closes when it has none.

    *taken* says for how many seconds to wait before the next.
    """

    def __init__(self, ask: Callable[[], bytes | None], taken: Callable[[Answer], float]) -> None:
        self.ask, self.taken = ask, taken
        self.lost: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self.waiting = False
        self.buffer = b""
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self._next()

    def _next(self) -> None:
        assert self.transport is not None
        if self.transport.is_closing():
            return
        request = self.ask()
        if request is None:
            self.transport.close()
            return
        self.waiting = True
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self.buffer = self.buffer + data if self.buffer else data
        answer = self._whole()
        if answer is None:
            return
        self.waiting, self.buffer = False, b""
        try:
            pause = self.taken(answer)
        except BaseException as problem:
            self._give_up(problem)
            raise
        if pause:
            asyncio.get_running_loop().call_later(pause, self._next)
        else:
            self._next()

    def _give_up(self, problem: BaseException) -> None:
        if not self.lost.done():
            self.lost.set_exception(problem)
        if self.transport:
            self.transport.close()

    def _whole(self) -> Answer | None:
        head, found, body = self.buffer.partition(END)
        if not found:
            return None
        lines = head.decode("latin-1").split("\r\n")
        pairs = (line.partition(": ") for line in lines[1:])
        headers = {name.lower(): value for name, _, value in pairs}
        status = int(lines[0].split(" ", 2)[1])
        length = 0 if status == 304 else int(headers["content-length"])
        return Answer(status, headers, body) if len(body) >= length else None

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.lost.done():
            self.lost.set_result(self.waiting)
