"""The addresses of topics and people who have stories, for machines; part of
:mod:`redaksi.stories.queries`, which hands them on.

They are read in parts by their ids: how many parts there are changes only when a row comes or goes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Max, OuterRef, Subquery

from redaksi.press import reading
from redaksi.sections import addresses as sections
from redaksi.sections.models import Topic
from redaksi.staff import addresses as staff
from redaksi.staff.models import Person
from redaksi.stories.almanac import Address
from redaksi.stories.models import Byline, StoryTopic

Url = Callable[[str], str]
#: By noun: the model, the rows that put stories into its list, and where its page is.
_KINDS: dict[str, tuple[Any, Any, Url]] = {
    "topic": (Topic, StoryTopic, sections.topic), "person": (Person, Byline, staff.person),
}  # fmt: skip


@reading.reads
def parts_of(noun: str, size: int) -> int:
    """Into how many parts of *size* ids the topics or people (*noun*) fall; 0 while there are none.

    Notes ``addresses:NOUN``.
    """
    reading.note(f"addresses:{noun}")
    last: int | None = _KINDS[noun][0].objects.aggregate(last=Max("pk"))["last"]
    return -(-last // size) if last else 0


@reading.reads
def with_stories(noun: str, part: int, size: int) -> tuple[Address, ...]:
    """The pages of part *part* (from 1) of the topics or people that have a live story, each with
    the time of its newest one. Too many to be named: notes that anything changed."""
    reading.note(reading.ANYTHING)
    model, listed, url = _KINDS[noun]
    live = listed.objects.filter(published_at__isnull=False, **{noun: OuterRef("pk")})
    newest = Subquery(live.order_by("-published_at", "-story").values("published_at")[:1])
    among = model.objects.filter(pk__gt=(part - 1) * size, pk__lte=part * size).order_by("pk")
    rows = among.values_list("slug", newest)
    return tuple(Address(url=url(slug), changed_at=at) for slug, at in rows if at)
