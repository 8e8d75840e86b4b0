"""The parts of granian's RSGI that we speak: its own objects carry no types."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Protocol

HeaderList = list[tuple[str, str]]
"""Names in lower case and values, in the order in which they are sent."""


class Headers(Protocol):
    """The headers of a request, asked for by name in lower case. Values that are not ASCII hide."""

    def get(self, key: str, default: str | None = None) -> str | None: ...

    def get_all(self, key: str) -> list[str]: ...

    def items(self) -> HeaderList: ...

    def __contains__(self, key: str) -> bool: ...


class Scope(Protocol):
    """A request: `path` is decoded, `authority` set by an absolute target only (HTTP/1)."""

    @property
    def http_version(self) -> str: ...

    @property
    def client(self) -> str: ...

    @property
    def method(self) -> str: ...

    @property
    def path(self) -> str: ...

    @property
    def query_string(self) -> str: ...

    @property
    def authority(self) -> str | None: ...

    @property
    def headers(self) -> Headers: ...


class Transport(Protocol):
    """An answer that goes out piece by piece; `send_bytes` waits while the client is slow."""

    async def send_bytes(self, data: bytes) -> None: ...


class Whole(Protocol):
    """Where an answer goes that is whole."""

    def response_empty(self, status: int, headers: HeaderList) -> None: ...

    def response_str(self, status: int, headers: HeaderList, body: str) -> None: ...

    def response_bytes(self, status: int, headers: HeaderList, body: bytes) -> None: ...


class Answering(Protocol):
    """The other side of a request: its body comes from here, its answer goes there.

    Iterating ends without an error when the client leaves in the middle of its body.
    """

    def __aiter__(self) -> AsyncIterator[bytes]: ...

    async def client_disconnect(self) -> None: ...

    def response_empty(self, status: int, headers: HeaderList) -> None: ...

    def response_str(self, status: int, headers: HeaderList, body: str) -> None: ...

    def response_bytes(self, status: int, headers: HeaderList, body: bytes) -> None: ...

    def response_file(self, status: int, headers: HeaderList, file: str) -> None: ...

    def response_file_range(
        self, status: int, headers: HeaderList, file: str, start: int, end: int
    ) -> None: ...

    def response_stream(self, status: int, headers: HeaderList) -> Transport: ...
