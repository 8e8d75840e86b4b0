"""Beacons: what a reader's page says when it is read. Answered here, counted, and left in files.

A file holds the counts of a few seconds, `{"at": seconds since 1970, "counts": {key: times}}`. One
without counts says that nothing was read, and that counting goes on. Whoever collects them takes
each away; when nobody does, the counts stay in memory.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import secrets
import time
from collections.abc import Mapping
from pathlib import Path

from redaksi.edge import heads
from redaksi.edge.addresses import Refused
from redaksi.edge.answers import LOCKED
from redaksi.edge.rsgi import Answering, HeaderList, Scope
from redaksi.edge.turnstile import Turnstile

EVERY, PULSE = 10.0, 60.0  # seconds between two files, and between two without counts
LONGEST = 64  # octets of a beacon's body
WAITING = 720  # files that wait at most
SAID: HeaderList = LOCKED
say = logging.getLogger(__name__)


async def answer(turnstile: Turnstile, tally: dict[str, int], scope: Scope, to: Answering) -> None:
    """204 to every beacon, counted or not; raises Refused."""
    if scope.method != "POST":
        raise Refused(405, "This address takes what pages say of themselves.", allow="POST")
    if int(scope.headers.get("content-length") or 0) > LONGEST:
        raise Refused(413, f"A beacon has at most {LONGEST} octets.")
    note(turnstile, tally, scope, b"".join([part async for part in to]))
    to.response_empty(204, SAID)


def note(turnstile: Turnstile, tally: dict[str, int], scope: Scope, body: bytes) -> None:
    """Count a beacon, or that it was left out."""
    tally["reads" if turnstile.count(scope, body) else "reads_left_out"] += 1


def posted(octets: bytes, client: str) -> tuple[heads.Head, bytes] | None:
    """The head and body that *octets* are, all of them; None when they are anything else."""
    found = heads.posted(octets, client)
    return found if found and len(found[1]) <= LONGEST else None


class Drain:
    """Leaves the counts of `turnstile` in files, each written whole."""

    def __init__(self, turnstile: Turnstile) -> None:
        self.turnstile, self.folder = turnstile, turnstile.beacon.folder
        self._left_at = -PULSE

    async def go_on(self) -> None:
        """Leave them for ever."""
        while True:
            await asyncio.sleep(EVERY)
            await asyncio.to_thread(self.leave)

    def leave(self) -> None:
        """Leave what was counted since the last time; what cannot be left is counted on."""
        counts = self.turnstile.tally.take()
        if not counts and time.monotonic() - self._left_at < PULSE:
            return
        try:
            if _is_full(self.folder):
                raise OSError(f"{WAITING} files wait in {self.folder}: is the clock running?")
            _write(self.folder, counts)
            self._left_at = time.monotonic()
        except OSError as problem:
            say.warning("What was read could not be left: %s", problem)
            for key, times in counts.items():
                self.turnstile.tally.add(key, times)


def _is_full(folder: Path) -> bool:
    folder.mkdir(parents=True, exist_ok=True)
    with os.scandir(folder) as entries:
        return sum(1 for _ in entries) >= WAITING


def _write(folder: Path, counts: Mapping[str, int]) -> None:
    at = time.time()
    made = folder / f"{int(at)}-{secrets.token_hex(8)}"
    made.write_text(json.dumps({"at": at, "counts": counts}), encoding="ascii")
    made.rename(made.with_suffix(".json"))
