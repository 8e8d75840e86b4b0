"""A private PostgreSQL server for one test run.

Its data lie in a temporary folder and it listens on a free port of 127.0.0.1 with a password of
its own; nothing of a PostgreSQL that already runs on the machine is touched. As root the server
runs as Debian's ``postgres`` user, because PostgreSQL refuses to be root. It ends with the run, by
its process id, and by itself after ``LONGEST`` seconds if the run was killed.
"""

import atexit
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LONGEST = 3600
START_WITHIN = 60
STOP_WITHIN = 20
# A test database is thrown away, so nothing waits for the disk.
FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=60")


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running server: its address as a URL, its folder, and its process."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """Ends the server and removes its folder; safe to call twice."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(STOP_WITHIN)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def start() -> Server:
    """Makes and starts a server; returns when it takes connections.

    Raises RuntimeError, with what to install, when PostgreSQL's programs are not on this machine,
    and with the server's own last words when it is not up within ``START_WITHIN`` seconds.
    """
    programs = find_programs()
    password = secrets.token_hex(16)
    folder = Path(tempfile.mkdtemp(prefix="redaksi-postgres-"))
    (folder / "password").write_text(password)
    owner = give_to_postgres(folder)
    make_cluster(programs, folder, owner)
    port = free_port()
    command = [programs / "postgres", "-D", folder / "data", "-p", str(port), "-k", ""]
    for setting in ("listen_addresses=127.0.0.1", *FAST):
        command += ["-c", setting]
    with (folder / "words").open("wb") as words:
        process = subprocess.Popen(
            ["timeout", "--signal=INT", "--kill-after=10", str(LONGEST), *command],
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
            cwd=folder,
            **owner,
        )
    server = Server(
        url=f"postgresql://redaksi:{password}@127.0.0.1:{port}/postgres",
        folder=folder,
        process=process,
    )
    atexit.register(server.stop)
    wait_until_ready(server, port)
    return server


def find_programs() -> Path:
    """The folder with initdb and postgres: Debian's newest, else the one on the PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=version_of)
    on_path = shutil.which("initdb")
    if not debian and not on_path:
        raise RuntimeError(
            "the tests on PostgreSQL need its server, and this machine has no initdb; "
            "install it (Debian: apt-get install postgresql) or run `make test` with sudo"
        )
    return (debian[-1] if debian else Path(str(on_path)).resolve()).parent


def version_of(initdb: Path) -> float:
    return float(initdb.parents[1].name)


def give_to_postgres(folder: Path) -> dict[str, Any]:
    """As root: gives the folder to ``postgres``; returns Popen's arguments to be that user."""
    if os.geteuid() != 0:
        return {}
    for path in (folder, *folder.iterdir()):
        shutil.chown(path, "postgres", "postgres")
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


def make_cluster(programs: Path, folder: Path, owner: dict[str, Any]) -> None:
    command = [programs / "initdb", "-D", folder / "data", "-U", "redaksi", "--no-sync"]
    command += ["--pwfile", folder / "password", "--auth=scram-sha-256"]
    command += ["--encoding=UTF8", "--locale=C.UTF-8"]
    made = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=START_WITHIN,
        check=False,
        cwd=folder,
        **owner,
    )
    if made.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        raise RuntimeError(f"initdb could not make a test database: {made.stderr.strip()[-500:]}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(server: Server, port: int) -> None:
    import psycopg

    end = time.monotonic() + START_WITHIN
    while time.monotonic() < end and server.process.poll() is None:
        try:
            psycopg.connect(server.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    words = (server.folder / "words").read_text(errors="replace")[-500:]
    server.stop()
    raise RuntimeError(f"the test PostgreSQL on port {port} did not start; it says: {words}")
