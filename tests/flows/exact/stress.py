"""Writers, readers and kill -9, all at once, for a while; then quiet, and everything read again."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from tests.flows.exact.annals import Annals
from tests.flows.exact.curator import Curator
from tests.flows.exact.newspaper import Up
from tests.flows.exact.readers import Readers, Tally, addresses_of
from tests.flows.exact.writers import Writer

STORIES, WRITERS = 14, 2
#: Seconds between two kills, and those after a kill in which an answer may fail.
KILLS_EVERY, RESTARTED_WITHIN, NOTICED_WITHIN = 4.0, 15.0, 3.0
#: Who is killed, in turn.
VICTIMS = ("serve", "edge", "clock", "edge", "edge", "serve", "clock", "edge")


@dataclass
class Outcome:
    """What happened: how much was read, written and killed, and everything that was wrong."""

    tally: Tally
    puts: int
    curated: int
    kills: dict[str, int]

    @property
    def faults(self) -> list[str]:
        return self.tally.faults

    def told(self) -> str:
        """One line."""
        tally = self.tally
        return (
            f"{tally.reads:,} reads ({tally.not_modified:,} of them 304), {self.puts} puts, "
            f"{self.curated} curated, "
            f"{self.kills} killed, {tally.excused} excused, {tally.unavailable} unavailable, "
            f"{tally.dropped} dropped, {len(tally.faults)} faults"
        )


@dataclass(kw_only=True)
class Stress:
    """How long, with how many readers, and whether processes are killed.

    It goes on after *seconds* until so many *reads* and *puts* are done, but not beyond *most*
    seconds; with *first* it ends at the first fault.
    """

    seconds: float
    reads: int = 0
    puts: int = 0
    most: float = 120
    readers: int = 12
    kills: bool = True
    first: bool = False
    seed: int = 17

    async def run(self, up: Up) -> Outcome:
        """Do it to the newspaper that is *up*."""
        annals, chance = Annals(), Random(self.seed)  # noqa: S311 (a repeatable stress)
        writers = [Writer(up, annals, Random(self.seed + n)) for n in range(WRITERS)]  # noqa: S311
        curator = Curator(up, annals, Random(self.seed))  # noqa: S311
        try:
            await _write_stories(writers)
            await curator.start()
            readers = Readers(up.port, annals, addresses_of(annals), chance)
            kills = await self._all_at_once(up, [*writers, curator], readers)
            if not (self.first and readers.tally.faults):
                await self._quiet(readers)
        finally:
            await asyncio.gather(*(writer.close() for writer in [*writers, curator]))
        return Outcome(readers.tally, annals.puts, annals.curated, kills)

    async def _all_at_once(
        self, up: Up, writers: list[Writer | Curator], readers: Readers
    ) -> dict[str, int]:
        over, kills = asyncio.Event(), {}
        reading = [asyncio.create_task(readers.read()) for _ in range(self.readers)]
        writing = [asyncio.create_task(writer.write(over)) for writer in writers]
        killing = asyncio.create_task(_kill(up, readers, kills)) if self.kills else None
        await self._while_it_goes_well(readers)
        if killing:
            killing.cancel()
        over.set()
        await asyncio.gather(*writing)
        readers.over = True
        await asyncio.wait_for(asyncio.gather(*reading), 30)
        return kills

    async def _while_it_goes_well(self, readers: Readers) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        while not self._enough(readers, loop.time() - began):
            await asyncio.sleep(0.1)

    def _enough(self, readers: Readers, seconds: float) -> bool:
        if seconds > self.most or (self.first and readers.tally.faults):
            return True
        done = readers.tally.reads >= self.reads and readers.annals.puts >= self.puts
        return done and seconds > self.seconds

    async def _quiet(self, readers: Readers) -> None:
        """Nobody writes: once everything is back, every page at every edge is what it must be."""
        loop = asyncio.get_running_loop()
        await asyncio.sleep(max(0.0, readers.without_application - loop.time() - 5))
        readers.without_application = readers.without_edge = 0.0
        excused = readers.tally.excused
        await readers.read_all(2)
        await asyncio.sleep(1.5)
        await readers.read_all(8)
        if readers.tally.excused > excused:
            readers.tally.faults.append("an older copy was served though all was quiet")


async def _write_stories(writers: list[Writer]) -> None:
    """The stories that all is about, a minute apart, the newest an hour old."""
    await asyncio.gather(*(writer.start() for writer in writers))
    hour_ago = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
    for number in range(STORIES):
        published = hour_ago - timedelta(minutes=STORIES - number)
        await writers[number % len(writers)].write_new(number, published.isoformat())


async def _kill(up: Up, readers: Readers, kills: dict[str, int]) -> None:
    """kill -9 of one process after the other, each at a moment that chance chooses."""
    loop = asyncio.get_running_loop()
    for turn in range(1000):
        await asyncio.sleep(KILLS_EVERY * readers.chance.uniform(0.5, 1.5))
        role = VICTIMS[turn % len(VICTIMS)]
        now = loop.time()
        if role == "serve":
            readers.without_application = now + RESTARTED_WITHIN
        if role == "edge":
            readers.without_edge = now + NOTICED_WITHIN
        if up.kill(role, readers.chance.choice):
            kills[role] = kills.get(role, 0) + 1
