"""Figures beside what was promised: ok or MISSED."""

from __future__ import annotations

import platform
import sys
from pathlib import Path


class Verdicts:
    """Prints each figure with its limit, and remembers whether one was missed."""

    def __init__(self) -> None:
        self.missed = 0

    def at_most(self, what: str, seen: float, limit: float, unit: str = "") -> None:
        self._say(what, seen, f"≤ {limit:g}", unit, held=seen <= limit)

    def at_least(self, what: str, seen: float, limit: float, unit: str = "") -> None:
        self._say(what, seen, f"≥ {limit:g}", unit, held=seen >= limit)

    def told(self, what: str, seen: str) -> None:
        """A figure that nothing was promised of."""
        print(f"  {'':8}{what}: {seen}", flush=True)

    def _say(self, what: str, seen: float, limit: str, unit: str, *, held: bool) -> None:
        self.missed += not held
        mark = "ok" if held else "MISSED"
        print(f"  {mark:8}{what}: {seen:,.2f}{unit} ({limit}{unit})", flush=True)


def machine() -> str:
    """The machine in a line: processor, cores, memory, system, Python."""
    info = Path("/proc/cpuinfo").read_text()
    names = [line.partition(": ")[2] for line in info.splitlines() if line.startswith("model name")]
    total = Path("/proc/meminfo").read_text().split()[1]
    python = sys.version.split()[0]
    return (
        f"{len(names)} × {names[0] if names else 'processor'}, {int(total) / 2**20:.0f} GB, "
        f"{platform.system()} {platform.release()}, Python {python}"
    )
