"""The order of the best candidates, judged by what is kept of their text; pure.

BM25 over stems, with the headline counted more than once; then what BM25 does not see: words as
they were written, words that stand together, all of them in one place, and, for a question, an
answer of the right kind near that place. Measured in bench/search.py.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from redaksi.search import words
from redaksi.search.asking import Asked
from redaksi.search.documents import BREAK, WRITTEN
from redaksi.search.words import Tongue

#: How soon a term said again adds nothing, how much length counts, what a headline counts for.
K1, B, HEAD = 0.6, 0.75, 1.0
#: The parts beside BM25.
AS_WRITTEN, TOGETHER, ONE_PLACE, ANSWER = 0.5, 0.5, 0.5, 4.0
#: Letters of the text that are one place, and how far round it an answer may stand.
PLACE, ROUND = 200, 60
_NUMBER = re.compile(r" \d")
_ENDS = frozenset((" ", WRITTEN))


@dataclass(frozen=True, kw_only=True)
class Scale:
    """What one query's words weigh: by stem the rarity, ``usual`` the mean length in terms."""

    rarity: Mapping[str, float]
    usual: float


def rarity(holding: int, all_of_them: int) -> float:
    """The weight of a term that *holding* of *all_of_them* texts hold (Robertson's, never < 0)."""
    return math.log(1 + (all_of_them - holding + 0.5) / (holding + 0.5))


def score(kept: str, length: int, asked: Asked, scale: Scale, tongue: Tongue) -> float:
    """How well a text with *kept* terms, *length* terms long, answers *asked*."""
    head = kept.find(f" {BREAK} ")
    found = {stem: places for stem, _word in asked.terms if (places := _places(kept, stem))}
    long = K1 * (1 - B + B * length / scale.usual)
    total = 0.0
    for stem, word in asked.terms:
        places = found.get(stem, [])
        if places:
            in_head = bisect_left(places, head)
            same = sum(map(partial(kept.startswith, _as_written(stem, word)), places))
            worth = _worth(len(places) + HEAD * in_head, long) + AS_WRITTEN * _worth(same, long)
            total += scale.rarity[stem] * worth
    total += TOGETHER * _together(kept, asked, found, scale, long)
    place, most = _best_place(found, scale)
    return total + ONE_PLACE * most + ANSWER * _answers(kept, place, asked.kind, tongue)


def _worth(times: float, long: float) -> float:
    return times * (K1 + 1) / (times + long) if times else 0.0


def _as_written(stem: str, word: str) -> str:
    return f" {stem} " if stem == word else f" {stem}{WRITTEN}{word} "


def _places(kept: str, stem: str) -> list[int]:
    """Where *stem* begins in *kept*, the space before it included."""
    wanted, found = f" {stem}", []
    at, long = kept.find(wanted), len(stem) + 1
    while at >= 0:
        if kept[at + long : at + long + 1] in _ENDS:
            found.append(at)
        at = kept.find(wanted, at + long)
    return found


def _together(
    kept: str, asked: Asked, found: Mapping[str, list[int]], scale: Scale, long: float
) -> float:
    """What pairs of neighbours in the query are worth that are neighbours in the text."""
    total = 0.0
    for (first, _word), (second, _other) in asked.pairs:
        if first in found and second in found:
            seconds = set(found[second])
            times = sum(1 for at in found[first] if kept.find(" ", at + 1) in seconds)
            total += min(scale.rarity[first], scale.rarity[second]) * _worth(times, long)
    return total


def _best_place(found: Mapping[str, list[int]], scale: Scale) -> tuple[int, float]:
    """Where most of the query's weight stands within :data:`PLACE` letters, and how much."""
    if not found:
        return 0, 0.0
    every = sorted((at, stem) for stem, places in found.items() for at in places)
    best, most, start, weight = 0, 0.0, 0, 0.0
    inside = dict.fromkeys(found, 0)
    for at, stem in every:
        weight += 0.0 if inside[stem] else scale.rarity[stem]
        inside[stem] += 1
        while at - every[start][0] > PLACE:
            inside[every[start][1]] -= 1
            weight -= 0.0 if inside[every[start][1]] else scale.rarity[every[start][1]]
            start += 1
        if weight > most + 1e-9:
            best, most = every[start][0], weight
    return best, most


def _answers(kept: str, place: int, kind: str, tongue: Tongue) -> float:
    """Whether the text can hold what was asked for: 1 near *place*, half further off."""
    if kind not in (words.NUMBER, words.TIME):
        return 0.0
    near = kept[max(0, place - ROUND) : place + PLACE + ROUND]
    return 1.0 * _holds(near, kind, tongue) + 1.0 * _holds(kept, kind, tongue)


def _holds(text: str, kind: str, tongue: Tongue) -> bool:
    if _NUMBER.search(text):
        return True
    return kind == words.TIME and not tongue.dates.isdisjoint(text.split())
