"""Search: relevance beside SQLite's FTS5 in the same run, and its cost at 10,000 and 100,000
stories; then over HTTP.

Run: python bench/search.py [STORIES …] [--keep DIR]   (10000 100000 by default)

Relevance: every question of FacQA (../shared/data/search-facqa-id) against every passage, in one
index of each kind. FTS5 is asked as it is usually asked: an OR of the words, bm25, unicode61.

Over HTTP: a demo newspaper with an archive of the largest number of stories is up, and 100 queries
a second are offered to it, each at its moment whether or not those before it are answered: as
readers ask, the n-th of the queries 1/n as often as the first, which is judged; and each query
once, which is told beside it. *DIR* is where that newspaper stays for the next run.
"""

import argparse
import ast
import asyncio
import csv
import gzip
import json
import random
import re
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import urlencode

from parts import newspaper, processes, readers
from parts.verdicts import Verdicts, machine

from redaksi.ops.archive_text import make_story
from redaksi.search import asking, documents, excerpts, finding, shelf, writing
from redaksi.search.documents import Document
from redaksi.search.reader import Reader, reader

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "search-facqa-id"
WORD = re.compile(r"\w+")
DEEPEST, NOWHERE = 100, 10**9
SEED, RATE = 1908, 100


def main() -> int:
    """Measure; 1 when a promise was missed."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("stories", nargs="*", type=int, default=[10_000, 100_000])
    asked.add_argument("--keep", type=Path, help="where the filled newspaper stays")
    given = asked.parse_args()
    told = Verdicts()
    print(machine())
    if DATA.is_dir():
        relevance(told)
    else:
        print(f"There is no {DATA}: relevance is not measured.")
    for count in given.stories:
        cost(count, told)
    with tempfile.TemporaryDirectory(prefix="redaksi-bench-") as scratch:
        most = max(given.stories)
        over_http((given.keep or Path(scratch)) / f"stories-{most}", most, told)
    return min(told.missed, 1)


# Relevance ------------------------------------------------------------------------------------


def relevance(told: Verdicts) -> None:
    asked, passages = facqa()
    print(f"FacQA: {len(asked)} questions, {len(passages)} passages")
    row("", ("R@1", "R@3", "R@5", "R@10", "R@50", "MRR"))
    theirs = figures(fts5(asked, passages))
    row("FTS5", theirs)
    stories = (Document(story=n, text=one, at=1) for n, one in enumerate(passages, start=1))
    with indexed(stories) as index:
        ours = figures([rank(found(index, text), want + 1) for text, want in asked])
    row("Redaksi", ours)
    told.at_least("MRR, beside FTS5", ours[-1], theirs[-1])
    told.at_least("any figure less that of FTS5", min(map(float.__sub__, ours, theirs)), -0.01)


def facqa() -> tuple[list[tuple[str, int]], list[str]]:
    """Each question with the number of its passage, and the passages, each once."""
    rows = [row for name in ("train", "valid") for row in read(DATA / f"{name}_preprocess.csv.gz")]
    passages = list(dict.fromkeys(passage for _question, passage in rows))
    numbers = {passage: number for number, passage in enumerate(passages)}
    return [(question, numbers[passage]) for question, passage in rows], passages


def read(path: Path) -> Iterator[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for one in csv.DictReader(file):
            yield (
                " ".join(ast.literal_eval(one["question"])),
                " ".join(ast.literal_eval(one["passage"])),
            )


def found(index: Reader, text: str) -> list[int]:
    asked = asking.understood(text, index.tongue)
    hits = finding.find(index, asked, limit=DEEPEST, fill=True).hits
    return [one.story for one in hits]


def fts5(asked: list[tuple[str, int]], passages: list[str]) -> list[int]:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE kept USING fts5(text, tokenize='unicode61')")
    base.executemany("INSERT INTO kept(rowid, text) VALUES (?, ?)", enumerate(passages))
    query = "SELECT rowid FROM kept WHERE kept MATCH ? ORDER BY bm25(kept) LIMIT ?"
    ranks = []
    for text, want in asked:
        words = " OR ".join(f'"{one}"' for one in dict.fromkeys(WORD.findall(text.lower())))
        ranks.append(rank([one for (one,) in base.execute(query, (words, DEEPEST))], want))
    return ranks


def rank(found: list[int], want: int) -> int:
    return found.index(want) + 1 if want in found else NOWHERE


def figures(ranks: list[int]) -> tuple[float, ...]:
    recalls = [sum(one <= most for one in ranks) / len(ranks) for most in (1, 3, 5, 10, 50)]
    mrr = sum(1 / one for one in ranks) / len(ranks)
    return (*recalls, mrr)


def row(name: str, cells: Iterable[object]) -> None:
    said = (f"{one:.3f}" if isinstance(one, float) else one for one in cells)
    print(f"  {name:<10}" + "".join(f"{one:>8}" for one in said), flush=True)


# Cost -----------------------------------------------------------------------------------------


def cost(count: int, told: Verdicts) -> None:
    started = time.perf_counter()
    with indexed(generated(count)) as index:
        took = time.perf_counter() - started
        octets = sum(one.stat().st_size for one in index.generation.iterdir())
        print(f"{count:,} stories: {octets / count:,.0f} octets of index a story, "
              f"{count / took:,.0f} stories indexed a second")  # fmt: skip
        for name, ask in (("relevance", best), ("newest", newest), ("suggested", suggest)):
            times = [timed(index, ask, one) for one in queries(count)]
            print(f"  {name:<10} {spread(times)}", flush=True)
            told.at_most(f"p95 in process, {name}", centile(times, 95), 20, " ms")
        texts = [list(make_story(number, SEED).paragraphs) for number in range(200)]
        print(f"  {'excerpt':<10} {spread([timed_excerpt(index, one) for one in texts])}")


def generated(count: int) -> Iterator[Document]:
    for number in range(count):
        made = make_story(number, SEED)
        yield Document(
            story=number + 1, headline=made.headline, at=-made.minutes_ago * 60,
            text=" ".join((made.teaser, *made.paragraphs)), section=made.section + 1,
        )  # fmt: skip


def queries(count: int) -> list[str]:
    """1,000 queries of one to ten words out of the stories, one of ten mistyped."""
    chance = random.Random(SEED)
    made = []
    for _query in range(1000):
        words = " ".join(make_story(chance.randrange(count), SEED).paragraphs).split()
        length = chance.choice((1, 2, 2, 3, 3, 4, 6, 10))
        start = chance.randrange(max(1, len(words) - length))
        text = " ".join(words[start : start + length])
        made.append(text[:2] + text[3:] if chance.random() < 0.1 else text)
    return made


def best(index: Reader, text: str) -> None:
    asked = asking.understood(text, index.tongue)
    finding.find(index, asked, limit=11, now=time.time())


def newest(index: Reader, text: str) -> None:
    finding.find(index, asking.understood(text, index.tongue), limit=11, newest=True)


def suggest(index: Reader, text: str) -> None:
    finding.beginning(index, text[: max(3, len(text) // 2)], 8)


def timed(index: Reader, ask: Callable[[Reader, str], None], text: str) -> float:
    started = time.perf_counter()
    ask(index, text)
    return (time.perf_counter() - started) * 1000


def timed_excerpt(index: Reader, texts: list[str]) -> float:
    stems = asking.understood(" ".join(texts[-1].split()[:3]), index.tongue).stems
    started = time.perf_counter()
    excerpts.excerpt(texts, stems, index.tongue)
    return (time.perf_counter() - started) * 1000


def spread(times: list[float]) -> str:
    return (f"p50 {centile(times, 50):6.2f} ms   p95 {centile(times, 95):6.2f} ms   "
            f"most {max(times):6.2f} ms")  # fmt: skip


def centile(times: list[float], which: int) -> float:
    return statistics.quantiles(times, n=100)[which - 1]


# Over HTTP ------------------------------------------------------------------------------------


def over_http(folder: Path, stories: int, told: Verdicts) -> None:
    """100 queries a second for 20 seconds, as JSON and as the page of results, as readers ask and
    each another."""
    newspaper.filled(folder, stories)
    print(f"over HTTP, {stories:,} stories, {RATE} queries a second offered:")
    words = queries(stories)
    with newspaper.up(folder) as paper:
        processes.until(lambda: is_ready(paper), 900, "the index was not ready in time")
        for path in ("/search.json", "/search/"):
            each = [f"{path}?{urlencode({'q': one})}" for one in words]
            asyncio.run(readers.offered(paper.port, each[:300], rate=RATE, seconds=3))
            usual = asyncio.run(
                readers.offered(paper.port, as_readers_ask(each), rate=RATE, seconds=20)
            )
            other = asyncio.run(readers.offered(paper.port, each[300:], rate=RATE // 2, seconds=14))
            told.at_most(f"{path}: errors", usual.errors() + other.errors(), 0)
            told.told(path, spread(usual.times))
            told.told(f"{path}, each another, {RATE // 2} a second", spread(other.times))
            told.at_most(f"{path}: p95", centile(usual.times, 95), 60, " ms")


def as_readers_ask(each: list[str]) -> list[str]:
    """The queries of 20 seconds, a few of them again and again (Zipf)."""
    often = [1 / (rank + 1) for rank in range(len(each))]
    return random.Random(SEED).choices(each, often, k=20 * RATE)  # noqa: S311 (a repeatable run)


def is_ready(paper: newspaper.Newspaper) -> bool:
    """Whether the newspaper's index answers and is done with the archive."""
    _head, body = paper.get("/search.json?q=kapal")
    return bool(json.loads(body)["ready"])


class indexed:  # noqa: N801 (a context manager, as it is used)
    """An index of *stories* in a folder of its own, gone at the end."""

    def __init__(self, stories: Iterable[Document]) -> None:
        self.top = Path(tempfile.mkdtemp(prefix="redaksi-bench-"))
        generation = shelf.new_generation(self.top)
        shelf.created(generation, documents.schema())
        with writing.writing(generation, "id", heap=writing.MUCH) as writer:
            for one in stories:
                writer.add(one)
            writer.finish(shelf.State(language="id", made_with=shelf.made_with()))
        shelf.take_into_use(self.top, generation)

    def __enter__(self) -> Reader:
        return reader(self.top)

    def __exit__(self, *_error: object) -> None:
        shutil.rmtree(self.top)


if __name__ == "__main__":
    sys.exit(main())
