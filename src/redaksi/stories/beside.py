"""What stands beside a story: the newest headlines, and *Baca Juga* with what fills it.

It is part of :mod:`redaksi.stories.queries`, which hands it on.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from redaksi.press import lists, reading
from redaksi.stories import cards, tops, windows
from redaksi.stories.models import Story
from redaksi.stories.shapes import Card, Headline
from redaksi.stories.tops import Top
from redaksi.stories.weekly import within

_LINE = ("pk", "slug", "short_headline", "headline", "published_at")


@reading.reads
def headlines(*, limit: int) -> tuple[Headline, ...]:
    """The *limit* newest stories, as a line each: one query, and of each only its ``card:``."""
    reading.note(lists.head_tag(windows.LATEST, limit))
    return tuple(headline(row) for row in Story.objects.live().newest_first().only(*_LINE)[:limit])


@reading.reads
def headlines_of(pks: Iterable[int]) -> dict[int, Headline]:
    """The live stories among *pks* as a line each, by id; notes every ``card:``."""
    wanted = set(pks)
    reading.note("template", *(f"card:{pk}" for pk in wanted))
    rows = Story.objects.live().filter(pk__in=wanted).only(*_LINE) if wanted else ()
    return {row.pk: headline(row) for row in rows}


def headline(row: Any) -> Headline:
    """*row* as a line: notes ``card:ID``."""
    reading.note(f"card:{row.pk}")
    return Headline(
        pk=row.pk, url=row.url, headline=row.short_headline or row.headline,
        published_at=row.published_at,
    )  # fmt: skip


@reading.reads
def fill(section: int, *, limit: int, without: Iterable[int] = ()) -> tuple[Card, ...]:
    """The *limit* newest stories of *section* and those within it, those of *without* left out.

    They are looked for among the newest :data:`redaksi.press.lists.TOP`.
    """
    left_out = set(without)
    reading.note(lists.head_tag(f"list:section:{section}", lists.TOP))
    return cards.in_order([pk for pk in _newest(section) if pk not in left_out][:limit])


@reading.reads
def among_newest(section: int, stories: Iterable[int]) -> tuple[int, ...]:
    """Which of *stories* stand among the newest ten of *section* or of those within it, in order
    of id; notes their ``place:ID`` and nothing of the list itself."""
    wanted = set(stories)
    reading.note(*(f"place:{pk}" for pk in wanted))
    return tuple(sorted(wanted.intersection(_newest(section))))


def _newest(section: int) -> tuple[int, ...]:
    return tops.newest({0: Top(count=lists.TOP, sections=within(section))})[0]
