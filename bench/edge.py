"""The edge beside nginx and Varnish serving the same bytes, in one run.

    python bench/edge.py            all of it, some minutes
    python bench/edge.py --quick    shorter runs, to see that it works

The demo newspaper is up with all its processes. wrk has 2 threads and 32 connections; a rate is the
median of five runs that take turns with nginx's and Varnish's, processor time is that of a
server's whole process tree. Needs nginx, wrk and varnish: `deploy/setup.sh bench`.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from parts import load, newspaper, processes, programs, readers, rivals
from parts.newspaper import Newspaper, Pipe
from parts.rivals import Rival
from parts.verdicts import Verdicts, machine

HOT = 300


@dataclass(frozen=True, kw_only=True)
class Length:
    """How long everything is measured."""

    rounds: int = 5
    seconds: int = 5
    hot: int = 15
    stories: int = 2500
    connections: int = 1000


QUICK = Length(rounds=3, seconds=2, hot=5, stories=700)


def main() -> int:
    """Measure; 1 when a promise was missed."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--quick", action="store_true", help="shorter runs")
    asked.add_argument("--dir", type=Path, help="a demo newspaper that is filled already")
    given = asked.parse_args()
    found = programs.find("nginx", "varnishd", "wrk")
    with tempfile.TemporaryDirectory(prefix="redaksi-bench-") as scratch:
        return measure(Path(scratch), found, QUICK if given.quick else Length(), given.dir)


def measure(scratch: Path, found: dict[str, str], length: Length, filled: Path | None) -> int:
    """Start everything, measure one thing after the other."""
    told = Verdicts()
    print(machine())
    if filled is None:
        filled = scratch / "demo"
        newspaper.fill(filled, length.stories)
    with newspaper.up(filled) as paper, newspaper.pipe(filled) as pipe:
        idle(told, paper)
        stored(told, length, paper)
        hot = newspaper.story_paths(paper, HOT)
        story = own_story(paper)
        lay_out(scratch, paper, [story, *hot])
        with (
            rivals.nginx(found["nginx"], scratch) as nginx,
            rivals.varnish(found["varnishd"], scratch, nginx.port) as varnish,
        ):
            same_bytes(told, paper, nginx, varnish, story)
            one_page(told, found["wrk"], length, (paper, nginx, varnish), story)
            with_publishing(told, found["wrk"], length, paper, nginx, pipe, hot)
        crowd(told, length, paper, pipe)
        steps(told, length, paper, pipe, hot)
    return min(told.missed, 1)


def idle(told: Verdicts, paper: Newspaper) -> None:
    """Memory of all processes, once they have settled."""
    print("Idle, all processes of redaksi up:")
    time.sleep(5)
    by_role = paper.by_role()
    held = {pid: processes.memory(pid) for pids in by_role.values() for pid in pids}
    for role, pids in sorted(by_role.items()):
        each = ", ".join(f"{held[pid]['Pss'] / 1e6:.0f}" for pid in pids)
        told.told(f"{role}", f"{each} MB")
    resident = sum(one["Rss"] for one in held.values()) / 1e6
    told.told("resident, what is shared counted in each process", f"{resident:.0f} MB")
    shared_once = sum(one["Pss"] for one in held.values()) / 1e6
    told.at_most("resident in all, what is shared counted once", shared_once, 400, " MB")


def own_story(paper: Newspaper) -> str:
    """The demo's own story: the one that leads its front."""
    _, front = paper.get("/")
    return "/read/" + front.decode().partition('href="/read/')[2].partition('"')[0]


def lay_out(scratch: Path, paper: Newspaper, paths: Sequence[str]) -> None:
    """Give nginx the very bytes that the edge serves."""
    pages = {}
    for path in paths:
        _, packed = paper.get(path, **{"Accept-Encoding": "gzip"})
        _, plain = paper.get(path)
        pages[path] = plain, packed
    rivals.lay_out(scratch, pages)


