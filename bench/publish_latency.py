"""From the publish request to the first front page that shows the new headline.

    python bench/publish_latency.py            200 publishes at 1,000 and at 100,000 stories
    python bench/publish_latency.py --quick    30 publishes at 1,000 and at 3,000 stories

Measured at the client: from just before a new story is written into an open pipe of
``redaksi story put - --publish`` to the last octet of the first front page with its headline.
Meanwhile 16 readers ask for the front and for twenty stories as fast as they are answered. The two
newspapers and a stock Wagtail project take turns, in blocks of ten publishes.
"""

from __future__ import annotations

import argparse
import http.client
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from parts import load, newspaper, processes, programs, wagtail_site
from parts.verdicts import Verdicts, machine

READERS, BLOCK, PAUSE = 16, 10, 0.1
#: Reads of the front before a publish counts as never shown.
MOST_READS = 500


@dataclass
class Site:
    """Something that publishes: how, where, and the times (ms) of each publish and its showing."""

    name: str
    port: int
    publish: Callable[[str], object]
    paths: Sequence[str]
    wrk: str
    returned: list[float] = field(default_factory=list)
    visible: list[float] = field(default_factory=list)
    old: int = 0
    reads: int = 0

    def block(self, count: int) -> None:
        """*count* publishes, while the readers load it."""
        with self._loaded():
            for _ in range(count):
                self._one()
                time.sleep(PAUSE)

    def _one(self) -> None:
        headline = f"Kapal {time.monotonic_ns()} merapat"
        began = time.perf_counter()
        self.publish(headline)
        self.returned.append((time.perf_counter() - began) * 1000)
        for _ in range(MOST_READS):
            if headline.encode() in self._front():
                self.visible.append((time.perf_counter() - began) * 1000)
                return
            self.old += 1
        raise RuntimeError(f"{self.name}: “{headline}” was never shown")

    def _front(self) -> bytes:
        reading = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            reading.request("GET", "/", headers={"Host": newspaper.HOST})
            return reading.getresponse().read()
        finally:
            reading.close()

    @contextmanager
    def _loaded(self) -> Iterator[None]:
        """wrk with 16 connections until the end of the block."""
        with tempfile.TemporaryDirectory(prefix="redaksi-wrk-") as scratch:
            words = [self.wrk, "-t1", f"-c{READERS}", "-d60s", *load.HEADERS]
            words += load.many(Path(scratch), self.paths)
            words.append(f"http://127.0.0.1:{self.port}/")
            with processes.running(words, Path(scratch) / "said"):
                time.sleep(0.5)
                yield


def main() -> int:
    """Measure; 1 when a promise was missed."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--quick", action="store_true", help="fewer publishes, a smaller archive")
    asked.add_argument("--keep", type=Path, help="where filled newspapers stay for the next run")
    given = asked.parse_args()
    sizes, count = ((1_000, 3_000), 30) if given.quick else ((1_000, 100_000), 200)
    wrk = programs.find("wrk")["wrk"]
    with tempfile.TemporaryDirectory(prefix="redaksi-bench-") as scratch:
        return measure(Path(scratch), given.keep or Path(scratch), sizes, count, wrk)


def measure(scratch: Path, where: Path, sizes: tuple[int, int], count: int, wrk: str) -> int:
    """Start all three, publish in turns, say what it took."""
    print(machine())
    folders = [newspaper.filled(where / f"stories-{size}", size) for size in sizes]
    with (
        newspaper.up(folders[0]) as small, newspaper.pipe(folders[0]) as to_small,
        newspaper.up(folders[1]) as large, newspaper.pipe(folders[1]) as to_large,
        wagtail_site.up(scratch / "stock") as stock,
    ):  # fmt: skip
        sites = [
            ours(f"{sizes[0]:,} stories", small, to_small, wrk),
            ours(f"{sizes[1]:,} stories", large, to_large, wrk),
            Site("stock Wagtail", stock.port, stock.publish, ["/"], wrk),
        ]
        for site in sites:
            site.block(3)
            site.returned.clear(), site.visible.clear()
        for _ in range(0, count, BLOCK):
            for site in sites:
                site.block(BLOCK)
    return verdict(sites)


def ours(name: str, paper: newspaper.Newspaper, pipe: newspaper.Pipe, wrk: str) -> Site:
    """A newspaper, published into through *pipe*."""

    def publish(headline: str) -> None:
        pipe.put(
            headline=headline, section="Nusantara", teaser="Kapal itu merapat sebelum fajar.",
            body=[{"type": "paragraph", "html": "Muatannya beras."}],
        )  # fmt: skip

    paths = ["/", *newspaper.story_paths(paper, 20)]
    return Site(name, paper.port, publish, paths, wrk)


def verdict(sites: Sequence[Site]) -> int:
    """Print the figures beside what was promised; 1 when one was missed."""
    told = Verdicts()
    for site in sites:
        p50, p95, p99 = centiles(site.visible)
        answered = statistics.median(site.returned)
        print(f"{site.name}, {len(site.visible)} publishes:")
        told.told("median until the publish returned", f"{answered:.1f} ms")
        told.told("median, p95 and p99 until shown", f"{p50:.1f}, {p95:.1f} and {p99:.1f} ms")
        if site.name != "stock Wagtail":
            told.at_most("median until shown", p50, 120, " ms")
            told.at_most("p99 until shown", p99, 300, " ms")
            told.at_most("old fronts read after the publish returned", site.old, 0)
    small, large = (centiles(site.visible) for site in sites[:2])
    told.at_most("p50, large archive of small", large[0] / small[0], 1.5)
    told.at_most("p95, large archive of small", large[1] / small[1], 1.5)
    return min(told.missed, 1)


def centiles(times: Sequence[float]) -> tuple[float, float, float]:
    """p50, p95, p99 of *times*."""
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    return cuts[49], cuts[94], cuts[98]


if __name__ == "__main__":
    sys.exit(main())
