"""Reading what the application said: what may be kept, until when, and what moves it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from math import inf
from urllib.parse import unquote

from redaksi.edge.asking import Reply

KEPT = frozenset({200, 301, 404, 410})
OURS = frozenset(
    {"connection", "content-encoding", "content-length", "date", "etag", "keep-alive", "server"}
    | {"surrogate-control", "transfer-encoding", "vary", "x-good-until", "x-seq", "x-stale"}
)
VARY = ("vary", "Accept-Encoding, Save-Data")


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """A reply, understood.

    `headers` are those for readers, names in lower case; `until` is in seconds since 1970 or
    infinite; `storable` says whether another reader may be given the same, `passing` that hardly
    anybody will ask for it again.
    """

    status: int
    headers: list[tuple[str, str]]
    tags: frozenset[str]
    must: frozenset[str]
    until: float
    storable: bool
    passing: bool
    esi: bool
    body: bytes


def read(reply: Reply) -> Said:
    """Understand a reply."""
    pairs = [(name.lower(), value) for name, value in reply.headers]
    until = _until(_of(pairs, "x-good-until"))
    return Said(
        status=reply.status,
        headers=[*_for_readers(pairs), VARY],
        tags=_tags(pairs, "x-redaksi-tags"),
        must=_tags(pairs, "x-redaksi-must"),
        until=inf if until is None else until,
        storable=reply.status in KEPT and until is not None and _may_be_kept(pairs),
        passing=bool(_of(pairs, "x-redaksi-passing")),
        esi="ESI/1.0" in _of(pairs, "surrogate-control"),
        body=reply.body,
    )


def _for_readers(pairs: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, value in pairs:
        if name not in OURS and not name.startswith("x-redaksi-"):
            yield name, value


def _may_be_kept(pairs: list[tuple[str, str]]) -> bool:
    names = {name for name, _ in pairs}
    said = {word.partition("=")[0].strip() for word in _of(pairs, "cache-control").split(",")}
    return (
        "x-redaksi-tags" in names
        and not {"set-cookie", "content-encoding"} & names
        and not {"private", "no-store"} & {word.lower() for word in said}
        and "*" not in _of(pairs, "vary")
    )


def _tags(pairs: list[tuple[str, str]], name: str) -> frozenset[str]:
    return frozenset(unquote(tag) for tag in _of(pairs, name).replace(",", " ").split())


def _of(pairs: list[tuple[str, str]], wanted: str) -> str:
    return ", ".join(value for name, value in pairs if name == wanted)


def _until(written: str) -> float | None:
    """Infinite when nothing is said; None when what is said cannot be read."""
    if not written:
        return inf
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment.timestamp() if moment.utcoffset() is not None else None
