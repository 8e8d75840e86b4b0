"""More like this: a text's telling words as a query, and what nearly repeats it left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tantivy import DocAddress, Occur, Query

from redaksi.search import analysis, finding, ranking, shelf
from redaksi.search.documents import BREAK, WRITTEN
from redaksi.search.reader import Reader

#: Telling words that are asked for, and candidates that are looked at.
TELLING, CANDIDATES = 100, 60
#: Terms of a text that are read.
READ = 600
#: Two texts nearly say the same from this share of common words on: of the longer one, or of the
#: shorter one where that is a text of its own and no mere headline.
SAME, HELD, A_TEXT = 0.6, 0.8, 40


@dataclass(frozen=True, kw_only=True)
class Alike:
    """A story like another, and how much."""

    story: int
    score: float


def alike(reader: Reader, text: str, *, own: int = 0, limit: int) -> tuple[Alike, ...]:
    """The *limit* stories of the index most like *text*, save *own*; each says something else."""
    stems = [stem for stem, _word in analysis.terms(text, reader.tongue)[:READ]]
    with shelf.unbroken():
        telling = _telling(reader, stems)
        if not telling:
            return ()
        query = Query.boolean_query([(Occur.Should, one) for one in _weighed(reader, telling)])
        scores, places = reader.hits(query, CANDIDATES)
        stories = reader.numbers("story", places)
        seen = [frozenset(stems)]
        found: list[Alike] = []
        for score, place, story in zip(scores, places, stories, strict=True):
            if len(found) == limit:
                break
            if story != own and _is_new(said := _said(reader, place), seen):
                seen.append(said)
                found.append(Alike(story=story, score=score))
    return tuple(found)


def _telling(reader: Reader, stems: list[str]) -> dict[str, float]:
    """The words that tell this text from others, with what each weighs."""
    every = reader.searcher.num_docs
    weighed = {}
    for stem, times in Counter(stems).items():
        holding = reader.count_of("body", stem)
        if holding and len(stem) > 1 and holding <= max(5, every // 5):
            worth = times * (ranking.K1 + 1) / (times + ranking.K1)
            weighed[stem] = worth * ranking.rarity(holding, every)
    best = sorted(weighed, key=lambda stem: (-weighed[stem], stem))[:TELLING]
    return {stem: weighed[stem] for stem in best}


def _weighed(reader: Reader, telling: dict[str, float]) -> list[Query]:
    """A query for each telling word; one said often in the text asked about counts more."""
    made = []
    for stem, weight in telling.items():
        boost = weight / ranking.rarity(reader.count_of("body", stem), reader.searcher.num_docs)
        made.append(Query.boost_query(
            Query.term_query(reader.schema, "body", stem, "freq"), boost
        ))  # fmt: skip
    return made


def _said(reader: Reader, place: DocAddress) -> frozenset[str]:
    terms = finding.kept(reader, place).split()
    return frozenset(one.partition(WRITTEN)[0] for one in terms if one != BREAK)


def _is_new(said: frozenset[str], seen: list[frozenset[str]]) -> bool:
    return not any(_nearly_same(said, other) for other in seen)


def _nearly_same(one: frozenset[str], other: frozenset[str]) -> bool:
    common = len(one & other)
    shorter, longer = sorted((len(one), len(other)))
    return common > SAME * longer or (shorter >= A_TEXT and common > HELD * shorter)
