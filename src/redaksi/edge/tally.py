"""Counts of the keys that come most, in bounded memory (Misra and Gries, 1982)."""

from __future__ import annotations

from collections.abc import Mapping

KEYS = 4_096


class Tally:
    """Counts at most `keys` different keys.

    One more takes one off every count, and those that come to nothing go: of N counted, a key's
    count is at most N / `keys` too low, never too high, however many others are made up.
    """

    def __init__(self, keys: int = KEYS) -> None:
        self._keys = keys
        self._counts: dict[str, int] = {}

    def add(self, key: str, times: int = 1) -> None:
        """Count `key` so many times more."""
        counts = self._counts
        if key in counts or len(counts) < self._keys:
            counts[key] = counts.get(key, 0) + times
            return
        less = min(times, min(counts.values()))
        self._counts = {one: count - less for one, count in counts.items() if count > less}
        if times > less:
            self.add(key, times - less)

    def take(self) -> Mapping[str, int]:
        """What was counted since the last time."""
        taken, self._counts = self._counts, {}
        return taken
