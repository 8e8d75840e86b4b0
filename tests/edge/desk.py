"""What the tests of the edge share: a log in memory, an application that says what it is told."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from redaksi.edge.asking import Ask, Reply, Unreachable
from redaksi.edge.follower import Row

HOST = "news.example"


def ask(address: str = "/a", variant: str = "") -> Ask:
    return Ask(address=address, host=HOST, scheme="https", variant=variant)


def row(seq: int, *tags: str) -> Row:
    at = "2020-08-17T05:00:00+00:00"
    return Row(seq=seq, kind="updated", subject="story:1", tags=tags, at=at, actor="lintang")


class MemoryLog:
    """Rows that were committed, in order."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def add(self, *tags: str) -> int:
        self.rows.append(row(len(self.rows) + 1, *tags))
        return len(self.rows)

    def after(self, seq: int, limit: int) -> list[Row]:
        return self.rows[seq : seq + limit]

    def last(self) -> int:
        return len(self.rows)


def reply(
    body: str = "<p>Hello</p>",
    *,
    status: int = 200,
    tags: Iterable[str] | None = ("story:1",),
    must: Iterable[str] = (),
    esi: bool = False,
    **headers: str,
) -> Reply:
    """A reply; more headers by keyword, with _ for -."""
    pairs = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-cache")]
    if tags is not None:
        pairs.append(("X-Redaksi-Tags", " ".join(tags)))
    if must:
        pairs.append(("X-Redaksi-Must", " ".join(must)))
    if esi:
        pairs.append(("Surrogate-Control", 'content="ESI/1.0"'))
    pairs += [(name.replace("_", "-"), value) for name, value in headers.items()]
    return Reply(status=status, headers=pairs, body=body.encode())


@dataclass
class FakeApplication:
    """Answers with what stands in `says` under an address: a Reply, or a function that makes one.

    `asked` are the addresses in order; while `gate` is closed every answer waits.
    """

    says: dict[str, Reply | Callable[[], Reply]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    down: bool = False
    gate: asyncio.Event | None = None

    async def fetch(self, ask: Ask, *, fragment: bool) -> Reply:
        self.asked.append(ask.address)
        said = self.says.get(ask.address) or reply("", status=404, tags=[])
        made = said() if callable(said) else said
        if self.gate:
            await self.gate.wait()
        if self.down:
            raise Unreachable("nobody listens at the application's socket")
        return made
