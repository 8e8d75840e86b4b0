"""The demo newspaper as its users have it: filled, up, and written through an open pipe."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from parts import processes

ROOT = Path(__file__).resolve().parents[2]
REDAKSI = [sys.executable, "-c", "from redaksi.config.cli import main; main()"]
HOST = "localhost"
_MODULE = re.compile(r"redaksi\.ops\.(\w+)")


def environment() -> dict[str, str]:
    """The environment without the settings of this shell."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REDAKSI_")}
    return {**kept, "PYTHONPATH": str(ROOT / "src")}


def fill(folder: Path, stories: int) -> None:
    """A demo newspaper in *folder* with *stories* of an archive besides."""
    words = [*REDAKSI, "demo", "--dir", str(folder), "--no-serve"]
    words += ["--stories", str(stories)] if stories else []
    subprocess.run(words, check=True, env=environment(), stdout=subprocess.DEVNULL)


def make(folder: Path, settings: str) -> None:
    """An empty newspaper in *folder* with these *settings* (TOML)."""
    (folder / "data").mkdir(parents=True)
    (folder / "redaksi.toml").write_text(settings, encoding="utf-8")


def filled(folder: Path, stories: int) -> Path:
    """A demo newspaper in *folder* with *stories* besides, made unless it is there."""
    if not (folder / "filled").exists():
        fill(folder, stories)
        (folder / "filled").touch()
    return folder


class Newspaper:
    """One that is up."""

    def __init__(self, child: subprocess.Popen[bytes], port: int, folder: Path) -> None:
        self.child, self.port, self.folder = child, port, folder

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def get(self, path: str, **headers: str) -> tuple[dict[str, str], bytes]:
        """Headers (names in lower case) and body of *path*."""
        asked = urllib.request.Request(self.url(path), headers={"Host": HOST, **headers})  # noqa: S310
        with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310
            return {name.lower(): value for name, value in answer.headers.items()}, answer.read()

    def pids(self) -> list[int]:
        return processes.family(self.child.pid)

    def by_role(self) -> dict[str, list[int]]:
        """The processes by what they are: edge, serve, clock, supervise."""
        found: dict[str, list[int]] = {}
        for pid in self.pids():
            named = _MODULE.search(processes.command(pid))
            found.setdefault(named.group(1) if named else "other", []).append(pid)
        return found


@contextmanager
def up(folder: Path) -> Iterator[Newspaper]:
    """``redaksi up`` in *folder*, on a free port, until the end of the block."""
    log = folder / "up.log"
    words = [*REDAKSI, "up", "--port", "0", "--dir", str(folder)]
    with processes.running(words, log, env=environment()) as child:
        says = f"redaksi up did not start; {log} says why"
        found = processes.until(lambda: re.search(r":(\d+)/", log.read_text()), 120, says)
        yield Newspaper(child, int(found.group(1)), folder)  # type: ignore[attr-defined]


@contextmanager
def pipe(folder: Path) -> Iterator[Pipe]:
    """``redaksi story put -`` in *folder*, open until the end of the block."""
    words = [*REDAKSI, "story", "put", "-", "--publish", "--create", "--dir", str(folder)]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
    ) as child:
        try:
            yield Pipe(child)
        finally:
            assert child.stdin
            child.stdin.close()
            child.wait(60)


class Pipe:
    """One story a line in, one answer a line out."""

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        self.child = child

    def put(self, **given: Any) -> dict[str, Any]:
        """Put one story and wait for the answer. RuntimeError when it had problems."""
        assert self.child.stdin and self.child.stdout
        self.child.stdin.write(json.dumps(given).encode() + b"\n")
        self.child.stdin.flush()
        answer: dict[str, Any] = json.loads(self.child.stdout.readline())
        if "problems" in answer:
            raise RuntimeError(f"{given}: {answer}")
        return answer


def story_paths(newspaper: Newspaper, most: int) -> list[str]:
    """The addresses of the newest stories, from the sitemaps as a robot would read them."""
    found: list[str] = []
    _, index = newspaper.get("/sitemap.xml")
    months = sorted(set(re.findall(r"/sitemap-\d{4}-\d{2}\.xml", index.decode())), reverse=True)
    for month in months:
        _, listed = newspaper.get(month)
        found += re.findall(r"/read/\d+-[^<\"]+", listed.decode())
        if len(found) >= most:
            break
    return list(dict.fromkeys(found))[:most]
