"""The numbers of the edge's workers as a table for the shell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

Message = dict[str, Any]
MB = 1_000_000
#: Name of a row, the number it shows, and how those of all workers become one.
ROWS: tuple[tuple[str, str, Callable[[Iterable[float]], float]], ...] = (
    ("hits", "hits", sum),
    ("checks", "checks", sum),
    ("misses", "misses", sum),
    ("joins", "joins", sum),
    ("renders", "renders", sum),
    ("fragments asked", "fragments", sum),
    ("splices", "splices", sum),
    ("not modified", "not_modified", sum),
    ("stale served", "stale", sum),
    ("unavailable", "unavailable", sum),
    ("refused", "refused", sum),
    ("reads", "reads", sum),
    ("reads left out", "reads_left_out", sum),
    ("files", "files", sum),
    ("passed", "passed", sum),
    ("pages stored", "pages", sum),
    ("pages, MB", "page_bytes", sum),
    ("memory, MB", "resident_bytes", sum),
    ("evicted", "evicted", sum),
    ("log applied", "seq", min),
    ("rows behind", "lag", max),
    ("seconds behind", "behind", max),
)


def table(told: Sequence[Message]) -> Iterator[str]:
    """Lines: a worker a column, headed by its process, and all of them in the last."""
    yield _line("worker", [str(one["pid"]) for one in told], "all")
    for name, key, joined in ROWS:
        numbers = [float(one.get(key, 0)) for one in told]
        yield _line(name, [_shown(key, one) for one in numbers], _shown(key, joined(numbers)))


def _line(name: str, cells: Sequence[str], last: str) -> str:
    return f"{name:<16}" + "".join(f"{cell:>14}" for cell in (*cells, last))


def _shown(key: str, number: float) -> str:
    if key.endswith("_bytes"):
        return f"{number / MB:,.1f}"
    return f"{number:,.0f}" if number == int(number) else f"{number:,.1f}"
