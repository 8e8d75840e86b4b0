"""What the clock has to do with stories, and what it did not do in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from wagtail.models import ModelLogEntry, Revision

from redaksi.lib.lateness import TOLERATED
from redaksi.stories.models import Story

#: A schedule that was refused is told for so long.
TOLD = timedelta(days=2)


@dataclass(frozen=True, kw_only=True)
class Lapse:
    """Something that was not done at its time: ``kind`` is publish, expire or refused.

    ``why`` says what the rules refused; it is empty for what is only late.
    """

    kind: str
    story: Story
    due: datetime
    why: str = ""


def due(now: datetime) -> list[Revision]:
    """The versions whose time to go live has come, oldest first."""
    rows = Revision.objects.filter(
        approved_go_live_at__lte=now, base_content_type=Story.get_base_content_type()
    )
    return list(rows.order_by("approved_go_live_at", "pk"))


def expired(now: datetime) -> list[Story]:
    """The live stories whose time to go down has come."""
    return list(Story.objects.filter(live=True, expire_at__lte=now))


def lapses(now: datetime) -> list[Lapse]:
    """What is late by more than a minute, and schedules that were refused of late; oldest first."""
    tolerated = now - timedelta(seconds=TOLERATED)
    late = [
        Lapse(kind="publish", story=one.as_object(), due=one.approved_go_live_at)
        for one in due(tolerated)
    ]
    late += [
        Lapse(kind="expire", story=one, due=one.expire_at)
        for one in expired(tolerated) if one.expire_at
    ]  # fmt: skip
    return sorted([*late, *_refused(now)], key=lambda one: one.due)


def _refused(now: datetime) -> list[Lapse]:
    """Refused schedules of stories that nobody saved since."""
    rows = ModelLogEntry.objects.filter(
        content_type=Story.get_base_content_type(), action="wagtail.schedule.cancel",
        timestamp__gte=now - TOLD,
    )  # fmt: skip
    found = {row.revision_id: row for row in rows.order_by("timestamp") if row.data.get("why")}
    stories = Story.objects.filter(latest_revision__in=found).defer("body")
    return [
        Lapse(kind="refused", story=one, due=row.timestamp, why=row.data["why"])
        for one in stories if (row := found[one.latest_revision_id])
    ]  # fmt: skip
