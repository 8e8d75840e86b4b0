"""What went wrong where nobody was kept waiting: one small file each, so that it can be told.

Processes share them by the folder: the one that fails writes, the one that tells reads. A file that
is lost, or cut short, loses nothing but a word.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path

#: The same trouble is written once in so long, however often it happens.
SPARING = timedelta(seconds=5)


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """What failed, why in a line, and when it did last."""

    what: str
    says: str
    at: datetime


class Troubles:
    """The troubles kept in `folder`; one for each thing, so keep the number of things small."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def note(self, what: str, says: str, at: datetime) -> None:
        """Keep that `what` failed at the aware moment `at`; a full disk is no error."""
        place = self._place(what)
        known = _read(place)
        if known and timedelta(0) <= at - known.at < SPARING:
            return
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            draft = place.with_suffix(f".{os.getpid()}")
            draft.write_text(json.dumps([what, says[:300], at.isoformat()]), encoding="utf-8")
            draft.replace(place)

    def since(self, moment: datetime) -> tuple[Trouble, ...]:
        """What failed at `moment` or after it, the newest first."""
        found = [_read(place) for place in self.folder.glob("*.json")]
        recent = [one for one in found if one and one.at >= moment]
        return tuple(sorted(recent, key=lambda one: one.at, reverse=True))

    def _place(self, what: str) -> Path:
        return self.folder / f"{blake2b(what.encode(), digest_size=8).hexdigest()}.json"


def _read(place: Path) -> Trouble | None:
    try:
        what, says, at = json.loads(place.read_text(encoding="utf-8"))
        return Trouble(what=str(what), says=str(says), at=datetime.fromisoformat(at))
    except (OSError, ValueError, TypeError):
        return None
