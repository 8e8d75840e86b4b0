"""Reads of the demo newspaper, made up as everything else in it: its lists need readers."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from redaksi.popular import actions
from redaksi.stories.models import Story

#: Hours that are made up, stories that had readers, and reads of the first in an hour.
HOURS, STORIES, MOST = 24, 40, 400


def make_up(now: datetime) -> None:
    """A day of reads until *now*: a few stories have most of them, and they change by the hour."""
    random = Random("berita populer")  # noqa: S311 (the same in each demo, no secret)
    rows = Story.objects.live().order_by("-published_at", "-pk")
    stories = list(rows.values_list("pk", "published_at")[:STORIES])
    drawn = {pk: MOST / random.randrange(1, STORIES + 1) for pk, _at in stories}
    for hours in range(HOURS, -1, -1):
        at = now - timedelta(hours=hours)
        reads = {pk: int(drawn[pk] * random.random()) for pk, out in stories if out <= at}
        actions.count({pk: times for pk, times in reads.items() if times}, at)
    actions.show(now, anew=True)
