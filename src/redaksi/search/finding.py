"""Finding: from a query to ids in order, out of the index alone.

First the index hands out its best by BM25, then :mod:`redaksi.search.ranking` orders the first of
them. A word that stands nowhere is taken for its nearest neighbour.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Any

import tantivy
from tantivy import Occur, Query

from redaksi.search import analysis, near, ranking, shelf
from redaksi.search.asking import Asked
from redaksi.search.reader import Reader

#: How many candidates are ordered by hand.
JUDGED = 50
#: How many results there are at most; further back one narrows the query down.
MOST = 200
#: What a term in the headline counts beside the same in the text.
HEAD = 0.7
#: What the newest day adds to a score, and in how many days half of it is gone.
NEW, HALF = 1.0, 30.0
DAY = 86_400.0
#: Letters of a word that must be typed before it is completed, and words it is completed to.
SHORTEST_BEGUN, BEGUN = 2, 50


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What narrows results down: ids (none: all), and seconds since 1970 from and until (not)."""

    sections: tuple[int, ...] = ()
    person: int = 0
    topic: int = 0
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A story found, and how well it answers."""

    story: int
    score: float


@dataclass(frozen=True, kw_only=True)
class Found:
    """The answer: hits in order; ``total`` stories that have what was needed; ``close`` says that
    none has, and the hits are the nearest. ``asked`` is the query as it was looked up."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    close: bool = False
    asked: Asked
    replaced: dict[str, str] = field(default_factory=dict)


def find(
    reader: Reader, asked: Asked, *, filters: Filters | None = None, newest: bool = False,
    limit: int = 10, now: float = 0.0, fill: bool = False,
) -> Found:  # fmt: skip
    """The best *limit* (at most :data:`MOST`) stories for *asked*.

    *newest* orders by time. Of a query of up to three terms only stories with all of them are
    answers, unless *fill* adds the nearest. *now* (seconds since 1970) lets new stories win between
    equals, 0 not. Raises Unready when the index breaks.
    """
    limit = min(limit, MOST)
    with shelf.unbroken():
        asked, replaced = _corrected(reader, asked)
        if not asked.terms:
            return Found(asked=asked)
        made = _Queries(reader=reader, asked=asked, filters=filters or Filters())
        total = _count(reader, made.strict())
        close = not total
        nearest = close or fill or not asked.all_needed
        wanted = made.loose() if nearest else made.ranked_strict()
        if newest:
            hits = _newest(reader, made.loose() if close else made.strict(), limit)
        else:
            hits = _best(reader, wanted, asked, limit, now)
        return Found(hits=hits, total=total, close=close, asked=asked, replaced=replaced)


def beginning(reader: Reader, text: str, limit: int) -> tuple[int, ...]:
    """The newest stories with all words of *text* in headline, topics or people, the last begun."""
    *whole, begun = list(analysis.split(text, reader.tongue)) or [""]
    if len(begun) < SHORTEST_BEGUN:
        return ()
    with shelf.unbroken():
        known = reader.searcher.terms_with_prefix("begins", begun, None, BEGUN)
        if not known:
            return ()
        last = Query.term_set_query(reader.schema, "begins", [word for word, _count in known])
        musts = [Query.term_query(reader.schema, "begins", one, "basic") for one in whole[-8:]]
        query = Query.boolean_query([(Occur.Must, one) for one in (*musts, last)])
        return tuple(one.story for one in _newest(reader, query, limit))


def for_the_desk(reader: Reader, asked: Asked, limit: int) -> tuple[int, ...]:
    """The stories, live or not, that have every term of *asked* as readers or the desk see them."""
    if not asked.terms:
        return ()
    schema, each = reader.schema, []
    for stem in asked.stems:
        terms = [Query.term_query(schema, name, stem, "freq") for name in ("body", "draft")]
        each.append((Occur.Must, Query.disjunction_max_query(terms)))
    for phrase in asked.phrases:
        both = [Query.phrase_query(schema, name, list(phrase)) for name in ("body", "draft")]
        each.append((Occur.Must, Query.disjunction_max_query(both)))
    with shelf.unbroken():
        _scores, places = reader.hits(Query.boolean_query(each), limit)
        return tuple(reader.numbers("story", places))


