"""Receipts: in which stored pages an act stood, and when each was first read anew.

The edge's workers know, each for its own store and for its last 1,000 acts; here their answers
become one. Nothing is kept: whoever asks later hears of more pages read anew.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from redaksi.edge import control

Ask = Callable[[Path, dict[str, Any]], list[dict[str, Any]]]
#: Pages that a receipt lists; the others are counted.
LISTED = 200


@dataclass(frozen=True, kw_only=True)
class Reprint:
    """A stored page that an act changed; `at` is None while nobody has read it since."""

    address: str
    at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What the edge knows of one act: `count` pages, the first of them listed.

    `workers` have answered, `knowing` of them remember the act.
    """

    pages: tuple[Reprint, ...] = ()
    count: int = 0
    workers: int = 0
    knowing: int = 0

    @property
    def unread(self) -> int:
        """How many of the listed pages nobody has read since."""
        return sum(one.at is None for one in self.pages)

    @property
    def unlisted(self) -> int:
        """How many pages are counted and not listed."""
        return max(0, self.count - len(self.pages))


def of(seq: int, ask: Ask = control.ask_all) -> Receipt:
    """The receipt of the act that is row *seq* of the log; empty when no edge is up."""
    run = run_folder()
    if run is None:
        return Receipt()
    return joined(ask(run, {"ask": "receipt", "seq": seq}))


def run_folder() -> Path | None:
    """The folder of the workers' sockets, followed to its short path; None when nothing was up."""
    try:
        found = Path(os.readlink(Path(settings.EDGE_FOLDER) / "run"))
    except OSError:
        return None
    return found if found.is_dir() else None


def joined(answers: Iterable[dict[str, Any]]) -> Receipt:
    """One receipt of what the workers answer.

    A page that several keep was read anew when the first of them read it, and is one page.
    """
    told = list(answers)
    known = [one["receipt"] for one in told if isinstance(one.get("receipt"), dict)]
    pages: dict[str, float | None] = {}
    for receipt in known:
        for address, at in receipt["pages"].items():
            pages[address] = _earlier(pages.get(address), at)
    listed = sorted(pages)[:LISTED]
    return Receipt(
        pages=tuple(Reprint(address=one, at=_moment(pages[one])) for one in listed),
        count=max([len(pages), *(int(receipt["count"]) for receipt in known)]),
        workers=len(told),
        knowing=len(known),
    )


def _earlier(one: float | None, other: float | None) -> float | None:
    moments = [moment for moment in (one, other) if moment is not None]
    return min(moments, default=None)


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
