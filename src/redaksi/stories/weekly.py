"""Lists of the stories that were published on some days of the week.

They are part of :mod:`redaksi.stories.queries`, which hands them on.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from redaksi.press import reading
from redaksi.sections.models import Section
from redaksi.stories import keyed, weekdays
from redaksi.stories.keyed import PAGE
from redaksi.stories.models import Story, StoryTopic
from redaksi.stories.shapes import Cards


@reading.reads
def on_days(
    days: Iterable[int],
    *,
    section: int | None = None,
    topic: int | None = None,
    before: str | None = None,
    limit: int = PAGE,
) -> Cards:
    """The newest stories that were published on *days* of the week (1 is Monday, 7 Sunday, in the
    newspaper's zone), of *section* or with *topic* where one is given."""
    wanted, start = sorted(set(days)), keyed.decoded(before)
    rows, name, keys = _lists_on(wanted, section, topic)
    found = keyed.keys(rows, name, start, limit + 1)
    for key in keys:
        if section is None and topic is None:
            keyed.note_window(key, found, start, limit)
        else:
            moments = [at for at, _pk in found]
            weekdays.note_windows(
                key, moments, start[0] if start else None, ends=len(found) <= limit
            )
    return keyed.cards_of(found, limit)


def _lists_on(
    days: list[int], section: int | None, topic: int | None
) -> tuple[list[Any], str, list[str]]:
    """The rows of :func:`on_days`, the name of their story id, and the lists they come from."""
    if topic is not None:
        of = StoryTopic.objects.filter(topic=topic, published_at__isnull=False)
        rows = weekdays.on(of, days).values_list("published_at", "story_id")
        return [rows], "story_id", [f"list:topic:{topic}"]
    live = weekdays.on(Story.objects.live(), days).values_list("published_at", "pk")
    if section is not None:
        return (
            [live.filter(section=pk) for pk in within(section)],
            "pk",
            [f"list:section:{section}"],
        )
    return [live], "pk", [f"list:day:{day}" for day in days]


def within(section: int) -> list[int]:
    """The ids of *section* and of all sections within it; notes ``tree``."""
    reading.note("tree")
    parents = dict(Section.objects.values_list("pk", "parent_id"))
    found, grown = {section}, True
    while grown:
        more = {pk for pk, parent in parents.items() if parent in found} - found
        found, grown = found | more, bool(more)
    return sorted(found)
