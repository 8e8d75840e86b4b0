"""The site that the tests' edge stands before: its options, made inside the worker."""

from __future__ import annotations

import json
import os
from ipaddress import ip_network
from pathlib import Path

from redaksi.edge.follower import Row
from redaksi.edge.rsgi import Answering, Scope
from redaksi.edge.rules import Beacon, Files, Notice, Options, Query

SHOWN = frozenset({"image/jpeg", "image/png", "image/webp"})


class FileLog:
    """A log in a file, one row a line: [seq, [tag, …]]. The file may be away for a while."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def after(self, seq: int, limit: int) -> list[Row]:
        return [row for row in self._rows() if row.seq > seq][:limit]

    def last(self) -> int:
        return max((row.seq for row in self._rows()), default=0)

    def _rows(self) -> list[Row]:
        lines = [json.loads(line) for line in self.path.read_text().splitlines()]
        return [
            Row(seq=seq, kind="updated", subject="story:1", tags=tuple(tags), at="", actor="")
            for seq, tags in lines
        ]


async def beacon(_scope: Scope, answering: Answering) -> None:
    answering.response_empty(204, [])


def options() -> Options:
    """Everything stands in the folder named by RIG."""
    folder = Path(os.environ["RIG"])
    return Options(
        socket=folder / "app.sock",
        control=folder,
        table=folder / "table",
        log=lambda: FileLog(folder / "log"),
        host_allowed=lambda host: not host.startswith("stranger"),
        leaving=(folder / "left").touch,
        notice=Notice(language="id", title="Sebentar", says="Coba lagi & kembali."),
        passing=("/desk/", "/api/"),
        queries=(
            Query(pattern="/", names=frozenset({"p", "cat"})),
            Query(pattern="/latest/", names=frozenset({"before", "utm_source"})),
        ),
        files=(
            Files(prefix="/media/", folders=(folder / "media",), shown=SHOWN),
            Files(
                prefix="/static/",
                folders=(folder / "static",),
                immutable=r".+\.[0-9a-f]{12}\.\w+",
                packed=True,
                ask=False,
            ),
        ),
        handlers={("POST", "/_b"): beacon},
        beacon=Beacon(path="/_tick", key=r"\d+", machines="bot", folder=folder / "reads"),
        trusted=(ip_network("127.0.0.9/32"),),
        most_passing=int(os.environ.get("RIG_PASSING", "64")),
    )
