"""One question at a time, and nobody's leaving or failing hurts the others."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from redaksi.edge.asking import Unreachable
from redaksi.edge.flights import Flights, TooSlow

Scene = Callable[[Flights[str], asyncio.Event], Awaitable[None]]


def play(scene: Scene) -> None:
    async def whole() -> None:
        await scene(Flights(), asyncio.Event())

    asyncio.run(whole())


def test_who_comes_meanwhile_joins() -> None:
    async def scene(flights: Flights[str], gate: asyncio.Event) -> None:
        async def work() -> str:
            await gate.wait()
            return "rain"

        first, begins = flights.join("/a", work)
        second, begins_too = flights.join("/a", work)
        gate.set()
        assert (begins, begins_too, first is second) == (True, False, True)
        assert await asyncio.gather(first.landed(), second.landed()) == ["rain", "rain"]
        assert len(flights) == 0

    play(scene)


def test_a_reader_who_leaves_does_not_end_the_flight() -> None:
    async def scene(flights: Flights[str], gate: asyncio.Event) -> None:
        async def work() -> str:
            await gate.wait()
            return "rain"

        flight, _ = flights.join("/a", work)
        leaver = asyncio.ensure_future(flight.landed())
        stayer = asyncio.ensure_future(flight.landed())
        await asyncio.sleep(0)
        leaver.cancel()
        await asyncio.sleep(0)
        gate.set()
        assert await stayer == "rain" and leaver.cancelled()

    play(scene)


def test_a_failure_reaches_everybody_and_leaves_nothing_behind() -> None:
    async def scene(flights: Flights[str], gate: asyncio.Event) -> None:
        async def work() -> str:
            await gate.wait()
            raise Unreachable("gone")

        flight, _ = flights.join("/a", work)
        waiting = [asyncio.ensure_future(flight.landed()) for _ in range(3)]
        await asyncio.sleep(0)
        gate.set()
        failures = await asyncio.gather(*waiting, return_exceptions=True)
        assert [type(failure) for failure in failures] == [Unreachable] * 3
        assert len(flights) == 0 and flights.join("/a", work)[1]

    play(scene)


def test_a_failure_that_nobody_waits_for_is_not_complained_about() -> None:
    async def scene(flights: Flights[str], gate: asyncio.Event) -> None:
        complaints: list[object] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, said: complaints.append(said))

        async def work() -> str:
            raise Unreachable("gone")

        flights.join("/a", work)
        await asyncio.sleep(0.001)
        assert (complaints, len(flights)) == ([], 0)

    play(scene)


def test_patience_counts_from_the_start_of_the_flight() -> None:
    async def scene(flights: Flights[str], gate: asyncio.Event) -> None:
        async def work() -> str:
            await gate.wait()
            return "rain"

        flight, _ = flights.join("/a", work)
        flight.begun -= 60
        with pytest.raises(TooSlow):
            await flight.landed(patience=59)
        gate.set()
        assert await flight.landed() == "rain"

    play(scene)
