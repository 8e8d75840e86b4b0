"""A newspaper whose stories are read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from redaksi.lib import clock
from redaksi.popular import actions
from redaksi.press.models import LogEntry
from tests.portal.newspaper import Small, small_newspaper


@pytest.fixture
def paper(db: None, clock: object) -> Small:
    return small_newspaper(10)


def read(counts: Mapping[int, int]) -> int:
    """Count *counts* now and show them."""
    counted = actions.count(counts, clock.now())
    actions.show(clock.now())
    return counted


def leave(folder: Path, name: str, counts: Mapping[object, object], at: float = 0) -> Path:
    """A file as a worker of the edge leaves it."""
    file = folder / f"{name}.json"
    moment = at or clock.now().timestamp()
    file.write_text(json.dumps({"at": moment, "counts": {str(k): v for k, v in counts.items()}}))
    return file


def rows() -> list[LogEntry]:
    """The rows of the log that the lists wrote, oldest first."""
    return list(LogEntry.objects.filter(subject=actions.SUBJECT).order_by("seq"))
