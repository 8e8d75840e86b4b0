import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from redaksi.lib.fetch import Limits, Unreachable, fetch

QUICK = Limits(total_seconds=2, connect_seconds=1)
pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="needs the openssl command")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("tls")
    key, chain = folder / "key.pem", folder / "chain.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-keyout", key, "-out", chain, "-subj", "/CN=wire.example",
         "-addext", "subjectAltName=DNS:wire.example"],
        check=True, capture_output=True,
    )  # fmt: skip
    return key, chain


class Secure:
    """A TLS server for one request, that remembers the name it was asked for."""

    def __init__(self, key: Path, chain: Path) -> None:
        self.names: list[str | None] = []
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(chain, key)
        self._context.sni_callback = lambda wire, name, context: self.names.append(name)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.thread = Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        raw, _ = self._socket.accept()
        with raw:
            try:
                with self._context.wrap_socket(raw, server_side=True) as wire:
                    wire.recv(65_536)
                    wire.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nyes")
            except OSError:
                return

    def close(self) -> None:
        self.thread.join(3)
        self._socket.close()


@pytest.fixture
def secure(certificate: tuple[Path, Path]) -> Iterator[Secure]:
    server = Secure(*certificate)
    yield server
    server.close()


def ask(name: str, secure: Secure, trust: ssl.SSLContext | None) -> bytes:
    host = f"{name}:{secure.port}"
    return fetch(
        f"https://{host}/", limits=QUICK, allow_hosts={host}, trust=trust,
        resolve=lambda h, p: ["127.0.0.1"],
    ).body  # fmt: skip


def test_the_name_is_asked_for_and_checked_in_the_certificate(
    secure: Secure, certificate: tuple[Path, Path]
) -> None:
    trust = ssl.create_default_context(cafile=str(certificate[1]))
    assert ask("wire.example", secure, trust) == b"yes"
    assert secure.names == ["wire.example"]


def test_a_certificate_for_another_name_is_not_trusted(
    secure: Secure, certificate: tuple[Path, Path]
) -> None:
    trust = ssl.create_default_context(cafile=str(certificate[1]))
    with pytest.raises(Unreachable, match=r"(?i)certificate"):
        ask("other.example", secure, trust)


def test_a_certificate_nobody_vouches_for_is_not_trusted(secure: Secure) -> None:
    with pytest.raises(Unreachable, match=r"(?i)certificate"):
        ask("wire.example", secure, None)
