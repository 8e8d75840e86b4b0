"""Addresses for machines of this machine: health, metrics, and what the control socket answers."""

from __future__ import annotations

import asyncio
import json
import os
from dataclasses import asdict
from pathlib import Path

from redaksi.edge import answers, clients, control, metrics
from redaksi.edge.addresses import Refused
from redaksi.edge.asking import Unreachable
from redaksi.edge.control import Message
from redaksi.edge.requests import READING, Way
from redaksi.edge.rsgi import Answering, Scope
from redaksi.edge.upstream import RAISED, Timeouts
from redaksi.edge.worker import Worker

SHORT: Timeouts = {"connect": 1, "read": 2, "write": 1, "pool": 1}
JSON = ("content-type", "application/json")
TAIL = 50  # acts
PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")


async def answer(worker: Worker, scope: Scope, answering: Answering, way: Way) -> None:
    """Health or metrics, for programs of this machine; 404 for everybody else."""
    if not clients.is_this_machine(scope):
        raise Refused(404, "There is nothing at this address.")
    if scope.method not in READING:
        raise Refused(405, "This address can only be read.", allow="GET, HEAD")
    if way.path == "/_metrics":
        workers = await asyncio.to_thread(control.ask_all, worker.options.control, {"ask": "stats"})
        headers = [("content-type", "text/plain; version=0.0.4"), *answers.LOCKED]
        return answering.response_str(200, headers, metrics.text(workers))
    said = await health(worker, way.host)
    answering.response_str(200 if said["ok"] else 503, [JSON, *answers.LOCKED], json.dumps(said))


async def health(worker: Worker, host: str) -> Message:
    """What the application says of itself, with `ok` false and a problem when it says nothing."""
    down = {"ok": False, "seq": worker.engine.table.applied}
    try:
        async with worker.upstream.stream(
            "GET", "/_health", [(b"host", host.encode())], SHORT
        ) as answer:
            said = json.loads(await answer.aread())
    except (*RAISED, Unreachable, ValueError) as problem:
        return {**down, "problem": f"The application does not answer: {problem!r}."}
    if isinstance(said, dict) and isinstance(said.get("ok"), bool):
        return said
    return {**down, "problem": f"The application says {said!r:.100} of its health."}


def stats(worker: Worker) -> Message:
    """Every number of this worker by its name."""
    return {
        **worker.engine.counters.as_dict(),
        **worker.tally,
        "files": worker.files.served,
        "passing": worker.passing.open,
        "passed": worker.passing.passed,
        "pages": len(worker.engine.store),
        "page_bytes": worker.engine.store.bytes,
        "file_bytes": worker.files.case.bytes,
        "seq": worker.engine.table.applied,
        "g": worker.engine.table.g,
        "lag": worker.watch.lag,
        "behind": round(worker.watch.behind, 1),
        "log_failures": worker.watch.failures,
        "resident_bytes": _resident(),
    }


def reply(worker: Worker, asked: Message) -> Message:
    """The answer to a question of the control socket."""
    if asked["ask"] == "stats":
        return stats(worker)
    if asked["ask"] == "receipt" and isinstance(asked.get("seq"), int):
        return {"receipt": _receipt(worker, asked["seq"])}
    if asked["ask"] == "tail":
        applied = worker.engine.table.applied
        told = [_receipt(worker, seq) for seq in range(applied, max(0, applied - TAIL), -1)]
        return {"receipts": [receipt for receipt in told if receipt]}
    known = "stats, receipt SEQ, tail, leave"
    return {"problem": f"Nobody knows {asked['ask']!r} here; there are {known}."}


def _receipt(worker: Worker, seq: int) -> Message | None:
    """What this worker knows of an act, None when it knows nothing: see engine.Receipt."""
    known = worker.engine.receipt(seq)
    if known is None:
        return None
    return {**asdict(known.row), "pages": known.pages, "count": known.count}


def _resident() -> int:
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE_SIZE
    except (OSError, ValueError, IndexError):
        return 0
