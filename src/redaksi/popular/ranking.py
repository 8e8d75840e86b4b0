"""Ranks in the database: reads added to them, where each story stands, which are kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice
from math import log2
from typing import Any

from redaksi.popular.models import Reads
from redaksi.popular.rules import Standing
from redaksi.popular.windows import LIVE, NOW, WEEK, WINDOWS, weight
from redaksi.sections.models import Section
from redaksi.stories.models import Story
from redaksi.stories.profiles import Profile

#: Stories that are kept, and that are taken together in one statement.
KEPT, TOGETHER = 5_000, 500
#: What is left of a read when it is forgotten.
FORGOTTEN = 0.01
NAMES = [window.name for window in (*WINDOWS, LIVE)]


def count(reads: Mapping[int, int], at: datetime) -> int:
    """Add *reads* by id of story that came at *at*; how many belonged to a live story."""
    counted, ahead = 0, iter(reads.items())
    while some := dict(islice(ahead, TOGETHER)):
        counted += _count_some(some, at)
    return counted


def _count_some(reads: Mapping[int, int], at: datetime) -> int:
    live = _counted().filter(pk__in=list(reads)).order_by()
    published = dict(live.values_list("pk", "published_at"))
    rows = {row.story_id: row for row in Reads.objects.filter(story__in=list(published))}
    made = [
        _added(rows.get(pk), pk, reads[pk], (at - out).total_seconds(), at.timestamp())
        for pk, out in published.items()
    ]
    Reads.objects.bulk_create(
        made, update_conflicts=True, unique_fields=["story"], update_fields=NAMES
    )
    return sum(reads[pk] for pk in published)


def _counted() -> Any:
    """Live stories; what was paid for is no news, however much it is read."""
    return Story.objects.live().exclude(profile=Profile.ADVERTORIAL)


def _added(row: Reads | None, story: int, reads: int, age: float, at: float) -> Reads:
    """*row* with *reads* of a story that is *age* seconds old."""
    counts = reads * weight(age)
    ranks = {
        window.name: window.added(getattr(row, window.name, None), counts, at) for window in WINDOWS
    }
    live = LIVE.added(row.live if row else None, reads, at)
    return Reads(story_id=story, live=live, **ranks)


def standings() -> Iterator[Standing]:
    """Where every live story that was read stands, those that were paid for left out."""
    parents = dict(Section.objects.order_by().values_list("pk", "parent_id"))
    names = [window.name for window in WINDOWS]
    rows = Reads.objects.filter(story__live=True).exclude(story__profile=Profile.ADVERTORIAL)
    for story, section, *ranks in rows.values_list("story", "story__section", *names):
        around = tuple(_climb(section, parents))
        yield Standing(story=story, sections=around, ranks=dict(zip(names, ranks, strict=True)))


def _climb(section: int | None, parents: Mapping[int, int | None]) -> Iterator[int]:
    walked: set[int] = set()
    while section is not None and section not in walked:
        walked.add(section)
        yield section
        section = parents.get(section)


def prune(now: datetime) -> int:
    """Forget stories that are hardly read any more, and all over :data:`KEPT` but those that are
    read now; how many went."""
    at = now.timestamp()
    faded = log2(FORGOTTEN) + at / WEEK.half_life
    gone = Reads.objects.filter(week__lt=faded).delete()[0]
    last = Reads.objects.order_by("-week").values_list("week", flat=True)[KEPT : KEPT + 1]
    for week in list(last):
        idle = Reads.objects.filter(week__lte=week, now__lt=at / NOW.half_life)
        gone += idle.delete()[0]
    return gone
