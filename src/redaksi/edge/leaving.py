"""The last answers of a worker that is about to be replaced: each says that its connection closes.

A reader who keeps a connection may send the next question at the moment at which it is closed, and
gets no answer. Told so with the last one, he comes back over a new connection, to a new worker.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

from redaksi.edge.rsgi import Answering, HeaderList, Transport

CLOSING = ("connection", "close")


class Leaving:
    """An `Answering` after whose answer the connection closes (RFC 9112, 9.6)."""

    def __init__(self, answering: Answering) -> None:
        self._inner = answering

    def __aiter__(self) -> AsyncIterator[bytes]:
        return aiter(self._inner)

    async def client_disconnect(self) -> None:
        await self._inner.client_disconnect()

    def response_empty(self, status: int, headers: HeaderList) -> None:
        self._inner.response_empty(status, _closing(headers))

    def response_str(self, status: int, headers: HeaderList, body: str) -> None:
        self._inner.response_str(status, _closing(headers), body)

    def response_bytes(self, status: int, headers: HeaderList, body: bytes) -> None:
        self._inner.response_bytes(status, _closing(headers), body)

    def response_file(self, status: int, headers: HeaderList, file: str) -> None:
        self._inner.response_file(status, _closing(headers), file)

    def response_file_range(
        self, status: int, headers: HeaderList, file: str, start: int, end: int
    ) -> None:
        self._inner.response_file_range(status, _closing(headers), file, start, end)

    def response_stream(self, status: int, headers: HeaderList) -> Transport:
        return self._inner.response_stream(status, _closing(headers))


def _closing(headers: HeaderList) -> HeaderList:
    return headers if CLOSING in headers else [*headers, CLOSING]