def same_bytes(told: Verdicts, paper: Newspaper, nginx: Rival, varnish: Rival, story: str) -> None:
    """All three serve the same page, packed."""
    headers, packed = paper.get(story, **{"Accept-Encoding": "gzip"})
    sent = sum(len(name) + len(value) + 4 for name, value in headers.items())
    print(f"The story {story}: {len(packed):,} octets packed, {sent:,} of headers")
    for rival in (nginx, varnish):
        other = Newspaper(paper.child, rival.port, paper.folder)
        theirs, body = other.get(story, **{"Accept-Encoding": "gzip"})
        if body != packed or theirs.get("content-encoding") != "gzip":
            raise RuntimeError(f"{rival.name} does not serve the same bytes")
        sent = sum(len(name) + len(value) + 4 for name, value in theirs.items())
        told.told(f"headers of {rival.name}", f"{sent:,} octets")


def one_page(
    told: Verdicts, wrk: str, length: Length, three: tuple[Newspaper, Rival, Rival], story: str
) -> None:
    """The story alone: rates and processor time, in turns."""
    names = ("redaksi", "nginx", "Varnish")
    runs: dict[str, list[load.Run]] = {name: [] for name in names}
    for server in three:
        load.run(wrk, server.port, [story], 1, server.pids)
    for _ in range(length.rounds):
        for name, server in zip(names, three, strict=True):
            runs[name].append(load.run(wrk, server.port, [story], length.seconds, server.pids))
    for name in names:
        rate = statistics.median(run.rate for run in runs[name])
        each = statistics.median(run.each for run in runs[name])
        p99 = statistics.median(run.p99 for run in runs[name])
        told.told(name, f"{rate:,.0f} requests/s, {each:.1f} µs each, p99 {p99:.1f} ms")
    ours = runs["redaksi"]
    told.at_least("requests/s, of nginx's", _of(ours, runs["nginx"], "rate"), 0.40)
    told.at_most("processor time, of nginx's", _of(ours, runs["nginx"], "each"), 2.5)
    told.at_most("processor time, of Varnish's", _of(ours, runs["Varnish"], "each"), 1.2)
    told.at_most("errors", sum(run.errors for run in ours), 0)


def _of(ours: list[load.Run], theirs: list[load.Run], what: str) -> float:
    """The median of the ratios of each round."""
    pairs = zip(ours, theirs, strict=True)
    return statistics.median(getattr(a, what) / getattr(b, what) for a, b in pairs)


def with_publishing(
    told: Verdicts, wrk: str, length: Length, paper: Newspaper, nginx: Rival, pipe: Pipe,
    hot: Sequence[str],
) -> None:  # fmt: skip
    """Many hot pages, while a publish each second moves one of them and the rail on all."""
    print(f"{len(hot)} hot pages, one publish a second that moves a story and a rail:")
    load.run(wrk, paper.port, hot, 5, paper.pids)  # hot is what every worker holds
    theirs = load.run(wrk, nginx.port, hot, length.hot, nginx.pids)
    with published_each_second(pipe, newest_of(paper)) as times:
        ours = load.run(wrk, paper.port, hot, length.hot, paper.pids)
    if theirs.errors:
        raise RuntimeError(f"nginx answered {theirs.errors} of the hot pages with an error")
    told.told("redaksi", f"{ours.rate:,.0f} requests/s, {ours.each:.1f} µs, {len(times)} publishes")
    told.told("nginx", f"{theirs.rate:,.0f} requests/s, {theirs.each:.1f} µs each")
    told.at_least("requests/s, of nginx's", ours.rate / theirs.rate, 0.35)
    told.at_most("p99", ours.p99, 50, " ms")
    told.at_most("errors", ours.errors, 0)


def newest_of(paper: Newspaper) -> list[int]:
    """The ids of the stories in the rail of the latest."""
    _, body = paper.get("/latest/")
    ids = [one.partition("-")[0] for one in body.decode().split('href="/read/')[1:]]
    return [int(one) for one in dict.fromkeys(ids)][:5]


