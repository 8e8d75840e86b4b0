"""How fast ``redaksi demo --stories N`` fills an archive, on SQLite in a scratch folder.

Run: python bench/demo_archive.py [STORIES]   (10,000 by default). Fails below 1,000 stories a
second of one core; on a machine with nothing else to do that is the clock's second too.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

FLOOR = 1000  # stories a second of one core


def main() -> int:
    """Print stories a second and the size of the database; 1 when it is slower than the floor."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory(prefix="redaksi-bench-") as scratch:
        took, worked, size = filled(Path(scratch), count)
    print(f"{count / took:,.0f} stories/s ({count:,} in {took:.1f} s), {size / 1e6:,.0f} MB")
    print(f"{count / worked:,.0f} stories a second of one core")
    return 0 if count / worked >= FLOOR else 1


def filled(folder: Path, count: int) -> tuple[float, float, int]:
    """Seconds that the filling took, those the processor worked, octets of the database then."""
    (folder / "data").mkdir()
    (folder / "redaksi.toml").write_text("", encoding="utf-8")
    os.environ["REDAKSI_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "redaksi.config.settings"
    import django

    django.setup()
    from redaksi.ops import demo_archive, ready

    ready.migrate()
    ready.first_rows()
    started, idle = time.perf_counter(), time.process_time()
    demo_archive.fill(count, lambda _line: None)
    took, worked = time.perf_counter() - started, time.process_time() - idle
    return took, worked, (folder / "data" / "redaksi.sqlite3").stat().st_size


if __name__ == "__main__":
    sys.exit(main())
