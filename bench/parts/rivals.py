"""nginx and Varnish serving the bytes that our edge serves, set as their manuals advise."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from parts import processes

NGINX = """worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log warn;
daemon off;
events {{ worker_connections 8192; multi_accept on; }}
http {{
  access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; server_tokens off;
  keepalive_timeout 65; keepalive_requests 100000000;
  open_file_cache max=10000 inactive=60s; open_file_cache_valid 60s; open_file_cache_min_uses 1;
  default_type "text/html; charset=utf-8"; etag on; gzip_vary on; gzip_static on;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port} backlog=8192 reuseport; root {folder}/pages; }}
}}
"""
VCL = """vcl 4.1;
backend default {{ .host = "127.0.0.1"; .port = "{behind}"; }}
sub vcl_backend_response {{ set beresp.ttl = 1h; }}
"""


@dataclass(frozen=True, kw_only=True)
class Rival:
    """A server that is up: where it listens, and the process that all of it comes from."""

    name: str
    port: int
    pid: int

    def pids(self) -> list[int]:
        return processes.family(self.pid)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def lay_out(folder: Path, pages: Mapping[str, tuple[bytes, bytes]]) -> None:
    """Write *pages* (by path: plain and packed bytes) for nginx's gzip_static."""
    for path, (plain, packed) in pages.items():
        place = folder / "pages" / path.lstrip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(plain)
        place.with_name(place.name + ".gz").write_bytes(packed)


@contextmanager
def nginx(program: str, folder: Path) -> Iterator[Rival]:
    """nginx with two workers over what was laid out in *folder*."""
    port, conf = free_port(), folder / "nginx.conf"
    folder.chmod(0o755)  # its workers are another user when we are root
    conf.write_text(NGINX.format(folder=folder, port=port))
    with processes.running([program, "-p", str(folder), "-c", str(conf)], folder / "out") as child:
        processes.until(lambda: listens(port), 20, "nginx did not start")
        yield Rival(name="nginx", port=port, pid=child.pid)


@contextmanager
def varnish(program: str, folder: Path, behind: int) -> Iterator[Rival]:
    """Varnish with one pool of workers before the server on the port *behind*."""
    port, vcl = free_port(), folder / "bench.vcl"
    vcl.write_text(VCL.format(behind=behind))
    words = [
        program, "-F", "-a", f"127.0.0.1:{port}", "-f", str(vcl), "-n", str(folder / "varnish"),
        "-s", "malloc,128m", "-p", "thread_pools=1", "-p", "thread_pool_min=50",
    ]  # fmt: skip
    with processes.running(words, folder / "varnish.log") as child:
        processes.until(lambda: listens(port), 30, f"Varnish did not start: {folder}/varnish.log")
        yield Rival(name="Varnish", port=port, pid=child.pid)


def listens(port: int) -> bool:
    """Whether somebody listens on *port* of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
