"""What a launch of a front costs with few and with many stories, on SQLite in a scratch folder.

Run: python bench/fronts.py [SMALL [LARGE]]   (1,000 and 100,000 by default). A launch is a pick,
the launch itself and the pick before taken out; the filling is what the next reader's page asks
for. Fails when either costs more than 1.5 times as much with many stories.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

MOST = 1.5
ROUNDS = 40


def main() -> int:
    """Print the median milliseconds of both sizes; 1 when the large one is too slow."""
    counts = [int(one) for one in sys.argv[1:3]] or [1_000, 100_000]
    with tempfile.TemporaryDirectory(prefix="redaksi-bench-") as scratch:
        _newspaper(Path(scratch))
        seen = [_measured(count) for count in _steps(counts)]
    worst = 1.0
    for name in ("launch", "filling"):
        small, large = (one[name] for one in (seen[0], seen[-1]))
        worst = max(worst, large / small)
        print(f"{name:8} {small:6.2f} ms with {counts[0]:,}, {large:6.2f} ms with {counts[-1]:,} "
              f"stories: {large / small:.2f} times")  # fmt: skip
    return 0 if worst <= MOST else 1


def _steps(counts: list[int]) -> list[int]:
    """How many stories are added before each measuring."""
    return [counts[0], counts[-1] - counts[0]]


def _newspaper(folder: Path) -> None:
    (folder / "data").mkdir()
    (folder / "redaksi.toml").write_text("", encoding="utf-8")
    os.environ["REDAKSI_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "redaksi.config.settings"
    import django

    django.setup()
    from redaksi.ops import ready

    ready.migrate()
    ready.first_rows()


def _measured(more: int) -> dict[str, float]:
    """Median milliseconds of a launch and of a filling after *more* stories came in."""
    from django.db import connection

    from redaksi.fronts import actions, queries
    from redaksi.fronts.models import Front, Pick
    from redaksi.ops import demo_archive
    from redaksi.stories.models import Story

    demo_archive.fill(more, lambda _line: None)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    front = actions.create_front()
    if not front.containers.exists():
        actions.create_default_front()
    newest = list(Story.objects.live().newest_first()[:ROUNDS])

    def launch(number: int) -> None:
        for old in Pick.objects.select_related("container__front"):
            actions.drop(old)
        lead = Front.objects.get().containers.select_related("front").first()
        assert lead is not None
        actions.pick(lead, newest[number], order=1)
        actions.launch(Front.objects.get(), why="bench")

    def filling(_number: int) -> None:
        live = queries.launched()
        assert live is not None
        queries.filled(live)

    return {"launch": _median(launch), "filling": _median(filling)}


def _median(act: Callable[[int], None]) -> float:
    took = []
    for number in range(ROUNDS):
        started = time.perf_counter()
        act(number)
        took.append((time.perf_counter() - started) * 1000)
    return statistics.median(took[ROUNDS // 4 :])


if __name__ == "__main__":
    sys.exit(main())
