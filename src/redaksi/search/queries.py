"""What other rooms may ask of search. Results are what is live at that moment, read anew.

Raises :class:`redaksi.search.shelf.Unready` (handed on here) when there is no index to ask.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import TextField
from django.db.models.functions import Cast

from redaksi.lib import clock
from redaksi.press import acts, reading, remembering
from redaksi.search import (
    asking,
    excerpts,
    finding,
    gathering,
    plaintext,
    promoting,
    related,
    shelf,
    unanswered,
)
from redaksi.search.excerpts import Piece
from redaksi.search.finding import MOST, Filters
from redaksi.search.reader import Reader, reader
from redaksi.search.related import Kin, kin_of
from redaksi.search.shelf import Unready
from redaksi.sections.queries import TopicRef, topic_ref
from redaksi.stories.cards import card as card_of
from redaksi.stories.cards import in_order, rows
from redaksi.stories.models import Story, StoryTopic
from redaksi.stories.shapes import Card

__all__ = ["MOST", "PAGE", "Filters", "Kin", "Result", "Results", "Unready"]

#: So long what was found may be shown while nothing is published, and while the index is behind.
LONG, SHORT = timedelta(seconds=60), timedelta(seconds=1)
#: Results of one page.
PAGE = 10
#: Topics that are shown beside results.
TOPICS = 6


@dataclass(frozen=True, kw_only=True)
class Result:
    """A live story that was found: its card, its headline and an excerpt in marked pieces."""

    card: Card
    score: float
    headline: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True, kw_only=True)
class Results:
    """A page of results. ``total`` stories have all that was needed; ``close``: none has, these are
    the nearest. ``more`` says that another page follows, ``text`` what was asked, ``read_as`` the
    words that were taken for others, ``topics`` those of several results.
    """

    text: str
    items: tuple[Result, ...] = ()
    promoted: tuple[Card, ...] = ()
    total: int = 0
    close: bool = False
    more: bool = False
    read_as: tuple[tuple[str, str], ...] = ()
    topics: tuple[TopicRef, ...] = ()

    @property
    def read_words(self) -> str:
        """The query as it was read."""
        taken = dict(self.read_as)
        return " ".join(taken.get(word.lower(), word) for word in self.text.split())


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How the index is: stories in it, live or not, and rows of the log that it has not read."""

    stories: int
    behind: int


def standing() -> Standing | None:
    """How the index is; None while there is none. Raises Unready when it is damaged."""
    if not (settings.SEARCH_FOLDER / shelf.CURRENT).exists():
        return None
    index = reader(settings.SEARCH_FOLDER)
    behind = max(0, acts.last_seq() - index.state.seq)
    return Standing(stories=index.searcher.num_docs, behind=behind)


@reading.reads
def search(
    text: str, *, filters: Filters | None = None, newest: bool = False, page: int = 1,
    limit: int = PAGE, beside: bool = True,
) -> Results:  # fmt: skip
    """Page *page* (from 1) of the live stories found for *text*, *limit* a page; *beside* them
    what the desk promotes and the topics they share.

    There are at most :data:`MOST` results; notes ``*``, and ``card:`` and ``story:`` of each. A
    query without any answer is remembered for the desk.
    """
    index = _index()
    asked = asking.understood(text, index.tongue)
    until = min(page * limit, MOST)
    found = finding.find(
        index, asked, filters=filters, newest=newest, limit=min(until + 1, MOST),
        now=clock.now().timestamp(),
    )  # fmt: skip
    first = page == 1 and not filters
    if first and not found.total:
        unanswered.note(settings.SEARCH_FOLDER, asked.text)
    items = _results(index, found.hits[until - limit : until], found.asked.stems)
    return Results(
        text=asked.text, items=items, total=found.total, close=found.close,
        promoted=promoting.cards(asked, index.tongue) if first and beside else (),
        more=len(found.hits) > until, read_as=tuple(found.replaced.items()),
        topics=_topics([one.card.pk for one in items]) if beside else (),
    )  # fmt: skip


def _index() -> Reader:
    """The index, and noted: what is found may be another with any row of the log, and with time."""
    index = reader(settings.SEARCH_FOLDER)
    reading.note(reading.ANYTHING, "template")
    behind = acts.last_seq() > index.state.seq
    reading.good_until(clock.now() + (SHORT if behind else LONG))
    return index


