"""One process that is watched: how it is started, how long to pause before the next start."""

from __future__ import annotations

import signal
import subprocess
import time
from dataclasses import dataclass, field

from redaksi.ops import children

#: Seconds before a process that died starts again: doubled each time, back to the first after a
#: minute without trouble.
FIRST_PAUSE, MOST_PAUSE, CALM = 0.5, 30.0, 60.0


@dataclass
class Watched:
    """One process, and how long to pause before its next start."""

    name: str
    command: list[str]
    handed: tuple[int, ...] = ()
    child: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = FIRST_PAUSE / 2
    due: float = field(default=0.0)

    def start(self) -> None:
        self.child = children.start(self.command, self.handed)
        self.started, self.due = time.monotonic(), 0.0

    def died(self) -> int | None:
        """The exit code of a process that ended; None while it runs."""
        return self.child.poll() if self.child else None

    def put_off(self, now: float) -> float:
        """Set when it starts again; the pause in seconds."""
        calm = now - self.started > CALM
        self.pause = FIRST_PAUSE if calm else min(self.pause * 2, MOST_PAUSE)
        self.due = now + self.pause
        return self.pause

    def look_after(self) -> str:
        """Start it again when it died and its pause is over; what to say of it, mostly nothing."""
        code = self.died()
        if code is None or self.child is None:
            return ""
        now = time.monotonic()
        if not self.due:
            children.clear(self.child)
            pause = self.put_off(now)
            return f"{self.name} stopped ({_how(code)}); it starts again in {pause:g} s."
        if now >= self.due:
            self.start()
        return ""


def _how(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