# Queries of the index -----------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Queries:
    """The queries that one question becomes."""

    reader: Reader
    asked: Asked
    filters: Filters

    def strict(self) -> Query:
        """Stories that have what is needed: every term, or most of many; and every phrase."""
        terms = [self._term("body", stem) for stem in self.asked.stems]
        if self.asked.all_needed:
            needed = Query.boolean_query([(Occur.Must, one) for one in terms])
        else:
            some = [(Occur.Should, one) for one in terms]
            needed = Query.boolean_query(some, minimum_number_should_match=self.asked.needed)
        return self._narrowed(needed)

    def loose(self) -> Query:
        """Stories that have any term, the best first."""
        return self._narrowed(self._weighed())

    def ranked_strict(self) -> Query:
        return Query.boolean_query(
            [(Occur.Must, Query.const_score_query(self.strict(), 0.0)),
             (Occur.Should, self._weighed())]
        )  # fmt: skip

    def _weighed(self) -> Query:
        body = [(Occur.Should, self._term("body", stem)) for stem in self.asked.stems]
        head = [
            (Occur.Should, Query.boost_query(self._term("head", stem), HEAD))
            for stem in self.asked.stems
        ]
        return Query.boolean_query([*body, *head])

    def _term(self, name: str, value: Any) -> Query:
        return Query.term_query(self.reader.schema, name, value, "freq")

    def _narrowed(self, query: Query) -> Query:
        musts = [*self._phrases(), *_filters(self.reader.schema, self.filters)]
        if not musts:
            return query
        plain = [(Occur.Must, Query.const_score_query(one, 0.0)) for one in musts]
        return Query.boolean_query([(Occur.Must, query), *plain])

    def _phrases(self) -> list[Query]:
        schema = self.reader.schema
        return [Query.phrase_query(schema, "body", list(one)) for one in self.asked.phrases]


def _filters(schema: tantivy.Schema, filters: Filters) -> list[Query]:
    made = []
    if filters.sections:
        made.append(Query.term_set_query(schema, "section", list(filters.sections)))
    for name, number in (("people", filters.person), ("topics", filters.topic)):
        if number:
            made.append(Query.term_query(schema, name, number))
    if filters.since is not None or filters.until is not None:
        last = None if filters.until is None else filters.until - 1
        kind = tantivy.FieldType.Integer
        made.append(Query.range_query(schema, "at", kind, filters.since, last))
    return made


# Order ----------------------------------------------------------------------------------------


def _count(reader: Reader, query: Query) -> int:
    found: Any = reader.searcher.search(query, 1, count=True)
    return int(found.count or 0)


def _newest(reader: Reader, query: Query, limit: int) -> tuple[Hit, ...]:
    found = reader.searcher.search(query, limit, count=False, order_by_field="at").hits
    places = [place for _at, place in found]
    stories, times = reader.numbers("story", places), reader.numbers("at", places)
    return tuple(Hit(story=one, score=float(at)) for one, at in zip(stories, times, strict=True))


def _best(reader: Reader, query: Query, asked: Asked, limit: int, now: float) -> tuple[Hit, ...]:
    scores, places = reader.hits(query, max(limit, JUDGED))
    if not places:
        return ()
    judged = _judged(reader, places[:JUDGED], asked, now)
    least, top = judged[-1].score, scores[JUDGED - 1 : JUDGED]
    behind = [
        Hit(story=story, score=least * score / (top[0] or 1.0))
        for score, story in zip(
            scores[JUDGED:], reader.numbers("story", places[JUDGED:]), strict=True
        )
    ]
    return (*judged, *behind)[:limit]


def _judged(
    reader: Reader, places: list[tantivy.DocAddress], asked: Asked, now: float
) -> list[Hit]:
    every = reader.searcher.num_docs
    weights = {stem: ranking.rarity(reader.count_of("body", stem), every) for stem in asked.stems}
    scale = ranking.Scale(rarity=weights, usual=reader.usual)
    numbers = [reader.numbers(name, places) for name in ("story", "length", "at")]
    hits = []
    for place, story, length, at in zip(places, *numbers, strict=True):
        points = ranking.score(kept(reader, place), length or 1, asked, scale, reader.tongue)
        hits.append(Hit(story=story, score=points + _newness(at, now)))
    return sorted(hits, key=lambda one: (-one.score, one.story))


def kept(reader: Reader, place: tantivy.DocAddress) -> str:
    """The terms that the index keeps of the story at *place*, as :func:`documents.kept` wrote."""
    found = reader.searcher.doc(place).get_first("kept")
    return bytes(found or b"").decode("utf-8", "replace")


def _newness(at: int, now: float) -> float:
    if not now:
        return 0.0
    days = max(0.0, now - at) // DAY  # whole ones: of two copies of one day the first stands first
    return NEW * math.exp(-days / HALF * math.log(2))


def _corrected(reader: Reader, asked: Asked) -> tuple[Asked, dict[str, str]]:
    """*asked* with each term that stands nowhere exchanged for its nearest neighbour, if any."""
    terms, replaced = [], {}
    for stem, word in asked.terms:
        other = near.nearest(reader, stem) if not reader.count_of("body", stem) else None
        terms.append((other, other) if other else (stem, word))
        if other:
            replaced[word] = other
    if not replaced:
        return asked, {}
    phrases = tuple(
        tuple(next((new for old, new in zip(asked.stems, (t for t, _w in terms), strict=True)
                    if old == stem), stem) for stem in phrase)
        for phrase in asked.phrases
    )  # fmt: skip
    return replace(asked, terms=tuple(dict(terms).items()), phrases=phrases), replaced
