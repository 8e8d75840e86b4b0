"""granian inside our own process: no second process that only watches the first.

granian's server forks its workers from a process of some 30 MB, and old and new workers cannot
share one socket. Our supervisor watches already and holds the socket, so the worker runs here.
This uses names of granian 2.8 that are not public; a test holds them fast.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from granian import _granian, _signals
from granian.constants import HTTPModes, Interfaces, RuntimeModes
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer

BACKLOG = 8192
#: What carries a socket into granian: its number, whether it is a Unix socket, its backlog.
_Holder: Any = _granian.SocketHolder
_Made = TypeVar("_Made")


def readers(
    listener: socket.socket,
    made: Any,
    head: HTTP1Settings,
    finish: Callable[[Any, Callable[[], None]], None] | None = None,
) -> None:
    """Serve the RSGI application *made* at *listener* until told to stop.

    *head* bounds the head of a request. Once told, ``finish(loop, then)`` is called, if given, and
    granian finishes when that calls *then*.
    """
    if finish is not None:
        _signals.set_loop_signals = _told_first(finish)
    server = _server(Interfaces.RSGI, RuntimeModes.st, head=head)
    _run(server, listener, server._spawn_rsgi_worker, made)


def _told_first(finish: Callable[[Any, Callable[[], None]], None]) -> Callable[[Any], Any]:
    """What granian calls to hear signals, but *finish* hears them first."""

    def set_loop_signals(loop: Any) -> Any:
        event = _granian.WorkerSignal()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, finish, loop, event.set)
        return event

    return set_loop_signals


def application(listener: socket.socket, made: Any, threads: int) -> None:
    """Serve the WSGI application *made* at *listener*, *threads* requests at a time."""
    server = _server(Interfaces.WSGI, RuntimeModes.mt, threads)
    _run(server, listener, server._spawn_wsgi_worker, made)


def deafener(listener: socket.socket) -> Callable[[], None]:
    """What makes this process take no more connections at *listener*, while others go on with it.

    granian stops to listen only when it stops to work, and cuts off who came a moment before. A
    socket that is shared cannot be shut down; so its numbers in this process are given to one
    that nobody knows. Does nothing where there is no /proc.
    """
    place = os.fstat(listener.fileno()).st_ino

    def deafen() -> None:
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as unknown:
            unknown.bind("")
            unknown.listen()
            unknown.setblocking(False)
            for one in map(int, os.listdir("/proc/self/fd")):
                with suppress(OSError):
                    if os.fstat(one).st_ino == place:
                        os.dup2(unknown.fileno(), one, inheritable=False)

    return deafen


def settled(made: _Made) -> _Made:
    """*made*, with everything loaded so far left alone by the collector of garbage."""
    gc.collect()
    gc.freeze()
    return made


def _server(
    interface: Interfaces,
    mode: RuntimeModes,
    threads: int | None = None,
    head: HTTP1Settings | None = None,
) -> Any:
    return MPServer(
        "", interface=interface, runtime_mode=mode, http=HTTPModes.http1, websockets=False,
        backlog=BACKLOG, backpressure=BACKLOG, log_level=LogLevels.warning,
        blocking_threads=threads, http1_settings=head,
    )  # fmt: skip


def _run(server: Any, listener: socket.socket, worker: Any, made: Any) -> None:
    listener.setblocking(False)
    is_unix = listener.family == socket.AF_UNIX
    server._ssp, server._sso = None, None
    # It closes the socket itself, when it is told to stop.
    server._shd = _Holder(listener.detach(), is_unix, BACKLOG)
    server._spawn_worker(0, worker, lambda: made).inner.run()
