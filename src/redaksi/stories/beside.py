"""What stands beside a story: the newest headlines, and *Baca Juga* with what fills it.

It is part of :mod:`redaksi.stories.queries`, which hands it on.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.db.models import Value

from redaksi.press import lists, reading, remembering
from redaksi.stories import cards, tops, windows
from redaksi.stories.models import RelatedPick, Relation, Story
from redaksi.stories.shapes import Answer, Card, Headline
from redaksi.stories.tops import Top
from redaksi.stories.weekly import within

_LINE = ("pk", "slug", "short_headline", "headline", "published_at", "profile", "sponsor",
         "unverified_at")  # fmt: skip


@reading.reads
def headlines(*, limit: int) -> tuple[Headline, ...]:
    """The *limit* newest stories, as a line each: one query, and of each only its ``card:``."""
    reading.note(lists.head_tag(windows.LATEST, limit))
    return tuple(headline(row) for row in Story.objects.live().newest_first().only(*_LINE)[:limit])


@reading.reads
def headlines_of(pks: Iterable[int]) -> dict[int, Headline]:
    """The live stories among *pks* as a line each, by id; notes every ``card:``."""
    reading.note("template")
    return remembering.each("headline", pks, _lines, headline, "card:{}".format)


def _lines(pks: list[int]) -> dict[int, Any]:
    return {row.pk: row for row in Story.objects.live().filter(pk__in=pks).only(*_LINE)}


def headline(row: Any) -> Headline:
    """*row* as a line: notes ``card:ID``."""
    reading.note(f"card:{row.pk}")
    return Headline(
        pk=row.pk, url=row.url, headline=row.short_headline or row.headline,
        published_at=row.published_at, profile=row.profile, sponsor=row.sponsor,
        unverified=row.unverified,
    )  # fmt: skip


def answers_to(story: int) -> tuple[Answer, ...]:
    """The live stories that answer *story* (right of reply), oldest first; notes their ``card:``.
    That one comes or goes moves ``story:ID`` of the story itself."""
    rows = Story.objects.live().filter(reply_to=story).only(*_LINE, "reply_by")
    found = sorted(rows, key=lambda row: (row.published_at, row.pk))
    return tuple(Answer(line=headline(row), by=row.reply_by) for row in found)


@reading.reads
def followers(story: int, most: int) -> tuple[Card, ...]:
    """The cards of the live stories that follow *story*, at most *most*: those that the desk
    picked, in its order, then those that are like it. Never itself, each once.

    Notes ``related:`` of the story and ``card:`` of all who stand or would stand there. A card that
    moved is asked for once for all the stories that it follows.
    """
    shown: list[Card] = []
    ahead = iter(followers_ids(story))
    while some := list(islice(ahead, most - len(shown))):
        shown += cards.in_order(some)
    return tuple(shown)


@reading.reads
def followers_ids(story: int) -> tuple[int, ...]:
    """The stories that may follow *story*, live or not: picks first, by their place; then by how
    near it is. Notes ``related:`` alone."""

    def ask() -> tuple[int, ...]:
        reading.note(f"related:{story}")
        picks = RelatedPick.objects.filter(story=story).order_by().annotate(turn=Value(0))
        alike = Relation.objects.filter(story=story).order_by().annotate(turn=Value(1))
        named = ("turn", "order", "pk", "target")
        rows = sorted(picks.values_list(*named).union(alike.values_list(*named)))
        return tuple(dict.fromkeys(target for *_turn, target in rows if target != story))

    return remembering.recalled(("follow", story), ask)


@reading.reads
def fill(section: int, *, limit: int, without: Iterable[int] = ()) -> tuple[Card, ...]:
    """The *limit* newest stories of *section* and those within it, those of *without* left out.

    They are looked for among the newest :data:`redaksi.press.lists.TOP`.
    """
    left_out = set(without)
    reading.note("tree", lists.head_tag(f"list:section:{section}", lists.TOP))
    return cards.in_order([pk for pk in _newest(section) if pk not in left_out][:limit])


@reading.reads
def among_newest(section: int, stories: Iterable[int]) -> tuple[int, ...]:
    """Which of *stories* stand among the newest ten of *section* or of those within it, in order
    of id; notes their ``place:ID`` and nothing of the list itself."""
    wanted = set(stories)
    reading.note("tree", *(f"place:{pk}" for pk in wanted))
    return tuple(sorted(wanted.intersection(_newest(section))))


def _newest(section: int) -> tuple[int, ...]:
    """The newest ten of *section* and those within it; whoever asks notes what it shows of it."""

    def newest() -> tuple[int, ...]:
        reading.note("tree", lists.head_tag(f"list:section:{section}", lists.TOP))
        return tops.newest({0: Top(count=lists.TOP, sections=within(section))})[0]

    return remembering.recalled(("newest", section), newest, quietly=True)
