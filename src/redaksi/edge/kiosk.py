"""The kiosk: hands a fresh page out at the door.

It reads only the plainest requests (`heads`). A request for a page is answered here, from memory or
after a wait, and so is a beacon; a connection that asks for anything else is led in to the server
behind, for the rest of its life. The same request is read once: the next time its octets alone say
which page it is.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from redaksi.edge import beacons, heads, leading, readers
from redaksi.edge.addresses import Refused
from redaksi.edge.answers import takes_gzip
from redaksi.edge.asking import Key
from redaksi.edge.handing import Clock, Handing, start
from redaksi.edge.pages import Page
from redaksi.edge.requests import Kind, Way
from redaksi.edge.rsgi import Scope
from redaksi.edge.worker import Worker

say = logging.getLogger(__name__)
#: Heads that are remembered, and the longest in octets.
KNOWN, LONGEST = 1_024, 2_048
#: Connections of one worker; seconds for which one may be idle, or leave its answer unread.
MOST, IDLE, UNREAD = 8_192, 30, 60
#: Seconds that connections under way have when we leave, and for which an idle one is still heard.
LEAVE_WITHIN, STILL_HEARD = 6.0, 0.3
LARGE = 256 * 1024


class Known:
    """A head that was read before: its page's key, and the start of the answer while it stays."""

    __slots__ = ("key", "page", "start")

    def __init__(self, key: Key) -> None:
        self.key = key
        self.page: Page | None = None
        self.start = b""

    def begin(self, page: Page) -> bytes:
        """The answer's head up to the number of X-Seq."""
        fields = [*page.headers, ("etag", page.etag), ("content-encoding", "gzip")]
        fields += [("content-length", str(page.gzip_length)), ("x-seq", "")]
        self.page, self.start = page, start(200, fields)
        return self.start


