"""Words that are nearly the one asked for: a letter more, fewer, other, or two changed round."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from redaksi.search.reader import Reader

#: A shorter word is never corrected: too many others are near.
SHORTEST = 4
#: From this length on two mistakes are forgiven.
LONG = 8
#: Words with one beginning that are looked through, the most frequent first.
LOOKED_AT = 4000


def nearest(reader: Reader, stem: str) -> str | None:
    """The most frequent of the nearest words that readers can find for *stem*; None for none."""
    if len(stem) < SHORTEST or stem[0].isdecimal():
        return None
    return _nearest(reader.generation, reader.seen, stem, _Hidden(reader))


class _Hidden:
    """A reader that the cache does not look at: the generation and its moment say which it is."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Hidden)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=256)
def _nearest(_generation: Path, _seen: tuple[int, int], stem: str, hidden: _Hidden) -> str | None:
    searcher = hidden.reader.searcher
    allowed = 2 if len(stem) >= LONG else 1
    beginnings = {stem[0], stem[1]}  # the first two may be changed round, the first left out
    best: tuple[int, int, str] | None = None
    for start in sorted(beginnings):
        for word, count in searcher.terms_with_prefix("body", start, None, LOOKED_AT):
            if abs(len(word) - len(stem)) <= allowed and not word[0].isdecimal():
                apart = distance(stem, word, allowed)
                if apart <= allowed and (best is None or (apart, -count, word) < best):
                    best = (apart, -count, word)
    return best[2] if best else None


def distance(first: str, second: str, most: int) -> int:
    """Letters to add, leave out, exchange or change round with a neighbour; *most* + 1 for more.

    Optimal string alignment (Damerau's distance without a second edit of one pair).
    """
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, start=1):
        older, before, row = before, row, [i]
        for j, b in enumerate(second, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
