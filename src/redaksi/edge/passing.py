"""Requests that go through to the application, streamed both ways and never stored."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import suppress
from typing import Any

import httpcore

from redaksi.edge import answers, hops
from redaksi.edge.addresses import Refused
from redaksi.edge.asking import Unreachable
from redaksi.edge.pipes import Broken, pipe
from redaksi.edge.requests import Way
from redaksi.edge.rsgi import Answering, HeaderList, Scope
from redaksi.edge.rules import Options
from redaksi.edge.upstream import RAISED, Timeouts, Upstream

SHORT = 262_144  # octets of an answer that may stand in memory
EVENTS = "text/event-stream"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
#: `read` bounds the silence of an answer: a stream of events says something more often.
PATIENT: Timeouts = {"connect": 3, "read": 300, "write": 60, "pool": 10}
BODY_PAUSE = 60.0  # seconds that a client may be silent in the middle of its body


class Gone(Exception):
    """A body or an answer broke off before it was whole."""


class Passing:
    """Hands requests on; at most `options.most_passing` at a time, others are told to come again.

    `open` is how many are under way, `passed` how many there were.
    """

    def __init__(self, options: Options, upstream: Upstream) -> None:
        self.options, self.upstream = options, upstream
        self.open = self.passed = 0

    async def answer(
        self, scope: Scope, answering: Answering, way: Way, *, private: bool = True
    ) -> None:
        """Pass one request on; without `private` nothing that says who asks goes with it."""
        if scope.method not in METHODS:
            raise Refused(405, "This method is not for us.", allow=", ".join(METHODS))
        headers = hops.forwarded(scope, way, self.options, () if private else hops.PRIVATE)
        if self.open >= self.options.most_passing:
            return answers.unavailable(answering, self.options.notice)
        self.open += 1
        self.passed += 1
        try:
            await _unless_gone(answering, self._relay(scope, answering, way, headers))
        finally:
            self.open -= 1

    async def _relay(
        self, scope: Scope, answering: Answering, way: Way, headers: list[tuple[bytes, bytes]]
    ) -> None:
        length = int(scope.headers.get("content-length") or 0)
        body = _body(answering, length) if length else None
        try:
            async with self.upstream.stream(
                scope.method, way.address, headers, PATIENT, body
            ) as answer:
                await self._send(scope, answering, answer)
        except (*RAISED, Unreachable):
            answers.unavailable(answering, self.options.notice)

    async def _send(self, scope: Scope, answering: Answering, answer: httpcore.Response) -> None:
        headers, status = hops.for_client(answer.headers), answer.status
        if scope.method == "HEAD" or status in (204, 304):
            answering.response_empty(status, headers)
        elif 0 <= hops.length(headers) <= SHORT:
            answering.response_bytes(status, headers, await answer.aread())
        else:
            await self._stream(answering, answer, headers)

    async def _stream(
        self, answering: Answering, answer: httpcore.Response, headers: HeaderList
    ) -> None:
        """A long answer, or one of unknown length; what began can only be broken off."""
        try:
            if hops.value(headers, "content-type").startswith(EVENTS):
                transport = answering.response_stream(answer.status, headers)
                async for part in answer.aiter_stream():
                    await transport.send_bytes(part)
            else:
                await self._pour(answering, answer, headers)
        except RAISED as error:
            raise Gone from error

    async def _pour(
        self, answering: Answering, answer: httpcore.Response, headers: HeaderList
    ) -> None:
        """No faster than its client reads."""
        async with pipe(self.options.control) as end:
            answering.response_file(answer.status, headers, str(end.path))
            async for part in answer.aiter_stream():
                await end.write(part)


async def _body(answering: Answering, length: int) -> AsyncIterator[bytes]:
    """The body as it arrives; raises Gone when it ends early or its client falls silent."""
    parts = aiter(answering)
    while length > 0:
        try:
            part = await asyncio.wait_for(anext(parts), BODY_PAUSE)
        except (StopAsyncIteration, TimeoutError):
            raise Gone from None
        length -= len(part)
        yield part


async def _unless_gone(answering: Answering, work: Coroutine[Any, Any, None]) -> None:
    """Do the work, but drop it as soon as the client has left."""
    task = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(answering))
    try:
        await asyncio.wait({task, leaving}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        leaving.cancel()
        if not task.done():
            task.cancel()
    with suppress(asyncio.CancelledError, Gone, Broken):
        await task


async def _left(answering: Answering) -> None:
    await answering.client_disconnect()
