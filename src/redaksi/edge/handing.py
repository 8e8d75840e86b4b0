"""Answers of the kiosk as octets (RFC 9112)."""

from __future__ import annotations

import time
from collections.abc import Callable
from email.utils import formatdate
from http import HTTPStatus

from redaksi.edge.rsgi import HeaderList

_BODILESS = frozenset((204, 304))
_LINES = {one.value: f"HTTP/1.1 {one.value} {one.phrase}\r\n" for one in HTTPStatus}


class Clock:
    """The end of every head: the date, made once a second, and whether the connection closes."""

    __slots__ = ("closing", "end")

    def __init__(self) -> None:
        self.closing = False
        self.turn()

    def turn(self) -> None:
        """Look at the time."""
        last = "connection: close\r\n" if self.closing else ""
        self.end = f"\r\ndate: {formatdate(time.time(), usegmt=True)}\r\n{last}\r\n".encode()


class Handing:
    """Hands an answer to one connection, as `rsgi.Whole` has it."""

    __slots__ = ("_clock", "_write")

    def __init__(self, write: Callable[[bytes], None], clock: Clock) -> None:
        self._write, self._clock = write, clock

    def response_empty(self, status: int, headers: HeaderList) -> None:
        """An answer without a body."""
        self._hand(status, headers, b"")

    def response_str(self, status: int, headers: HeaderList, body: str) -> None:
        """An answer of text."""
        self._hand(status, headers, body.encode())

    def response_bytes(self, status: int, headers: HeaderList, body: bytes) -> None:
        """An answer of octets."""
        self._hand(status, headers, body)

    def _hand(self, status: int, headers: HeaderList, body: bytes) -> None:
        length = [] if status in _BODILESS else [("content-length", str(len(body)))]
        self._write(start(status, [*headers, *length]) + self._clock.end + body)


def start(status: int, headers: HeaderList) -> bytes:
    """A head up to the end of its last field's value; `Clock.end` belongs behind it."""
    lines = "\r\n".join([f"{name}: {value}" for name, value in headers])
    return (_LINES.get(status, f"HTTP/1.1 {status} \r\n") + lines).encode("latin-1")
