"""The readers of the stress: they ask for every page, half of them with what they have already."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from tests.flows.exact.annals import Annals, Floor
from tests.flows.exact.newspaper import SECTIONS
from tests.flows.exact.sight import Address, Seen, look
from tests.flows.exact.wire import Answer, Wire
from tests.flows.exact.witness import Witness

MOST_FAULTS = 12
HOST = "localhost"
#: Seconds before a reader asks again who was told that the page is not available.
PATIENCE = 0.1


@dataclass
class Tally:
    """What the readers met."""

    reads: int = 0
    not_modified: int = 0
    excused: int = 0
    unavailable: int = 0
    dropped: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass
class Library:
    """What every answer showed, by address and ETag, and the tags met last at each address."""

    seen: dict[tuple[str, str], Seen] = field(default_factory=dict)
    bodies: dict[tuple[str, str], int] = field(default_factory=dict)
    tags: dict[str, deque[str]] = field(default_factory=dict)

    def take(self, at: Address, answer: Answer) -> Seen:
        """What *answer* shows. ValueError when it is torn, or its ETag names other bytes too."""
        name = at.path, answer.headers.get("etag", "")
        if answer.status == 304:
            return self.seen[name]
        body = hash(answer.body)
        if self.bodies.get(name) == body and name[1]:
            return self.seen[name]
        if name[1] and name in self.bodies:
            raise ValueError(f"the ETag {name[1]} names two different bodies")
        seen = look(at, answer.status, answer.text())
        self.seen[name], self.bodies[name] = seen, body
        if name[1]:
            self.tags.setdefault(at.path, deque(maxlen=4)).append(name[1])
        return seen


class Readers:
    """Many connections that read *addresses* until *over* says so."""

    def __init__(
        self, port: int, annals: Annals, addresses: Sequence[Address], chance: Random
    ) -> None:
        self.port, self.annals, self.addresses, self.chance = port, annals, addresses, chance
        self.witness, self.library, self.tally = Witness(annals), Library(), Tally()
        #: Until when (of the loop) a page may be unavailable, or a connection may break.
        self.without_application = self.without_edge = 0.0
        self.over = False
        self._judged: set[tuple[str, str, int, Floor]] = set()
        self._moment = -1

    async def read(self) -> None:
        """One reader: a connection after the other, each for a while."""
        while not self.over:
            with Asking(self, self.chance.randint(50, 2000)) as asking:
                await self._connected(asking.ask, asking.taken)

    async def read_all(self, times: int) -> None:
        """Every address once over each of *times* new connections; after this, no page is old."""
        for _ in range(times):
            asking = Asking(self, len(self.addresses), in_order=True)
            await self._connected(asking.ask, asking.taken)

    async def _connected(
        self, ask: Callable[[], bytes | None], taken: Callable[[Answer], float]
    ) -> None:
        loop = asyncio.get_running_loop()
        try:
            _transport, wire = await loop.create_connection(
                lambda: Wire(ask, taken), "127.0.0.1", self.port
            )
        except OSError:
            await asyncio.sleep(0.02)
            return self._broke("refused")
        if await wire.lost and not self.over:
            self._broke("dropped")
        return None

    def _broke(self, how: str) -> None:
        self.tally.dropped += 1
        if asyncio.get_running_loop().time() > self.without_edge:
            self._fault(f"a connection was {how} though no edge was killed")

    def judge(self, at: Address, answer: Answer, floor: Floor, seq: int) -> float:
        """Count *answer* and write down what is wrong with it; seconds until one asks again."""
        if answer.status in (502, 503):
            self._unavailable(at, answer)
            return PATIENCE
        self._judge(at, answer, floor, seq)
        return 0.0

    def _judge(self, at: Address, answer: Answer, floor: Floor, seq: int) -> None:
        self.tally.reads += 1
        self.tally.not_modified += answer.status == 304
        excused = "x-stale" in answer.headers
        self.tally.excused += excused
        told = f"{answer.status} {at.path}"
        if not excused and int(answer.headers.get("x-seq", -1)) < seq:
            self._fault(f"{told}: X-Seq {answer.headers.get('x-seq')} is below {seq}")
        name = (at.path, answer.headers.get("etag", ""), answer.status, floor)
        if not excused and self._judged_before(name):
            return
        for fault in self._faults(at, answer, floor, excused=excused):
            self._fault(f"{told}: {fault}{' (excused)' if excused else ''}")

    def _judged_before(self, name: tuple[str, str, int, Floor]) -> bool:
        """Whether the same answer was found right since anything happened."""
        if self._moment != self.annals.moment:
            self._judged.clear()
            self._moment = self.annals.moment
        known = name in self._judged and bool(name[1])
        self._judged.add(name)
        return known

    def _faults(self, at: Address, answer: Answer, floor: Floor, *, excused: bool) -> Iterator[str]:
        try:
            seen = self.library.take(at, answer)
        except (ValueError, KeyError) as problem:
            yield f"{type(problem).__name__}: {problem}"
            return
        yield from self.witness.faults(at, seen, floor, excused=excused)

    def _unavailable(self, at: Address, answer: Answer) -> None:
        self.tally.unavailable += 1
        if asyncio.get_running_loop().time() > self.without_application:
            self._fault(f"{answer.status} {at.path}: though no application was killed")
        if "retry-after" not in answer.headers:
            self._fault(f"{answer.status} {at.path}: without Retry-After")

    def _fault(self, says: str) -> None:
        if len(self.tally.faults) < MOST_FAULTS:
            self.tally.faults.append(says)


class Asking:
    """The requests of one connection, at most *most*, each with what had returned before it."""

    def __init__(self, readers: Readers, most: int, *, in_order: bool = False) -> None:
        self.readers, self.most, self.in_order = readers, most, in_order
        self.asked = 0
        self.at = readers.addresses[0]
        self.floor = Floor()
        self.seq = 0

    def __enter__(self) -> Asking:
        return self

    def __exit__(self, *_raised: object) -> None:
        return None

    def ask(self) -> bytes | None:
        """The next request; None when this connection has read enough."""
        readers = self.readers
        if self.asked == self.most or (readers.over and not self.in_order):
            return None
        self.at = self._address()
        self.asked += 1
        self.floor, self.seq = readers.annals.floor(), readers.annals.seq
        return request(self.at.path, self._tag())

    def _address(self) -> Address:
        if self.in_order:
            return self.readers.addresses[self.asked]
        return self.readers.chance.choice(self.readers.addresses)

    def _tag(self) -> str:
        tags = self.readers.library.tags.get(self.at.path)
        return (
            self.readers.chance.choice(tags) if tags and self.readers.chance.random() < 0.5 else ""
        )

    def taken(self, answer: Answer) -> float:
        """Have *answer* judged; how long to wait before the next request."""
        return self.readers.judge(self.at, answer, self.floor, self.seq)


def request(path: str, tag: str = "") -> bytes:
    """A GET of *path* by a reader who takes gzip and may have the version *tag*."""
    condition = f"If-None-Match: {tag}\r\n" if tag else ""
    head = f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept-Encoding: gzip\r\n{condition}\r\n"
    return head.encode()


def addresses_of(annals: Annals) -> list[Address]:
    """Every page on which the stories stand; fronts and lists more than once, as readers do."""
    lists = [Address(path="/latest/", kind="list"), Address(path="/feed/rss.xml", kind="feed")]
    lists.append(Address(path="/person/damar-wirya/", kind="list"))
    for slug in SECTIONS:
        lists.append(Address(path=f"/{slug}/", kind="list", section=slug))
        lists.append(Address(path=f"/{slug}/feed/rss.xml", kind="feed", section=slug))
    stories = [Address(path=one.url, kind="story", story=one.number) for one in annals.stories]
    return [Address(path="/", kind="front")] * 4 + lists * 2 + stories
