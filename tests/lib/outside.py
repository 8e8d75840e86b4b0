"""A small outside world on 127.0.0.1 for the tests of the door."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Handler = Callable[[bytes, socket.socket], None]


class Outside:
    """A server that hands each request's head to the handler of its path, raw socket and all."""

    def __init__(self) -> None:
        self.heads: list[str] = []
        self.paths: dict[str, Handler] = {}
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.host = f"127.0.0.1:{self.port}"
        self.allowed = frozenset({self.host})
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path: str = "/") -> str:
        return f"http://{self.host}{path}"

    def on(self, path: str, answer: bytes | Handler) -> str:
        """Answer `path` with raw bytes, or let a handler do as it likes; returns the address."""
        self.paths[path] = answer if callable(answer) else lambda head, wire: wire.sendall(answer)
        return self.url(path)

    def says(self, path: str, body: bytes = b"", *headers: str, status: str = "200 OK") -> str:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
        return self.on(path, "\r\n".join(lines).encode() + body)

    def redirects(self, path: str, to: str, status: str = "302 Found") -> str:
        return self.says(path, b"", f"Location: {to}", status=status)

    def close(self) -> None:
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                wire, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(wire,), daemon=True).start()

    def _one(self, wire: socket.socket) -> None:
        with wire, suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head:
                head += wire.recv(65_536)
            self.heads.append(head.decode("latin-1"))
            path = head.split(b" ")[1].decode("latin-1")
            self.paths.get(path, _nothing)(head, wire)
            wire.shutdown(socket.SHUT_WR)
            wire.settimeout(0.2)
            wire.recv(1)


def _nothing(head: bytes, wire: socket.socket) -> None:
    wire.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone")


@contextmanager
def outside() -> Iterator[Outside]:
    world = Outside()
    try:
        yield world
    finally:
        world.close()
