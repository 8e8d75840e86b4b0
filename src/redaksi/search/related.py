"""More like this: a text's telling words and its kin as a query; what nearly repeats it left out.

Kin are the topics, the people and the section of a story: who shares them is nearer, and who was
published long before or after is farther.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tantivy import DocAddress, Occur, Query

from redaksi.search import analysis, finding, ranking, shelf
from redaksi.search.documents import BREAK, WRITTEN, Document
from redaksi.search.reader import Reader

#: Telling words that are asked for, and candidates that are looked at.
TELLING, CANDIDATES = 100, 60
#: Terms of a text that are read.
READ = 600
#: Two texts nearly say the same from this share of common words on: of the longer one, or of the
#: shorter one where that is a text of its own and no mere headline.
SAME, HELD, A_TEXT = 0.6, 0.8, 40
#: What a shared topic, person or section counts, beside a telling word that is as rare.
TOPIC, PERSON, SECTION = 3.0, 1.0, 1.0
#: The share of a score that no distance in time takes, and the days that take half of the rest.
LASTING, HALF = 0.5, 60.0


@dataclass(frozen=True, kw_only=True)
class Kin:
    """What a story belongs to, by ids, and when it was published (seconds since 1970; 0: now)."""

    topics: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    section: int = 0
    at: int = 0


def kin_of(one: Document) -> Kin:
    """The kin of the document *one*."""
    return Kin(topics=one.topics, people=one.people, section=one.section, at=one.at)


@dataclass(frozen=True, kw_only=True)
class Alike:
    """A story like another, and how much."""

    story: int
    score: float


def alike(
    reader: Reader, text: str, *, own: int = 0, limit: int, kin: Kin | None = None
) -> tuple[Alike, ...]:
    """The *limit* stories of the index most like *text*, save *own*; each says something else.

    With *kin*, what is shared with it and the distance in time count, too.
    """
    stems = [stem for stem, _word in analysis.terms(text, reader.tongue)[:READ]]
    with shelf.unbroken():
        telling = _weighed(reader, _telling(reader, stems))
        seen, found = [frozenset(stems)], list[Alike]()
        for one, place in _nearest(reader, telling, kin or Kin()) if telling else ():
            if len(found) == limit:
                break
            if one.story != own and _is_new(said := _said(reader, place), seen):
                seen.append(said)
                found.append(one)
    return tuple(found)


def _nearest(reader: Reader, telling: list[Query], kin: Kin) -> list[tuple[Alike, DocAddress]]:
    """The candidates, the best first: each has a telling word or a topic, and the rest adds to it.

    The index weighs a shared number as it weighs a word: what few stories have counts more.
    """
    topics = _shared(reader, "topics", kin.topics, TOPIC)
    more = _shared(reader, "people", kin.people, PERSON)
    more += _shared(reader, "section", (kin.section,), SECTION) if kin.section else []
    must = Query.boolean_query([(Occur.Should, one) for one in (*telling, *topics)])
    query = Query.boolean_query([(Occur.Must, must), *((Occur.Should, one) for one in more)])
    scores, places = reader.hits(query, CANDIDATES)
    moments = reader.numbers("at", places)
    found = [
        (Alike(story=story, score=score * (faded(at - kin.at) if kin.at else 1)), place)
        for score, story, at, place in zip(
            scores, reader.numbers("story", places), moments, places, strict=True
        )
    ]
    return sorted(found, key=lambda one: (-one[0].score, -one[0].story))


def _shared(reader: Reader, field: str, numbers: tuple[int, ...], weight: float) -> list[Query]:
    """A query for each of *numbers* in *field*."""
    schema = reader.schema
    return [
        Query.boost_query(Query.term_query(schema, field, one, "basic"), weight) for one in numbers
    ]


def faded(seconds: float) -> float:
    """What is left of a score *seconds* before or after, from 1 down to :data:`LASTING`."""
    return LASTING + (1 - LASTING) * 0.5 ** (abs(seconds) / finding.DAY / HALF)


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
