"""What the edge counts about its own work."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(kw_only=True, slots=True)
class Counters:
    """Numbers since this worker began; the engine adds to them, anybody may read.

    `hits` were answered by one comparison, `checks` by comparing tags; `misses` had to wait.
    `renders` and `fragments` are questions to the application for pages and for fragments, `joins`
    waited for a question that somebody else had put. `stale` answers were older and said so.
    """

    hits: int = 0
    checks: int = 0
    misses: int = 0
    splices: int = 0
    renders: int = 0
    fragments: int = 0
    joins: int = 0
    stale: int = 0
    failures: int = 0
    left_out: int = 0
    evicted: int = 0

    def as_dict(self) -> dict[str, int]:
        """Every count by its name."""
        return asdict(self)
