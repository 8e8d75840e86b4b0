"""``redaksi demo --stories N``: a big archive for benchmarks, in bulk and past the desk.

The batch stands in the log as one act that moves ``site``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import Any

from django.db import models

from redaksi.lib import clock
from redaksi.ops import archive_text
from redaksi.press import acts
from redaksi.sections.models import Newspaper, Section, Topic
from redaksi.staff.models import Person
from redaksi.stories.models import Byline, Story, StoryTopic
from redaksi.stylebook import slugs

BATCH = 5000
SEED = 1908
MARK = "arsip-"


def fill(count: int, say: Callable[[str], None]) -> int:
    """Bring the archive up to *count* generated stories; how many were added."""
    have = _have()
    if have >= count:
        return 0
    say(f"Filling the archive with {count - have:,} stories …")
    cast = _cast()
    now = clock.now()
    numbers = iter(range(have, count))
    while batch := list(islice(numbers, BATCH)):
        made = [archive_text.make_story(number, SEED) for number in batch]
        _insert(list(_rows(batch, made, now, cast)), made, cast)
        say(f"  {batch[-1] + 1:,}")
    return count - have


def _have() -> int:
    """How many stories this module has made before, told by the log."""
    rows = acts.entries("imported", "archive:demo").values_list("payload", flat=True)
    return sum(int(row.get("stories", 0)) for row in rows)


def _cast() -> dict[str, list[int]]:
    """The ids of the rows that generated stories point to, made when they are missing."""
    newspaper = Newspaper.objects.order_by("pk").first()
    return {
        "sections": _ids(Section, archive_text.SECTIONS, newspaper=newspaper),
        "topics": _ids(Topic, archive_text.TOPICS),
        "people": _ids(Person, archive_text.PEOPLE),
    }


def _ids(model: Any, names: Sequence[str], **defaults: Any) -> list[int]:
    known = dict(model.objects.filter(name__in=names).values_list("name", "pk"))
    with acts.gathering():
        for name in names:
            if name not in known:
                known[name] = model.objects.create(name=name, **defaults).pk
    return [known[name] for name in names]


def _rows(
    numbers: list[int], made: list[Any], now: Any, cast: dict[str, list[int]]
) -> Iterator[Story]:
    for _number, one in zip(numbers, made, strict=True):
        at = now - timedelta(minutes=one.minutes_ago)
        yield Story(
            headline=one.headline,
            slug=slugs.slug(one.headline),
            section_id=cast["sections"][one.section],
            kicker=one.kicker,
            teaser=one.teaser,
            body=[{"type": "paragraph", "value": f"<p>{text}</p>"} for text in one.paragraphs],
            live=True,
            version=1,
            live_version=1,
            published_at=at,
            first_published_at=at,
            last_published_at=at,
        )


def _insert(rows: list[Story], made: list[Any], cast: dict[str, list[int]]) -> None:
    with acts.act("imported", "archive:demo", payload={"stories": len(rows)}) as act:
        _bulk(Story, rows)
        _bulk(Byline, [
            Byline(story_id=row.pk, person_id=cast["people"][one.person],
                   published_at=row.published_at)
            for row, one in zip(rows, made, strict=True)
        ])  # fmt: skip
        _bulk(StoryTopic, [
            StoryTopic(story_id=row.pk, topic_id=cast["topics"][topic], order=order,
                       published_at=row.published_at)
            for row, one in zip(rows, made, strict=True)
            for order, topic in enumerate(dict.fromkeys(one.topics))
        ])  # fmt: skip
        act.touch(acts.SITE)


def _bulk(model: Any, rows: list[Any]) -> None:
    """Insert *rows* without a log row each: the batch has one."""
    models.QuerySet(model).bulk_create(rows, batch_size=500)