def _results(
    index: Reader, hits: Iterable[finding.Hit], stems: tuple[str, ...]
) -> tuple[Result, ...]:
    wanted = {one.story: one.score for one in hits}
    found = remembering.each("found", wanted, _with_text, _found, "story:{}".format)
    return tuple(
        _result(index, *found[pk], score, stems) for pk, score in wanted.items() if pk in found
    )


def _with_text(pks: list[int]) -> dict[int, Any]:
    """The live stories *pks* with their blocks as they are stored: building them costs more than
    all else."""
    stored = rows(pks).annotate(blocks=Cast("body", TextField()))
    return {row.pk: row for row in stored}


def _found(row: Any) -> tuple[Card, tuple[str, ...]]:
    """The card of *row* and its text, a paragraph each."""
    said = (row.teaser, *plaintext.of_blocks(row.blocks))
    return card_of(row), tuple(one for one in said if one)


def _topics(pks: list[int]) -> tuple[TopicRef, ...]:
    """The topics that most of the stories *pks* have; notes ``topic:`` of each."""
    rows = StoryTopic.objects.filter(story__in=pks).select_related("topic").order_by("order", "pk")
    counted = Counter(row.topic for row in rows)
    return tuple(topic_ref(topic) for topic, _times in counted.most_common(TOPICS))


def _result(
    index: Reader, made: Card, said: tuple[str, ...], score: float, stems: tuple[str, ...]
) -> Result:
    return Result(
        card=made,
        score=score,
        headline=excerpts.marked(made.headline, stems, index.tongue),
        excerpt=excerpts.excerpt(said, stems, index.tongue),
    )


def ranked(text: str, *, limit: int = PAGE) -> list[tuple[Story, float]]:
    """The *limit* best live stories for *text* with their scores, the nearest too (the command)."""
    index = reader(settings.SEARCH_FOLDER)
    asked = asking.understood(text, index.tongue)
    found = finding.find(
        index, asked, limit=limit, now=clock.now().timestamp(), fill=True
    )  # fmt: skip
    live = Story.objects.live().defer("body").in_bulk([one.story for one in found.hits])
    return [(live[one.story], one.score) for one in found.hits if one.story in live]


@reading.reads
def suggested(text: str, *, limit: int = 8) -> tuple[Card, ...]:
    """Live stories whose headline, topics or people begin as *text* ends, newest first."""
    index = _index()
    return in_order(finding.beginning(index, asking.shown_as(text), limit))


def at_the_desk(text: str, *, limit: int = MOST) -> tuple[int, ...]:
    """The ids of stories in whatever state, drafts included, that hold *text*, the best first.

    For the desk only: whoever asks narrows them down to what the user may see.
    """
    index = reader(settings.SEARCH_FOLDER)
    return finding.for_the_desk(index, asking.understood(text, index.tongue), limit)


@reading.reads
def more_like(
    story: int | str, *, limit: int = 6, kin: Kin | None = None
) -> tuple[related.Alike, ...]:  # fmt: skip
    """Live stories most like *story* (an id, or a text while it is written), the nearest first.

    Never the story itself; of stories that say nearly the same one only, and none that nearly
    repeats the text given. *kin* is what a text belongs to; a story has its own. Scores are sums
    of BM25, comparable within one answer.
    """
    reading.note("template" if isinstance(story, str) else f"story:{story}")
    if isinstance(story, str):
        return _like(story, kin, 0, limit)
    for one in gathering.documents([story]):
        text = f"{one.headline} {one.text}" if one.headline else one.draft
        return _like(text, kin or kin_of(one), story, limit)
    return ()


def _like(text: str, kin: Kin | None, own: int, limit: int) -> tuple[related.Alike, ...]:
    index = reader(settings.SEARCH_FOLDER)
    found = related.alike(index, text, own=own, limit=2 * limit, kin=kin)
    live = _live([one.story for one in found])
    return tuple(one for one in found if one.story in live)[:limit]


def _live(pks: list[int]) -> set[int]:
    return set(Story.objects.live().filter(pk__in=pks).values_list("pk", flat=True))