class Caller(asyncio.Protocol):
    """One connection."""

    def __init__(self, kiosk: Kiosk) -> None:
        self.kiosk = kiosk
        self.transport: asyncio.Transport
        self.client = self.host = ""
        self.inside: leading.Inside | None = None
        self.task: asyncio.Task[None] | None = None
        self.seen = kiosk.second
        self.full = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody came."""
        self.transport = cast(asyncio.Transport, transport)
        self.transport.set_write_buffer_limits(high=LARGE)
        self.host, self.client = _named(transport.get_extra_info("peername"))
        self.kiosk.callers.add(self)
        if len(self.kiosk.callers) > MOST:
            self.transport.abort()

    def data_received(self, data: bytes) -> None:
        """A request, mostly one whose octets we know."""
        kiosk, transport = self.kiosk, self.transport
        self.seen = kiosk.second
        known = kiosk.known.get(data)
        if known is not None and self.inside is None:
            page = kiosk.hit(known.key)
            if page is not None and page.status == 200 and page.pieces and not page.stale:
                begin = known.start if known.page is page else known.begin(page)
                transport.write(b"".join((begin, b"%d" % page.seq, kiosk.clock.end, *page.parts)))
                return self._close_if_leaving(transport)
        self._carefully(data, transport)

    def _carefully(self, data: bytes, transport: asyncio.Transport) -> None:
        if self.inside is not None:
            return self.inside.transport.write(data)
        kiosk = self.kiosk
        if kiosk.counts(data, self.client):
            Handing(transport.write, kiosk.clock).response_empty(204, beacons.SAID)
            return self._close_if_leaving(transport)
        head = heads.read(data, self.client)
        way = kiosk.page_of(head) if head else None
        if head is None or way is None or way.key is None:
            return self._begin(self._lead_in(data, transport))
        kiosk.remember(data, head, way.key)
        handing, page = Handing(transport.write, kiosk.clock), kiosk.hit(way.key)
        if page is None:
            return self._begin(self._answer(head, way, handing, transport))
        readers.send(kiosk.worker.tally, head, handing, page)
        self._close_if_leaving(transport)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something that may wait; until then nothing more is read from this client."""
        self.transport.pause_reading()
        self.task = asyncio.ensure_future(work)

    async def _answer(
        self, head: heads.Head, way: Way, handing: Handing, transport: asyncio.Transport
    ) -> None:
        try:
            await readers.answer(self.kiosk.worker, head, handing, way)
        except Exception:  # noqa: BLE001 (one reader's answer must not end the others')
            say.exception("%s could not be answered.", way.address)
            transport.abort()
        self._done()
        self._close_if_leaving(transport)

    def _close_if_leaving(self, transport: asyncio.Transport) -> None:
        if self.kiosk.clock.closing:
            transport.close()

    async def _lead_in(self, data: bytes, transport: asyncio.Transport) -> None:
        kiosk = self.kiosk
        try:
            inside = await leading.lead_in(transport, kiosk.server, self.host)
        except OSError:
            say.warning("The server behind the kiosk does not answer.")
            return transport.abort()
        self.inside = inside
        inside.transport.write(data)
        self._done()

    def _done(self) -> None:
        self.task, self.seen = None, self.kiosk.second
        if not self.transport.is_closing() and not self.full:
            self.transport.resume_reading()

    def pause_writing(self) -> None:
        """The client reads more slowly than it asks, or than the server answers."""
        self.full = True
        end = self.inside.transport if self.inside else self.transport
        end.pause_reading()

    def resume_writing(self) -> None:
        """The client has caught up."""
        self.full = False
        end = self.inside.transport if self.inside else self.transport
        if self.task is None and not end.is_closing():
            end.resume_reading()

    def eof_received(self) -> bool:
        """The client says no more; it may still be waiting for the server's answer."""
        if self.inside is None:
            return False
        with suppress(OSError, RuntimeError):
            self.inside.transport.write_eof()
        return True

    def connection_lost(self, exc: Exception | None) -> None:
        """The client left."""
        self.kiosk.callers.discard(self)
        if self.task is not None:
            self.task.cancel()
        if self.inside is not None:
            self.inside.transport.abort()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way for this client."""
        return self.inside is None and self.task is None


class Kiosk:
    """The door of one worker: `listener` is where readers come, `server` the socket of the server
    behind; `way` looks a request over and raises Refused."""

    def __init__(
        self, worker: Worker, listener: socket.socket, server: Path, way: Callable[[Scope], Way]
    ) -> None:
        self.worker, self.listener, self.server = worker, listener, server
        self.hit = worker.engine.hit
        self.callers: set[Caller] = set()
        self.known: dict[bytes, Known] = {}
        self.clock, self.second = Clock(), 0
        self._way = way
        self._door: asyncio.Server | None = None
        self._ticking: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Let readers in."""
        loop = asyncio.get_running_loop()
        self.listener.setblocking(False)
        self._door = await loop.create_server(
            lambda: Caller(self), sock=self.listener, backlog=MOST
        )
        self._ticking = loop.create_task(self._tick())

    def page_of(self, head: heads.Head) -> Way | None:
        """The way of a request for a page; None for one that somebody else must answer."""
        try:
            way = self._way(head)
        except Refused:
            return None
        return way if way.kind is Kind.PAGE else None

    def counts(self, data: bytes, client: str) -> bool:
        """Whether *data* is a beacon, and nothing else; it is counted then."""
        turnstile = self.worker.turnstile
        posted = beacons.posted(data, client) if turnstile and data.startswith(b"POST ") else None
        if turnstile is None or posted is None:
            return False
        try:
            if self._way(posted[0]).kind is not Kind.BEACON:
                return False
        except Refused:
            return False
        beacons.note(turnstile, self.worker.tally, *posted)
        return True

    def remember(self, data: bytes, head: heads.Head, key: Key) -> None:
        """Know the octets of a head again that asks for a packed page, whatever its reader has."""
        packed = takes_gzip(head.headers.get("accept-encoding"))
        if packed and "if-none-match" not in head.headers and len(data) <= LONGEST:
            if len(self.known) >= KNOWN:
                self.known.clear()
            self.known[data] = Known(key)

    def shut(self) -> None:
        """Let nobody in any more, and say with each further answer that its connection closes."""
        self.clock.closing = True
        self.clock.turn()
        if self._door is not None:
            self._door.close()

    async def finish(self, then: Callable[[], None]) -> None:
        """Shut, finish what is under way here, and call *then*."""
        self.shut()
        loop = asyncio.get_running_loop()
        began = loop.time()
        while loop.time() < began + LEAVE_WITHIN and not self._emptied(loop.time() - began):
            await asyncio.sleep(0.05)
        then()

    def _emptied(self, since: float) -> bool:
        """Whether only those are left that the server behind looks after."""
        if since > STILL_HEARD:
            for caller in [one for one in self.callers if one.is_idle]:
                caller.transport.close()
        return all(one.inside is not None for one in self.callers)

    async def close(self) -> None:
        """After the server's last answer: let slow clients have what waits for them, then end."""
        if self._ticking is not None:
            self._ticking.cancel()
        for _ in range(40):
            if not self.callers:
                return
            await asyncio.sleep(0.05)
        for caller in [*self.callers]:
            caller.transport.abort()

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(1)
            self.second += 1
            self.clock.turn()
            if self.second % 5 == 0:
                self._see_idle_ones_off()

    def _see_idle_ones_off(self) -> None:
        for caller in [one for one in self.callers if one.is_idle]:
            unread = caller.transport.get_write_buffer_size()
            if self.second - caller.seen > (UNREAD if unread else IDLE):
                caller.transport.abort()


def _named(peer: object) -> tuple[str, str]:
    """A client's address, and the same with its port as the server behind writes it."""
    if not isinstance(peer, tuple) or len(peer) < 2:
        return "", ""
    host = str(peer[0]).partition("%")[0]
    return host, f"[{host}]:{peer[1]}" if ":" in host else f"{host}:{peer[1]}"
