"""The pipe to a slow client, and a body that stops."""

import asyncio
import os
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from redaksi.edge import passing
from redaksi.edge.passing import Gone
from redaksi.edge.pipes import Broken, pipe
from tests.edge.rig import until

MUCH = b"x" * 1_000_000


def test_all_that_is_written_arrives(tmp_path: Path) -> None:
    read: list[bytes] = []

    async def pour() -> None:
        async with pipe(tmp_path) as end:
            reader = threading.Thread(target=lambda: read.append(end.path.read_bytes()))
            reader.start()
            await end.write(MUCH)
        await asyncio.to_thread(reader.join, 5)

    asyncio.run(pour())
    assert read == [MUCH]
    assert list(tmp_path.iterdir()) == []


def test_a_reader_who_leaves_breaks_the_pipe(tmp_path: Path) -> None:
    async def pour() -> None:
        async with pipe(tmp_path) as end:
            reader = os.open(end.path, os.O_RDONLY | os.O_NONBLOCK)
            await end.write(b"x")
            asyncio.get_running_loop().call_later(0.02, os.close, reader)
            await end.write(MUCH)

    with pytest.raises(Broken):
        asyncio.run(pour())


def test_a_late_reader_of_an_empty_answer_finds_it(tmp_path: Path) -> None:
    read: list[bytes] = []

    async def pour() -> None:
        async with pipe(tmp_path) as end:
            reader = threading.Timer(0.1, lambda: read.append(end.path.read_bytes()))
            reader.start()
        await asyncio.to_thread(reader.join, 5)

    asyncio.run(pour())
    assert read == [b""]


def test_a_reader_at_the_door_is_let_go_when_the_answer_fails(tmp_path: Path) -> None:
    read: list[bytes] = []

    async def pour() -> None:
        async with pipe(tmp_path) as end:
            reader = threading.Thread(target=lambda: read.append(end.path.read_bytes()))
            reader.start()
            await asyncio.sleep(0.1)
            raise Gone

    with pytest.raises(Gone):
        asyncio.run(pour())
    assert until(lambda: read == [b""])


class FakeAnswering:
    """A body that brings `parts` and then ends, or falls silent."""

    def __init__(self, *parts: bytes, silent: bool = False) -> None:
        self.parts, self.silent = parts, silent

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self.parts:
            yield part
        if self.silent:
            await asyncio.sleep(60)


async def all_of(answering: FakeAnswering, length: int) -> bytes:
    parts = passing._body(answering, length)  # type: ignore[arg-type]
    return b"".join([part async for part in parts])


def test_a_body_comes_as_long_as_it_said() -> None:
    assert asyncio.run(all_of(FakeAnswering(b"ab", b"c"), 3)) == b"abc"


@pytest.mark.parametrize("silent", [False, True])
def test_a_body_that_stops_early_is_given_up(silent: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passing, "BODY_PAUSE", 0.05)
    with pytest.raises(Gone):
        asyncio.run(all_of(FakeAnswering(b"ab", silent=silent), 3))