@contextmanager
def published_each_second(pipe: Pipe, ids: Sequence[int]) -> Iterator[list[float]]:
    """Give one of *ids* a new headline each second until the end of the block; times in ms."""
    over, times = threading.Event(), []

    def write() -> None:
        turn = 0
        while not over.wait(1.0):
            began = time.perf_counter()
            headline = f"Kapal bantuan ke-{time.monotonic_ns()} merapat"
            pipe.put(id=ids[turn % len(ids)], headline=headline)
            times.append((time.perf_counter() - began) * 1000)
            turn += 1

    writing = threading.Thread(target=write)
    writing.start()
    try:
        yield times
    finally:
        over.set()
        writing.join(30)


def crowd(told: Verdicts, length: Length, paper: Newspaper, pipe: Pipe) -> None:
    """A thousand connections ask for the front at the moment after a publish."""
    print(f"{length.connections:,} connections on a front just invalidated:")
    one = newest_of(paper)[0]
    before = renders(paper)

    def publish() -> None:
        pipe.put(id=one, headline=f"Kapal bantuan ke-{time.monotonic_ns()} merapat")

    met = asyncio.run(readers.rush(paper.port, "/", length.connections, publish))
    told.at_most("errors", met.errors() + length.connections - sum(met.statuses.values()), 0)
    workers = len(paper.by_role().get("edge", [])) or 1
    told.at_most("renders of the page, each worker", (renders(paper) - before) / workers, 1)
    told.told("p99", f"{met.p99():.0f} ms")


def renders(paper: Newspaper) -> float:
    """Pages that the edge has asked the application for, in all workers."""
    _, text = paper.get("/_metrics")
    line = [one for one in text.decode().splitlines() if one.startswith("redaksi_edge_renders")]
    return float(line[0].split()[-1])


def steps(told: Verdicts, length: Length, paper: Newspaper, pipe: Pipe, hot: Sequence[str]) -> None:
    """Ten times the readers within one second, while stories are published."""
    paths = ["/", *hot[:60]]
    few, many = length.connections // 10, length.connections
    with published_each_second(pipe, newest_of(paper)):
        calm, crowded = asyncio.run(
            readers.step(paper.port, paths, few=few, many=many, each=2, seconds=length.hot / 3)
        )
    print(f"{few} readers, then {many} within one second, two pages a second each:")
    told.told("p99 before and after", f"{calm.p99():.0f} and {crowded.p99():.0f} ms")
    told.told("reads", f"{len(calm.times):,} and {len(crowded.times):,}")
    told.at_most("errors and answers of 500 and above", calm.errors() + crowded.errors(), 0)


def stored(told: Verdicts, length: Length, paper: Newspaper) -> None:
    """Memory of a worker for each story it keeps."""
    paths = newspaper.story_paths(paper, length.stories)
    edges = paper.by_role().get("edge", [])
    before = sum(processes.memory(pid)["Anonymous"] for pid in edges)
    had, sizes = kept(paper), []
    for path in paths:
        for _ in range(3):  # a new connection each: chance brings it to every worker
            _, packed = paper.get(path, **{"Accept-Encoding": "gzip"})
        sizes.append(len(packed))
    pages = kept(paper) - had
    grown = sum(processes.memory(pid)["Anonymous"] for pid in edges) - before
    packed_size = statistics.mean(sizes)
    print(f"{pages:,.0f} more pages stored, {packed_size:,.0f} octets each as sent:")
    told.at_most("memory for each", grown / max(pages, 1), packed_size * 1.25 + 1024, " octets")


def kept(paper: Newspaper) -> float:
    """Pages stored, in all workers."""
    _, text = paper.get("/_metrics")
    line = [one for one in text.decode().splitlines() if one.startswith("redaksi_edge_pages ")]
    return float(line[0].split()[-1])


if __name__ == "__main__":
    sys.exit(main())
