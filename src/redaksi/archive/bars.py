"""Progress bars, on a terminal only."""

from __future__ import annotations

import sys
from types import TracebackType

from tqdm import tqdm


class Bar:
    """A bar of *total* units; silent where nobody looks."""

    def __init__(self, title: str, total: int, *, unit: str, shown: bool) -> None:
        self.bar = tqdm(
            total=total,
            desc=title,
            unit=unit,
            unit_scale=unit == "B",
            leave=False,
            disable=not (shown and sys.stderr.isatty()),
        )

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.bar.close()

    def step(self, count: int) -> None:
        """Move on by *count* units."""
        self.bar.update(count)
