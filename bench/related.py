"""Stories like a story: how many share its category, how many nearly repeat it.

Run: python bench/related.py

IndoSum (../shared/data/text-indosum): each article is asked for its five nearest among all others.
Precision is the share of these in the article's own category; FTS5 is asked in the same run for an
OR of the article's first forty different words. A pair nearly repeats itself when half of the
shorter one's runs of three words stand in the other, too.
"""

import gzip
import json
import re
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from redaksi.search import related
from redaksi.search.documents import Document
from redaksi.search.reader import Reader

sys.path.insert(0, str(Path(__file__).parent))
from search import indexed, spread  # noqa: E402 (the bench beside this one)

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "text-indosum"
FIVE, FIRST = 5, 40
WORD = re.compile(r"\w+")
Runs = frozenset[tuple[str, ...]]


def main() -> int:
    if not DATA.is_dir():
        print(f"There is no {DATA}: nothing is measured.")
        return 0
    articles = list(read())
    kinds = {number: kind for number, (kind, _text) in enumerate(articles, start=1)}
    texts = {number: text for number, (_kind, text) in enumerate(articles, start=1)}
    runs = {number: runs_of(text) for number, text in texts.items()}
    print(f"IndoSum: {len(articles)} articles in {len(set(kinds.values()))} categories")
    with indexed(Document(story=n, text=text, at=1) for n, text in texts.items()) as index:
        for name, ask in (("FTS5", fts5(texts)), ("Redaksi", ours(index))):
            answers, times = asked(texts, ask)
            print(f"  {name:<8} precision@5 {precision(answers, kinds):.3f}   near-duplicates "
                  f"{repeated(answers, runs):.4f}   {spread(times)}")  # fmt: skip
    return 0


def read() -> Iterator[tuple[str, str]]:
    """Category and text of each article, each text once."""
    seen = set()
    for path in sorted(DATA.glob("*.jsonl.gz")):
        for line in gzip.decompress(path.read_bytes()).decode().splitlines():
            one = json.loads(line)
            sentences = [" ".join(said) for part in one["paragraphs"] for said in part]
            text = " ".join(sentences)
            if text not in seen:
                seen.add(text)
                yield one["category"], text


def asked(
    texts: dict[int, str], ask: Callable[[int, str], list[int]]
) -> tuple[dict[int, list[int]], list[float]]:
    answers, times = {}, []
    for number, text in texts.items():
        started = time.perf_counter()
        answers[number] = ask(number, text)
        times.append((time.perf_counter() - started) * 1000)
    return answers, times


def ours(index: Reader) -> Callable[[int, str], list[int]]:
    return lambda number, text: [
        one.story for one in related.alike(index, text, own=number, limit=FIVE)
    ]


def fts5(texts: dict[int, str]) -> Callable[[int, str], list[int]]:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE kept USING fts5(text, tokenize='unicode61')")
    base.executemany("INSERT INTO kept(rowid, text) VALUES (?, ?)", texts.items())
    query = "SELECT rowid FROM kept WHERE kept MATCH ? ORDER BY bm25(kept) LIMIT ?"

    def ask(number: int, text: str) -> list[int]:
        words = list(dict.fromkeys(WORD.findall(text.lower())))[:FIRST]
        found = base.execute(query, (" OR ".join(f'"{one}"' for one in words), FIVE + 1))
        return [one for (one,) in found if one != number][:FIVE]

    return ask


def precision(answers: dict[int, list[int]], kinds: dict[int, str]) -> float:
    shares = [
        sum(kinds[one] == kinds[number] for one in found) / FIVE
        for number, found in answers.items()
    ]
    return statistics.mean(shares)


def runs_of(text: str) -> Runs:
    words = WORD.findall(text.lower())
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def repeated(answers: dict[int, list[int]], runs: dict[int, Runs]) -> float:
    pairs = [(number, one) for number, found in answers.items() for one in found]
    return sum(same(runs[a], runs[b]) for a, b in pairs) / (len(pairs) or 1)


def same(one: Runs, other: Runs) -> bool:
    return len(one & other) > 0.5 * (min(len(one), len(other)) or 1)


if __name__ == "__main__":
    sys.exit(main())
