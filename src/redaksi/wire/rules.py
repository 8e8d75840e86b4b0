"""What is new, what has changed, what says the same, and how well a source is; pure."""

from __future__ import annotations

import hashlib
import heapq
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from redaksi.lib import asking
from redaksi.lib.asking import Next
from redaksi.wire.sent import Sent

#: A failure or two happens; after so many in a row the desk is told.
TOLD_AFTER = 3
#: A source's own time is believed when it is not further ahead than this.
AHEAD = timedelta(minutes=5)
#: Texts are compared by runs of so many words, and not at all when they have fewer than LEAST.
RUN, LEAST = 3, 8
#: A sketch is the so many smallest hashes of a text's runs; as many of them must be shared.
SKETCH, SHARED = 32, 22
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of a guid: the row of its newest version, its number, the row of the first,
    and the digest of the newest text."""

    pk: int
    version: int
    thread: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What to do with *sent*: keep it as new (``before`` is None) or as a version after one."""

    sent: Sent
    key: str
    digest: str
    before: Known | None = None


def key(guid: str) -> str:
    """A guid of any length as what it is looked up by."""
    return hashlib.blake2b(guid.encode(), digest_size=16).hexdigest()


def digest(sent: Sent) -> str:
    """What changes when the text of an item changes: title, summary, body; not times or links."""
    text = "\0".join((sent.title, sent.summary, sent.body))
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def decide(found: Iterable[Sent], known: Mapping[str, Known]) -> list[Decision]:
    """Which of *found* are kept, oldest first; *known* by key. The same text again is not.

    A guid that stands twice in one answer counts once, as it stands first (feeds lead with the
    newest).
    """
    decided: dict[str, Decision] = {}
    for sent in found:
        name, text = key(sent.guid), digest(sent)
        before = known.get(name)
        if name not in decided:
            decided[name] = Decision(sent=sent, key=name, digest=text, before=before)
    kept = [one for one in decided.values() if not one.before or one.before.digest != one.digest]
    return kept[::-1]


def moment(sent: Sent, now: datetime) -> datetime:
    """Where an item stands in the list: its own time, or *now* without one or with a future one."""
    said = sent.updated or sent.published
    return said if said and said <= now + AHEAD else now


def sketch(text: str) -> tuple[int, ...]:
    """What near-identical texts share: the smallest hashes of runs of words (bottom-k sketch,
    Broder 1997); empty for a text too short to be compared."""
    words = _WORD.findall(text.casefold())
    if len(words) < LEAST:
        return ()
    runs = {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
    hashes = (int.from_bytes(hashlib.blake2b(run.encode(), digest_size=4).digest()) for run in runs)
    return tuple(heapq.nsmallest(SKETCH, set(hashes)))


def packed(found: tuple[int, ...]) -> str:
    """A sketch as text, eight characters a hash."""
    return "".join(f"{one:08x}" for one in found)


def unpacked(text: str) -> tuple[int, ...]:
    """A sketch that was packed."""
    return tuple(int(text[at : at + 8], 16) for at in range(0, len(text), 8))


def similar(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """How alike two sketched texts are: 0 nothing, 1 the same runs of words."""
    union = heapq.nsmallest(SKETCH, {*one, *other})
    return len({*one} & {*other} & {*union}) / len(union) if union else 0.0


class Sketches:
    """Sketches by the id and thread of their items, to be asked for one that says the same."""

    def __init__(self) -> None:
        self._of: dict[int, tuple[tuple[int, ...], int]] = {}
        self._by_hash: dict[int, list[int]] = {}

    def add(self, pk: int, thread: int, found: tuple[int, ...]) -> None:
        """Know of the item *pk*, a version of *thread*."""
        self._of[pk] = (found, thread)
        for one in found:
            self._by_hash.setdefault(one, []).append(pk)

    def like(self, found: tuple[int, ...], thread: int | None) -> int | None:
        """The first item of another thread that says nearly the same; None when none does."""
        counts = Counter(pk for one in found for pk in self._by_hash.get(one, ()))
        wanted = SHARED / SKETCH
        alike = [
            pk for pk, shared in counts.items()
            if shared * 2 >= len(found) and self._of[pk][1] != thread
            and similar(found, self._of[pk][0]) >= wanted
        ]  # fmt: skip
        return min(alike, default=None)


def after(source: Any, now: datetime, *, good: bool) -> Next:
    """What follows a try at *now*; each source a little apart from the others, always alike."""
    every = timedelta(minutes=source.every)
    following = asking.after(now, every=every, failures=source.failures, good=good)
    apart = timedelta(seconds=int(key(str(source.pk))[:4], 16) % max(1, source.every * 6))
    return Next(at=following.at + apart, failures=following.failures)


def silent(source: Any, now: datetime) -> bool:
    """Whether no new item has come for longer than the desk allows."""
    if not source.active or not source.silent_after:
        return False
    last = max(filter(None, (source.item_at, source.since)))
    return bool(now - last > timedelta(hours=source.silent_after))


def health(source: Any, now: datetime) -> str:
    """One word: `off`, `failing`, `silent`, `shaky`, `new` or `well`."""
    if not source.active:
        return "off"
    if source.failures >= TOLD_AFTER:
        return "failing"
    if silent(source, now):
        return "silent"
    if source.failures:
        return "shaky"
    return "well" if source.good_at else "new"
