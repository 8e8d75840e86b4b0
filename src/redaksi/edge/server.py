"""The readers' server: an RSGI application for granian, one in each worker.

A program that starts workers makes `rules.Options` and gives granian `Edge(options)`, or names the
function that makes them in the environment and gives it `from_environment`:

    REDAKSI_EDGE=redaksi.ops.edge:options granian redaksi.edge.server:from_environment --factory …

granian wants `interface="rsgi"`, `http="1"`, `websockets=False`, `loop="uvloop"`, asyncio's tasks
(its default), `backlog` and `backpressure` of BACKLOG (its own 1,024 drop connections in a rush),
and `HTTP1Settings(header_read_timeout=HEAD_WITHIN, max_buffer_size=HEAD_OCTETS)`.
"""

from __future__ import annotations

import asyncio
import importlib
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from redaksi.edge import answers, beacons, machines, readers
from redaksi.edge.addresses import Refused
from redaksi.edge.asking import Key
from redaksi.edge.control import ControlSocket, Message
from redaksi.edge.kiosk import Kiosk
from redaksi.edge.leaving import Leaving
from redaksi.edge.pages import Page
from redaksi.edge.requests import Kind, Way, host_of, look_at_body, variant_of, way_of
from redaksi.edge.rsgi import Answering, Scope
from redaksi.edge.rules import Options
from redaksi.edge.worker import Worker

BACKLOG = 8192
HEAD_WITHIN = 30_000  # milliseconds for the head of a request, and between two requests
HEAD_OCTETS = 65_536  # of a request's head; more is answered 431 by granian
VARIABLE = "REDAKSI_EDGE"
#: Ways that are remembered, and the longest address that is.
WAYS, LONGEST = 8192, 512


class Edge:
    """What granian calls in one worker."""

    def __init__(self, options: Options) -> None:
        self.worker = Worker(options)
        self.control = ControlSocket(options.control, self._reply)
        self._hit: Callable[[Key], Page | None] = self.worker.engine.hit
        self._leaving = False
        self._ways: dict[tuple[str, str, str, str], Way] = {}
        self._following: asyncio.Task[None] | None = None
        turnstile = self.worker.turnstile
        self._drain = beacons.Drain(turnstile) if turnstile else None
        self._draining: asyncio.Task[None] | None = None
        self._kiosk: Kiosk | None = None
        self._finishing: asyncio.Task[None] | None = None

    def stand_at(self, listener: socket.socket, server: Path) -> None:
        """Stand at *listener* with a kiosk; granian's own socket *server* is behind it."""
        self._kiosk = Kiosk(self.worker, listener, server, self._way)

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Before the first request: catch up with the log, open the control socket."""
        loop.run_until_complete(self.worker.watch.first())
        loop.run_until_complete(self.control.open())
        self._following = loop.create_task(self.worker.watch.go_on())
        if self._drain:
            self._draining = loop.create_task(self._drain.go_on())
        if self._kiosk:
            loop.run_until_complete(self._kiosk.open())

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        """After the last request."""
        loop.run_until_complete(self._close())

    async def __rsgi__(self, scope: Scope, answering: Answering) -> None:
        """Answer one request. What most requests need stands here, in as few steps as it takes."""
        headers = scope.headers
        hosts = headers.get_all("host")
        if (
            len(hosts) == 1
            and scope.authority is None
            and scope.method == "GET"
            and "content-length" not in headers
            and "transfer-encoding" not in headers
        ):
            variant = variant_of(headers.get("save-data"))
            way = self._ways.get((scope.path, scope.query_string, hosts[0], variant))
            page = self._hit(way.key) if way and way.key else None
            if page:
                return readers.send(self.worker.tally, scope, answering, page)
        await self._carefully(scope, answering)

    def leave(self) -> None:
        """Take no new connection, and close each of those there are with its next answer."""
        self._leaving, self._hit = True, lambda _key: None
        if self._kiosk:
            self._kiosk.shut()
        self.worker.options.leaving()

    def finish(self, loop: asyncio.AbstractEventLoop, then: Callable[[], None]) -> None:
        """Told to end: call *then* once only those are left whom granian looks after."""
        if self._kiosk is None:
            return then()
        self._finishing = loop.create_task(self._kiosk.finish(then))
        return None

    def _reply(self, asked: Message) -> Message:
        if asked["ask"] != "leave":
            return machines.reply(self.worker, asked)
        self.leave()
        return {"leaving": True}

    async def _carefully(self, scope: Scope, answering: Answering) -> None:
        answering = Leaving(answering) if self._leaving else answering
        try:
            way = self._way(scope)
            await self._go(way, scope, answering)
        except Refused as why:
            self.worker.tally["refused"] += 1
            answers.refuse(answering, why)

    def _way(self, scope: Scope) -> Way:
        host = host_of(scope)
        look_at_body(scope)
        path, query = scope.path, scope.query_string
        variant = variant_of(scope.headers.get("save-data"))
        way = way_of(self.worker.options, path, query, host, variant)
        if way.kind is Kind.PAGE and len(path) + len(query) + len(host) <= LONGEST:
            if len(self._ways) >= WAYS:
                self._ways.clear()
            self._ways[(path, query, host, variant)] = way
        return way

    async def _go(self, way: Way, scope: Scope, answering: Answering) -> None:
        if way.kind is Kind.PAGE:
            await readers.answer(self.worker, scope, answering, way)
        elif way.kind is Kind.FILE:
            await self.worker.files.answer(scope, answering, way)
        elif way.kind is Kind.PASSING:
            await self.worker.passing.answer(scope, answering, way)
        elif way.kind is Kind.HANDLER:
            await self._handle(scope, answering, way)
        elif way.kind is Kind.BEACON and self.worker.turnstile:
            await beacons.answer(self.worker.turnstile, self.worker.tally, scope, answering)
        else:
            await machines.answer(self.worker, scope, answering, way)

    async def _handle(self, scope: Scope, answering: Answering, way: Way) -> None:
        handlers = self.worker.options.handlers
        handler = handlers.get((scope.method, way.path))
        if handler is None:
            allow = ", ".join(sorted(method for method, path in handlers if path == way.path))
            raise Refused(405, "This method is not for this address.", allow=allow)
        await handler(scope, answering)

    async def _close(self) -> None:
        if self._kiosk:
            await self._kiosk.close()
        for task in (self._following, self._draining):
            if task:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
        if self._drain:
            self._drain.leave()
        await self.control.close()
        await self.worker.upstream.close()
        self.worker.engine.close()


def from_environment() -> Edge:
    """The application with the options that the function named in REDAKSI_EDGE makes.

    The variable reads `package.module:function`. Raises KeyError, ImportError, AttributeError.
    """
    module, _, name = os.environ[VARIABLE].partition(":")
    return Edge(getattr(importlib.import_module(module), name)())
