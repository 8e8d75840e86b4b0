"""Readers as connections of our own: a thousand at one moment, or more and more within a second."""

from __future__ import annotations

import asyncio
import resource
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

END = b"\r\n\r\n"


@dataclass
class Crowd:
    """What a crowd met: answers by status, connections that failed, and times in ms."""

    statuses: Counter[int] = field(default_factory=Counter)
    failed: int = 0
    times: list[float] = field(default_factory=list)

    def errors(self) -> int:
        return self.failed + sum(n for status, n in self.statuses.items() if status >= 500)

    def p99(self) -> float:
        return statistics.quantiles(self.times, n=100)[98] if len(self.times) > 1 else 0.0


def allow_connections(count: int) -> None:
    """Raise our own limit of open files so far that *count* connections fit."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = count + 200
    top = wanted if hard == resource.RLIM_INFINITY else min(hard, max(wanted, 1024))
    resource.setrlimit(resource.RLIMIT_NOFILE, (top, hard))


def request(path: str) -> bytes:
    head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n"
    return head.encode()


async def one_read(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, crowd: Crowd
) -> bytes:
    """Ask for *path* over an open connection; the body as sent."""
    began = time.perf_counter()
    writer.write(request(path))
    head = (await reader.readuntil(END)).decode("latin-1").lower()
    length = int(head.partition("content-length: ")[2].partition("\r\n")[0])
    body = await reader.readexactly(length)
    crowd.times.append((time.perf_counter() - began) * 1000)
    crowd.statuses[int(head.split(" ", 2)[1])] += 1
    return body


async def rush(port: int, path: str, connections: int, before: Callable[[], object]) -> Crowd:
    """Open *connections*, do *before*, and let all of them ask for *path* at one moment."""
    crowd, gate = Crowd(), asyncio.Event()
    allow_connections(connections)

    async def one() -> None:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            opened.release()
            await gate.wait()
            await asyncio.wait_for(one_read(reader, writer, path, crowd), 30)
            writer.close()
        except (OSError, EOFError, TimeoutError):
            crowd.failed += 1
            opened.release()

    opened = asyncio.Semaphore(0)
    crowded = [asyncio.create_task(one()) for _ in range(connections)]
    for _ in range(connections):
        await opened.acquire()
    before()
    gate.set()
    await asyncio.gather(*crowded)
    return crowd


async def step(
    port: int, paths: Sequence[str], *, few: int, many: int, each: float, seconds: float
) -> tuple[Crowd, Crowd]:
    """*few* readers (*each* requests a second) for *seconds*, then *many* within one second."""
    calm, crowded, over = Crowd(), Crowd(), asyncio.Event()
    allow_connections(many)
    current = [calm]

    async def reader(number: int) -> None:
        while not over.is_set():
            try:
                got, put = await asyncio.open_connection("127.0.0.1", port)
                for turn in range(10_000):
                    if over.is_set():
                        break
                    at = paths[(number * 7 + turn) % len(paths)]
                    await asyncio.wait_for(one_read(got, put, at, current[0]), 30)
                    await asyncio.sleep(1 / each)
                put.close()
            except (OSError, EOFError, TimeoutError):
                current[0].failed += 1
                await asyncio.sleep(0.1)

    reading = [asyncio.create_task(reader(number)) for number in range(few)]
    await asyncio.sleep(seconds)
    current[0] = crowded
    for number in range(few, many):
        reading.append(asyncio.create_task(reader(number)))
        if number % 20 == 0:
            await asyncio.sleep(20 / (many - few))
    await asyncio.sleep(seconds)
    over.set()
    await asyncio.gather(*reading)
    return calm, crowded


async def offered(port: int, paths: Sequence[str], *, rate: int, seconds: int) -> Crowd:
    """*rate* requests a second of *paths* in turn, each at its moment whether or not those before
    it are answered; times count from that moment."""
    crowd, free = Crowd(), list[tuple[asyncio.StreamReader, asyncio.StreamWriter]]()

    async def one(path: str, due: float) -> None:
        try:
            line = free.pop() if free else await asyncio.open_connection("127.0.0.1", port)
            await asyncio.wait_for(one_read(*line, path, crowd), 30)
            crowd.times[-1] = (time.perf_counter() - due) * 1000
            free.append(line)
        except (OSError, EOFError, TimeoutError):
            crowd.failed += 1

    began, asked = time.perf_counter(), []
    for number in range(rate * seconds):
        due = began + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        asked.append(asyncio.create_task(one(paths[number % len(paths)], due)))
    await asyncio.gather(*asked)
    for _reader, writer in free:
        writer.close()
    return crowd
