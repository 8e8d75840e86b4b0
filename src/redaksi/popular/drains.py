"""Counts on their way here: where they wait, and how they are read.

A *basket* hands out what waits and takes away what was counted. Files of the edge's workers are
one; a server that several nodes share can be another, with the same two verbs.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

#: Octets of a file, ids in it, files at once, and reads of one story in one file.
LARGEST, KEYS, AT_ONCE, READS = 1_000_000, 10_000, 60, 10_000_000
LARGEST_ID, LAST = 2**63 - 1, 253_402_300_000  # an id; a moment of the year 9999
logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Drained:
    """What one worker counted until ``at`` (seconds since 1970): how often each id was read.

    ``name`` is given once and never again.
    """

    name: str
    at: float
    reads: Mapping[int, int]


class Basket(Protocol):
    """Where counts wait."""

    def waiting(self) -> list[Drained]:
        """What waits, the oldest first, not all of it at once; the same again until taken away."""

    def take_away(self, name: str) -> None:
        """Forget what was counted; not there any more is no error."""

    def holds(self, name: str) -> bool:
        """Whether *name* still waits."""


class Folder:
    """Files that the edge's workers leave on this machine."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def waiting(self) -> list[Drained]:
        return list(self._read(sorted(self.path.glob("*.json"))[:AT_ONCE]))

    def take_away(self, name: str) -> None:
        (self.path / f"{name}.json").unlink(missing_ok=True)

    def holds(self, name: str) -> bool:
        return (self.path / f"{name}.json").exists()

    def _read(self, files: list[Path]) -> Iterator[Drained]:
        for file in files:
            try:
                yield read(file.stem, _text(file))
            except FileNotFoundError:
                continue  # somebody else was faster
            except ValueError as problem:
                logger.error("The counts in %s cannot be read and go: %s", file, problem)
                file.unlink(missing_ok=True)


def _text(file: Path) -> str:
    if file.stat().st_size > LARGEST:
        raise ValueError(f"over {LARGEST} octets")
    return file.read_text(encoding="ascii")


def read(name: str, text: str) -> Drained:
    """The counts that *text* says; ValueError where it says anything else."""
    said = json.loads(text)
    if not isinstance(said, dict) or not isinstance(said.get("at"), int | float):
        raise ValueError('no object with "at" and "counts"')
    if not 0 <= said["at"] < LAST:
        raise ValueError(f"{said['at']} is no moment")
    counts = said.get("counts")
    if not isinstance(counts, dict) or len(counts) > KEYS:
        raise ValueError(f"counts are no object of at most {KEYS} keys")
    return Drained(name=name[:100], at=float(said["at"]), reads=dict(_pairs(counts)))


def _pairs(counts: dict[str, object]) -> Iterator[tuple[int, int]]:
    for key, times in counts.items():
        if not key.isdecimal() or not isinstance(times, int) or not 0 < times <= READS:
            raise ValueError(f"{key[:40]!r}: {times!r:.40} is no count of an id")
        if int(key) <= LARGEST_ID:
            yield int(key), times
