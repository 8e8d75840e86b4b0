"""Connections that go only to addresses already checked, and end at a deadline."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Sequence
from typing import Any

import httpcore


class Deadline:
    """A moment after which nothing of one fetch may run; `left()` is in seconds."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self, most: float | None = None) -> float:
        """Seconds until the end, at most `most`; raises httpcore.TimeoutException when over."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.TimeoutException("the time is up")
        return left if most is None else min(left, most)


class _TimedStream(httpcore.NetworkStream):
    """A stream of which no read or write outlasts the deadline, however slowly bytes drip."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout)
        return _TimedStream(
            self._inner.start_tls(ssl_context, server_hostname, left), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class PinnedBackend(httpcore.NetworkBackend):
    """Connects to the given addresses in order, whatever name is asked for: nothing resolves."""

    def __init__(self, addresses: Sequence[str], deadline: Deadline, each: float) -> None:
        self._addresses, self._deadline, self._each = addresses, deadline, each
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        last: Exception = httpcore.ConnectError("there is no address to connect to")
        for address in self._addresses:
            try:
                wait = self._deadline.left(self._each)
                stream = self._inner.connect_tcp(address, port, wait, None, socket_options)
                return _TimedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last
