"""How late work is done that had its moment, and that it is said."""

from __future__ import annotations

import logging
from datetime import datetime

#: Seconds after which lateness is worth a warning.
TOLERATED = 60
logger = logging.getLogger(__name__)


def late(what: str, due: datetime, now: datetime) -> int:
    """The whole seconds by which *what* is done after it was *due*; over a minute is a warning."""
    seconds = max(0, int((now - due).total_seconds()))
    if seconds > TOLERATED:
        logger.warning(
            "%s was due at %s and is done %d s late: was the clock down, or held up?",
            what, due.isoformat(timespec="seconds"), seconds,
        )  # fmt: skip
    return seconds
