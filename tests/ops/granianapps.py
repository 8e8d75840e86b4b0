"""Small applications inside our granian: ``python -m tests.ops.granianapps KIND DESCRIPTOR``."""

from __future__ import annotations

import os
import socket
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from granian.http import HTTP1Settings

from redaksi.ops import granians

GO_ON = threading.Event()


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """`/stream` says half, and the rest once `/go-on` was asked; a body is counted."""
    start("200 OK", [("content-type", "text/plain")])
    if environ["PATH_INFO"] == "/stream":
        return _in_two()
    if environ["PATH_INFO"] == "/go-on":
        GO_ON.set()
    size = 0
    while part := environ["wsgi.input"].read(65_536):
        size += len(part)
    return [str(size).encode()]


def _in_two() -> Iterator[bytes]:
    yield b"half "
    yield b"rest" if GO_ON.wait(20) else b"nobody said go on"


class Reading:
    """Answers with the process that answered; `/leave` makes it deaf."""

    def __init__(self, listener: socket.socket) -> None:
        self.deafen = granians.deafener(listener)

    async def __rsgi__(self, scope: Any, answering: Any) -> None:
        if scope.path == "/leave":
            self.deafen()
        answering.response_str(200, [("connection", "close")], str(os.getpid()))


def main(kind: str, descriptor: int) -> None:
    with socket.socket(fileno=descriptor) as listener:
        if kind == "reading":
            granians.readers(listener, Reading(listener), HTTP1Settings())
        else:
            granians.application(listener, application, 4)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
