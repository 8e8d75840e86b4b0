"""A small application behind a Unix socket, told by the tests what to say."""

from __future__ import annotations

import socketserver
import threading
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

CHUNK = 65_536


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True
    request_queue_size = 128
    application: FakeApplication


class Handler(BaseHTTPRequestHandler):
    """Answers; what it saw stands in `application.seen`."""

    protocol_version = "HTTP/1.1"
    server: Server

    def setup(self) -> None:
        super().setup()
        self.server.application.open.add(self.connection)

    def finish(self) -> None:
        self.server.application.open.discard(self.connection)
        super().finish()

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except ConnectionError:
            self.close_connection = True

    def do_GET(self) -> None:
        application = self.server.application
        application.seen.append((self.command, self.path, self.headers.items()))
        getattr(self, f"say_{self.path.split('?')[0].strip('/').replace('/', '_')}", self._page)()

    do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = do_GET

    def address_string(self) -> str:
        return "edge"

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if self.command != "HEAD" else b"")

    def _page(self) -> None:
        application = self.server.application
        status = 404 if "missing" in self.path else 200
        body = f"<p>{self.path} {self.headers['Host']} {application.text}</p>\n" * 20
        self.answer(
            status, body.encode(), Content_Type="text/html; charset=utf-8",
            X_Redaksi_Tags=f"story:1 path:{self.path.replace('%', '%25')}",
            X_Redaksi_Must="takedown", X_Seq="1", Surrogate_Key="story:1", Cache_Control="no-cache",
        )  # fmt: skip

    def say_desk_echo(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        self.answer(200, self.rfile.read(size), Set_Cookie="a=1", X_Redaksi_Tags="story:1")

    def say_desk_count(self) -> None:
        left, size = int(self.headers.get("Content-Length") or 0), 0
        while left and (part := self.rfile.read(min(CHUNK, left))):
            left, size = left - len(part), size + len(part)
        self.answer(200, str(size).encode())

    def say_desk_big(self) -> None:
        parts = int(self.path.partition("?")[2])
        self.send_response(200)
        self.send_header("Content-Length", str(parts * CHUNK))
        self.end_headers()
        for _ in range(parts):
            self.wfile.write(b"x" * CHUNK)

    def say_desk_cut(self) -> None:
        """A long answer that ends before its length."""
        self.send_response(200)
        self.send_header("Content-Length", str(10 * CHUNK))
        self.end_headers()
        self.wfile.write(b"x" * CHUNK)
        self.close_connection = True

    def say_desk_pieces(self) -> None:
        """An answer without a length."""
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for piece in (b"satu ", b"dua "):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")

    def say_desk_events(self) -> None:
        """Events until the other side is gone."""
        application = self.server.application
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        try:
            for number in range(400):
                line = f"data: {number}\n\n".encode()
                self.wfile.write(b"%x\r\n%s\r\n" % (len(line), line))
                time.sleep(0.05)
        except OSError:
            application.gone.set()
        self.close_connection = True

    def say_desk_drop(self) -> None:
        """Close without an answer the first time, as a server that was just stopped does."""
        application = self.server.application
        application.drops -= 1
        if application.drops >= 0:
            self.close_connection = True
            return
        self.answer(200, b"at last")

    def say_slow(self) -> None:
        self.server.application.waiting.set()
        self.server.application.go_on.wait(5)
        self._page()

    def say__health(self) -> None:
        self.answer(200, b'{"ok": true, "seq": 7}', Content_Type="application/json")


class FakeApplication:
    """Serves at a socket until stopped; `text` is what its pages say."""

    def __init__(self, socket: Path) -> None:
        self.text = "old"
        self.seen: list[tuple[str, str, list[tuple[str, str]]]] = []
        self.drops = 0
        self.gone, self.waiting, self.go_on = (
            threading.Event(),
            threading.Event(),
            threading.Event(),
        )
        self.open: set[Any] = set()
        self.server = Server(str(socket), Handler)
        self.server.application = self
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """Close the socket and every connection."""
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(5)
        for one in list(self.open):
            try:
                one.shutdown(2)
            except OSError:
                continue

    def headers_of(self, path: str) -> dict[str, str]:
        """The headers of the last request for a path, names in lower case."""
        found = [headers for _, seen, headers in self.seen if seen == path]
        return {name.lower(): value for name, value in found[-1]}
