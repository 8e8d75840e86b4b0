"""Each worker's own socket in the run folder: a question as one line of JSON, an answer as one.

`ask_all` is for programs of this machine: it asks every worker there is. A socket whose worker was
killed refuses, and is passed over.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

LONGEST_LINE = 65_536  # octets of a question
LONGEST_ANSWER = 16 * 2**20  # octets
WITHIN = 2.0  # seconds
Message = dict[str, Any]
Answer = Callable[[Message], Message]


class ControlSocket:
    """The socket `edge-PID.sock` of this worker, in a folder that is private to its user."""

    def __init__(self, folder: Path, answer: Answer) -> None:
        self.path = folder / f"edge-{os.getpid()}.sock"
        self.answer = answer
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        """Begin to answer; raises OSError."""
        self.path.unlink(missing_ok=True)
        self._server = await asyncio.start_unix_server(
            self._speak, path=str(self.path), limit=LONGEST_LINE
        )
        self.path.chmod(0o600)

    async def close(self) -> None:
        """Answer no more; the socket is gone from the folder."""
        if self._server:
            self._server.close()
        self.path.unlink(missing_ok=True)

    async def _speak(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, TimeoutError, asyncio.LimitOverrunError, ValueError):
            line = await asyncio.wait_for(reader.readline(), WITHIN)
            writer.write(json.dumps(self._reply(line)).encode() + b"\n")
            await asyncio.wait_for(writer.drain(), WITHIN)
        writer.close()

    def _reply(self, line: bytes) -> Message:
        try:
            asked = json.loads(line)
        except ValueError:
            return {"problem": "A question is one line of JSON."}
        if not isinstance(asked, dict) or not isinstance(asked.get("ask"), str):
            return {"problem": 'A question is an object with "ask".'}
        return self.answer(asked)


def ask_all(folder: Path, question: Message, *, within: float = WITHIN) -> list[Message]:
    """What every living worker of the run folder answers, each with its `pid`.

    `question` is {"ask": "stats"}, {"ask": "receipt", "seq": 12} or {"ask": "tail"}. A worker that
    does not answer within `within` seconds, or is dead, is left out.
    """
    sockets = sorted(folder.glob("edge-*.sock"))
    if not sockets:
        return []
    with ThreadPoolExecutor(max_workers=min(16, len(sockets))) as asking:
        answers = list(asking.map(lambda path: ask(path, question, within=within), sockets))
    return [answer for answer in answers if answer is not None]


def ask(path: Path, question: Message, *, within: float = WITHIN) -> Message | None:
    """What the worker behind one socket answers; None when it does not."""
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(within)
            line.connect(str(path))
            line.sendall(json.dumps(question).encode() + b"\n")
            answer = json.loads(_read(line))
    except (OSError, ValueError):
        return None
    return {**answer, "pid": _pid(path)} if isinstance(answer, dict) else None


def _read(line: socket.socket) -> bytes:
    parts: list[bytes] = []
    while part := line.recv(65_536):
        parts.append(part)
        if part.endswith(b"\n") or sum(map(len, parts)) > LONGEST_ANSWER:
            break
    return b"".join(parts)


def _pid(path: Path) -> int:
    number = path.stem.removeprefix("edge-")
    return int(number) if number.isdigit() else 0
