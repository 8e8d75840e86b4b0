"""Archive pages: one far back costs what the first one costs.

    python bench/archive.py            an archive of 100,000 stories
    python bench/archive.py --quick    of 3,000
    python bench/archive.py --keep DIR where the filled newspaper stays for the next run

Each list (latest, the largest section, the commonest topic, the busiest person) is asked for its
first page and for pages ever farther back, to its end; then months and days of the archive. The
application makes each page anew, in this process and in turns; what counts is the processor's
time, which others on the machine hardly move.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from parts import newspaper
from parts.verdicts import Verdicts, machine

ROUNDS, LIMIT = 40, 1.5
#: How far back a page stands, as shares of its list.
DEPTHS = (0.01, 0.1, 0.5, 0.9, 0.999)


@dataclass
class Page:
    """One page of a list: its name, its address, and what each making of it cost (ms)."""

    name: str
    path: str
    times: list[float] = field(default_factory=list)

    @property
    def p50(self) -> float:
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.times, n=20)[18]


def main() -> int:
    """Measure; 1 when a page far back costs more than it may."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--quick", action="store_true", help="an archive of 3,000 stories")
    asked.add_argument("--keep", type=Path, help="where the filled newspaper stays")
    given = asked.parse_args()
    count = 3_000 if given.quick else 100_000
    with tempfile.TemporaryDirectory(prefix="redaksi-bench-") as scratch:
        print(machine())
        return measure(newspaper.filled((given.keep or Path(scratch)) / f"stories-{count}", count))


def measure(folder: Path) -> int:
    reader = opened(folder)
    told = Verdicts()
    for name, pages in {**lists(), "month and day": calendar()}.items():
        for _round in range(ROUNDS):
            for page in pages:
                page.times.append(made(reader, page.path))
        first, *others = pages
        print(f"{name}: first page {first.p50:.1f} ms (p95 {first.p95:.1f})")
        for page in others:
            told.told(page.name, f"{page.p50:.1f} ms (p95 {page.p95:.1f})")
        worst = max(page.p50 for page in others)
        told.at_most("the dearest of the first", worst / first.p50, LIMIT, "×")
    return min(told.missed, 1)


def opened(folder: Path) -> Any:
    """Django over the newspaper in *folder*, and a reader who asks it."""
    os.environ["REDAKSI_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "redaksi.config.settings"
    import django

    django.setup()
    from django.test import Client

    from redaksi.ops import ready

    ready.migrate()
    return Client(headers={"host": newspaper.HOST})


def made(reader: Any, path: str) -> float:
    """Ask for *path*; how many ms of the processor that took."""
    began = time.process_time()
    answer = reader.get(path)
    took = (time.process_time() - began) * 1000
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")
    return took


def lists() -> dict[str, list[Page]]:
    """The pages of each list, the first one first."""
    from redaksi.stories.models import Byline, Story, StoryTopic

    live = Story.objects.live()
    section, topic = most(live, "section"), most(StoryTopic.objects, "topic")
    person = most(Byline.objects, "person")
    rows = {
        "/latest/": (live, "pk"),
        section.url: (live.filter(section=section), "pk"),
        topic.url: (StoryTopic.objects.filter(topic=topic), "story_id"),
        person.url: (Byline.objects.filter(person=person), "story_id"),
    }
    return {path: list(deeper(path, *found)) for path, found in rows.items()}


def most(rows: Any, name: str) -> Any:
    """What most of *rows* have as their *name*."""
    from django.db.models import Count

    counted = rows.order_by().values(name).annotate(many=Count("pk")).order_by("-many")
    return rows.model._meta.get_field(name).related_model.objects.get(pk=counted[0][name])


def deeper(path: str, rows: Any, name: str) -> Iterator[Page]:
    """The first page of the list at *path*, and those after a share of its stories."""
    from redaksi.lib import ids

    keys = list(rows.filter(published_at__isnull=False).order_by(
        "-published_at", f"-{name}").values_list("published_at", name))  # fmt: skip
    yield Page("first", path)
    for share in DEPTHS:
        number = int(len(keys) * share)
        key = ids.encode_key(*keys[number])
        yield Page(f"after {number:,} of {len(keys):,}", f"{path}?before={key}")


def calendar() -> list[Page]:
    """A month and a day of now, of the middle and of the beginning of the archive."""
    from redaksi.stories.models import Story

    moments = Story.objects.live().order_by("-published_at").values_list("published_at", flat=True)
    found = [moments[int(len(moments) * share)] for share in (0.001, 0.5, 0.99)]
    return [*dated("%Y/%m", found), *dated("%Y/%m/%d", found)]


def dated(form: str, moments: Iterable[Any]) -> Iterator[Page]:
    for moment in moments:
        yield Page(moment.strftime(form), f"/archive/{moment.strftime(form)}/")


if __name__ == "__main__":
    sys.exit(main())
