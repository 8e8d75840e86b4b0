"""A newsroom in one file of SQLite, an application that renders it slowly, and readers who check.

Every story has a version that only grows. A page shows "id=version;" for each story it names, so a
reader can tell whether it is older than what had been published when the request began.
"""

import asyncio
import json
import random
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from redaksi.edge import follower
from redaksi.edge.asking import Ask, Reply, Unreachable
from redaksi.edge.engine import Engine, Page, Unavailable
from redaksi.edge.follower import Row
from redaksi.edge.tagtable import TagTable
from tests.edge.desk import ask, reply

STORIES = range(1, 5)
RAIL = "/_rail/latest"
ADDRESSES = [*[f"/story/{story}" for story in STORIES], "/front"]


class Died(Exception):
    """The publishing process was killed between its commit and the tag table."""


class Database:
    """Stories, the log and its counter; also the Log of the edge."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.at: dict[int, dict[int, int]] = {0: dict.fromkeys(STORIES, 0)}  # by seq
        with closing(self.open()) as db:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("CREATE TABLE story (id INTEGER PRIMARY KEY, version INTEGER)")
            db.execute("CREATE TABLE log (seq INTEGER PRIMARY KEY, tags TEXT)")
            db.executemany("INSERT INTO story VALUES (?, 0)", [(story,) for story in STORIES])

    def open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        db.execute("PRAGMA synchronous=OFF")
        return db

    @contextmanager
    def act(self, story: int) -> Iterator[int]:
        """One transaction: the change and its row of the log; gives the seq before the commit."""
        with closing(self.open()) as db:
            db.execute("BEGIN IMMEDIATE")
            db.execute("UPDATE story SET version = version + 1 WHERE id = ?", (story,))
            (last,) = db.execute("SELECT coalesce(max(seq), 0) FROM log").fetchone()
            tags = json.dumps(tags_of(story))
            db.execute("INSERT INTO log VALUES (?, ?)", (last + 1, tags))
            self.at[last + 1] = dict(db.execute("SELECT id, version FROM story"))
            yield last + 1
            db.execute("COMMIT")

    def after(self, seq: int, limit: int) -> list[Row]:
        with closing(self.open()) as db:
            found = db.execute(
                "SELECT seq, tags FROM log WHERE seq > ? ORDER BY seq LIMIT ?", (seq, limit)
            ).fetchall()
        return [
            Row(
                seq=number,
                kind="updated",
                subject="",
                tags=tuple(json.loads(tags)),
                at="",
                actor="",
            )
            for number, tags in found
        ]

    def last(self) -> int:
        with closing(self.open()) as db:
            (last,) = db.execute("SELECT coalesce(max(seq), 0) FROM log").fetchone()
        return int(last)


def tags_of(story: int) -> list[str]:
    return [f"story:{story}", f"card:{story}"]


class SlowApplication:
    """Renders from a snapshot of its own, with pauses before it, in it and after it."""

    def __init__(self, database: Database, failing: float, chance: random.Random) -> None:
        self.database, self.failing, self.chance = database, failing, chance
        self.snapshots: list[sqlite3.Connection] = []

    def begin(self) -> sqlite3.Connection:
        """Open a snapshot: everything read from it is as of now."""
        db = self.database.open()
        db.execute("BEGIN")
        db.execute("SELECT count(*) FROM story").fetchone()
        return db

    async def pause(self) -> None:
        await asyncio.sleep(self.chance.uniform(0, 0.001))

    async def fetch(self, ask: Ask, *, fragment: bool) -> Reply:
        await self.pause()
        if self.chance.random() < self.failing:
            raise Unreachable("the application was killed")
        with closing(self.snapshots.pop() if self.snapshots else self.begin()) as db:
            await self.pause()
            said = self._render(db, ask.address)
        await self.pause()
        return said

    def _render(self, db: sqlite3.Connection, address: str) -> Reply:
        versions = dict(db.execute("SELECT id, version FROM story"))
        if address == RAIL:
            body = "".join(f"{story}={version};" for story, version in versions.items())
            return reply(body, tags=[f"card:{story}" for story in STORIES], must=["takedown"])
        include = f'<esi:include src="{RAIL}"/>'
        if address == "/front":
            return reply(f"Front;{include}", tags=["front:1"], esi=True)
        story = int(address.rpartition("/")[2])
        body = f"{story}={versions[story]};{include}"
        return reply(body, tags=[f"story:{story}"], must=[f"story:{story}"], esi=True)


class Night:
    """One busy night: two publishers in threads, a worker of the edge, readers who look closely.

    `wrong` says what a reader saw that must never be seen; the night ends early then.
    """

    def __init__(self, folder: Path, *, publishes: int, dying: float = 0, failing: float = 0.0):
        self.chance = random.Random(20200817)  # noqa: S311  drawn alike each time
        self.database = Database(folder / "news.sqlite3")
        self.application = SlowApplication(self.database, failing, self.chance)
        self.tables = [TagTable.open(folder / "edge") for _ in range(3)]
        self.engine = Engine(
            self.tables[0],
            self.application,
            self.database,
            patience=0.05,
            now=lambda: time.time() + self.later,
        )
        self.later = 0.0
        self.publishes, self.dying = publishes, dying
        self.reads = self.published = self.returned = 0
        self.wrong: list[str] = []

    def publish(self, table: TagTable, story: int, dies: bool) -> int:
        """Returns when every later request must see it."""
        with self.database.act(story) as seq:
            pass
        if dies:
            raise Died
        follower.catch_up(table, self.database)
        return seq

    def publisher(self, number: int) -> None:
        chance = random.Random(number)  # noqa: S311  drawn alike each time
        table = self.tables[number]
        while self.published < self.publishes and not self.wrong:
            self.published += 1
            try:
                seq = self.publish(table, chance.choice(STORIES), chance.random() < self.dying)
                self.returned = max(self.returned, seq)
            except Died:
                pass
            time.sleep(chance.uniform(0.002, 0.02))

    async def reader(self, publishers: list[threading.Thread]) -> None:
        while any(thread.is_alive() for thread in publishers):
            address, before = self.chance.choice(ADDRESSES), self.returned
            try:
                page = self.engine.at_once(ask(address)) or await self.engine.get(ask(address))
                self.look(address, before, page)
            except Unavailable:
                pass
            await asyncio.sleep(self.chance.uniform(0, 0.0005))

    def look(self, address: str, before: int, page: Page) -> None:
        self.reads += 1
        shown = [part.partition("=") for part in page.plain().decode().split(";") if "=" in part]
        own = len(shown) > len(STORIES)
        if page.stale:  # a story's own page never shows an older story, not even then
            shown = shown[:1] if own else []
        elif page.seq < before:
            self.wrong.append(f"{address} says {page.seq} after {before}")
        promised = self.database.at[before if page.stale else max(before, page.seq)]
        for story, _, version in shown:
            if int(version) < promised[int(story)]:
                self.wrong.append(f"{address} at {before}, seq {page.seq}: {story}={version}")

    async def _night(self) -> None:
        threads = [threading.Thread(target=self.publisher, args=(n,)) for n in (1, 2)]
        for thread in threads:
            thread.start()
        readers = [asyncio.ensure_future(self.reader(threads)) for _ in range(24)]
        while any(thread.is_alive() for thread in threads):
            await self.engine.follow()
            await asyncio.sleep(0.02)
        await asyncio.gather(*readers)
        await self.morning()

    async def morning(self) -> None:
        """When all is quiet, every page shows the newest of everything."""
        self.application.failing = 0
        self.later = 10.0  # no older page is excused any more
        await self.engine.follow()
        for address in ADDRESSES:
            page = await self.engine.get(ask(address))
            self.look(address, self.database.last(), page)

    def pass_by(self) -> "Night":
        try:
            asyncio.run(self._night())
        finally:
            self.engine.close()
            for table in self.tables:
                table.close()
        return self
