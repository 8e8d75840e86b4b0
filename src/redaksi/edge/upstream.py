"""The application behind its Unix socket: asked for pages, and spoken to on others' behalf.

The socket's path is a link that moves to a new application's socket on a reload. Connections kept
to the old one are never used once it has moved: what the old code renders after that would be
stored as if it were new.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpcore

from redaksi.edge.asking import Ask, Reply, Unreachable
from redaksi.edge.clients import NOBODY
from redaksi.edge.rsgi import HeaderList

LARGEST_PAGE = 32 * 2**20  # octets
ORIGIN = "http://application"
RAISED = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException)
#: The other side closed a connection that was kept open, before it said anything.
CLOSED = (httpcore.ReadError, httpcore.WriteError, httpcore.RemoteProtocolError)
Timeouts = dict[str, float | None]
ASKING: Timeouts = {"connect": 3, "read": 30, "write": 10, "pool": 10}


@dataclass(slots=True)
class Line:
    """The connections to one application: `target` is its socket, `busy` the requests under way."""

    target: str
    pool: httpcore.AsyncConnectionPool
    busy: int = 0


@dataclass(frozen=True, slots=True)
class _Question:
    method: str
    address: str
    headers: list[tuple[bytes, bytes]]
    timeouts: Timeouts
    body: AsyncIterator[bytes] | None

    def request(self) -> httpcore.Request:
        return httpcore.Request(
            self.method, f"{ORIGIN}/", headers=self.headers, content=self.body,
            extensions={"target": self.address.encode("ascii"), "timeout": self.timeouts},
        )  # fmt: skip


class Upstream:
    """The connections to the application, at most `most` at a time; `stream` is for everybody.

    `fetch` asks for what is to be stored, and so says nothing of the reader who happened to ask.
    """

    def __init__(self, socket: Path, *, most: int) -> None:
        self.socket = socket
        self.most = most
        self._line: Line | None = None

    async def fetch(self, ask: Ask, *, fragment: bool) -> Reply:
        """The application's whole answer to a reader; raises Unreachable."""
        try:
            async with self.stream("GET", ask.address, _asking(ask), ASKING) as answer:
                body = await _whole(answer)
                return Reply(status=answer.status, headers=text_of(answer.headers), body=body)
        except RAISED as error:
            raise Unreachable(f"{type(error).__name__}: {error}"[:200]) from error

    @asynccontextmanager
    async def stream(
        self,
        method: str,
        address: str,
        headers: list[tuple[bytes, bytes]],
        timeouts: Timeouts,
        body: AsyncIterator[bytes] | None = None,
    ) -> AsyncIterator[httpcore.Response]:
        """The application's answer, its head read and its body to come; raises RAISED.

        A question that only reads is put once more when the connection, kept open from before,
        had been closed by the other side.
        """
        question = _Question(method, address, headers, timeouts, body)
        try:
            line, answer = await self._answer(question)
        except CLOSED:
            if method not in ("GET", "HEAD"):
                raise
            line, answer = await self._answer(question)
        try:
            yield answer
        finally:
            await answer.aclose()
            await self._let_go(line)

    async def close(self) -> None:
        """Close every connection."""
        if self._line:
            await self._line.pool.aclose()

    async def _answer(self, question: _Question) -> tuple[Line, httpcore.Response]:
        line = await self._current()
        line.busy += 1
        try:
            return line, await line.pool.handle_async_request(question.request())
        except BaseException:
            await self._let_go(line)
            raise

    async def _current(self) -> Line:
        target, before = _target(self.socket), self._line
        if before and before.target == target:
            return before
        pool = httpcore.AsyncConnectionPool(
            uds=str(self.socket), max_connections=self.most, max_keepalive_connections=32,
            keepalive_expiry=15,
        )  # fmt: skip
        self._line = line = Line(target, pool)
        if before and not before.busy:
            await before.pool.aclose()
        return line

    async def _let_go(self, line: Line) -> None:
        """One request less; a line to an application of before is closed after its last."""
        line.busy -= 1
        if line is not self._line and not line.busy:
            await line.pool.aclose()


def _target(socket: Path) -> str:
    """Which socket the path leads to now: its link's text and its number in the file system."""
    try:
        return f"{os.path.realpath(socket)} {os.stat(socket).st_ino}"
    except OSError:
        return ""


def _asking(ask: Ask) -> list[tuple[bytes, bytes]]:
    headers = [
        ("Host", ask.host), ("X-Forwarded-For", NOBODY), ("X-Forwarded-Proto", ask.scheme),
        ("X-Forwarded-Host", ask.host), ("Surrogate-Capability", 'redaksi="ESI/1.0"'),
    ]  # fmt: skip
    if ask.variant == "s":
        headers.append(("Save-Data", "on"))
    return [(name.encode(), value.encode()) for name, value in headers]


async def _whole(answer: httpcore.Response) -> bytes:
    parts, size = [], 0
    async for part in answer.aiter_stream():
        size += len(part)
        if size > LARGEST_PAGE:
            raise Unreachable(f"a page of more than {LARGEST_PAGE} octets")
        parts.append(part)
    return b"".join(parts)


def text_of(headers: list[tuple[bytes, bytes]]) -> HeaderList:
    """Headers as text, names in lower case; octets that are no UTF-8 read as Latin-1."""
    return [(name.decode("ascii").lower(), _text(value)) for name, value in headers]


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")
