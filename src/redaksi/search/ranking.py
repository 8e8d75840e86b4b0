"""The order of the best candidates, judged by what is kept of their text; pure.

BM25 over stems, with the headline counted more than once; then what BM25 does not see: words as
they were written, words that stand together, all of them in one place, and, for a question, an
answer of the right kind near that place. Measured in bench/search.py.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True, kw_only=True)
class Scale:
    """What one query's words weigh: by stem the rarity, ``usual`` the mean length in terms."""

    rarity: Mapping[str, float]
    usual: float


@dataclass(frozen=True, kw_only=True)
class _Found:
    """Where one term stands: places in the text, and how often just as it was asked."""

    places: list[int]
    in_head: int
    as_written: int


def rarity(holding: int, all_of_them: int) -> float:
    """The weight of a term that *holding* of *all_of_them* texts hold (Robertson's, never < 0)."""
    return math.log(1 + (all_of_them - holding + 0.5) / (holding + 0.5))


def score(kept: str, length: int, asked: Asked, scale: Scale, tongue: Tongue) -> float:
    """How well a text with *kept* terms, *length* terms long, answers *asked*."""
    found = {stem: _find(kept, stem, word) for stem, word in asked.terms}
    found = {stem: one for stem, one in found.items() if one.places}
    long = K1 * (1 - B + B * length / scale.usual)
    total = 0.0
    for stem, one in found.items():
        weight = scale.rarity[stem]
        total += weight * _worth(len(one.places) + HEAD * one.in_head, long)
        total += AS_WRITTEN * weight * _worth(one.as_written, long)
    total += TOGETHER * _together(kept, asked, scale, long)
    place, most = _best_place(found, scale)
    return total + ONE_PLACE * most + ANSWER * _answers(kept, place, asked.kind, tongue)


def _worth(times: float, long: float) -> float:
    return times * (K1 + 1) / (times + long)


def _find(kept: str, stem: str, word: str) -> _Found:
    head = kept.find(f" {BREAK} ")
    plain = _places(kept, f" {stem} ")
    turned = _places(kept, f" {stem}{WRITTEN}")
    places = sorted((*plain, *turned))
    same = len(plain) if stem == word else kept.count(f" {stem}{WRITTEN}{word} ")
    return _Found(
        places=places, in_head=sum(1 for one in places if one < head), as_written=same
    )  # fmt: skip


def _places(kept: str, wanted: str) -> list[int]:
    found, at = [], kept.find(wanted)
    while at >= 0:
        found.append(at)
        at = kept.find(wanted, at + len(wanted) - 1)
    return found


def _together(kept: str, asked: Asked, scale: Scale, long: float) -> float:
    """What pairs of neighbours in the query are worth that are neighbours in the text."""
    total = 0.0
    for first, second in asked.pairs:
        times = sum(
            kept.count(f" {a} {b}{end}")
            for a in {first[0], WRITTEN.join(first)}
            for b, end in ((second[0], " "), (second[0], WRITTEN))
        )
        if times:
            weight = min(scale.rarity.get(one[0], 0.0) for one in (first, second))
            total += weight * _worth(times, long)
    return total


def _best_place(found: Mapping[str, _Found], scale: Scale) -> tuple[int, float]:
    """Where most of the query's weight stands within :data:`PLACE` letters, and how much."""
    every = sorted((at, stem) for stem, one in found.items() for at in one.places)
    best, most, start = 0, 0.0, 0
    inside: dict[str, int] = {}
    for at, stem in every:
        inside[stem] = inside.get(stem, 0) + 1
        while at - every[start][0] > PLACE:
            inside[every[start][1]] -= 1
            start += 1
        weight = sum(scale.rarity[one] for one, times in inside.items() if times)
        if weight > most:
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
