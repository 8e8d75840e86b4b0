"""Work that falls due at the desk: stories that came without a row of work get theirs.

Stories written before there was a board, and those that an import brings in at once.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from wagtail.models import WorkflowState

from redaksi.desk import work
from redaksi.desk.models import Work
from redaksi.stories.models import Story

#: So many at a time; the rest at the next look.
SOME = 100


class Beginning:
    """Begins the work on drafts; remembers how far it came, so that each look is one question."""

    def __init__(self) -> None:
        self.seen = 0

    def run(self, now: datetime) -> int:
        """Make the rows that are missing; how many it made."""
        rows = Story.objects.filter(pk__gt=self.seen, live=False, withdrawn_at=None, work=None)
        found = list(rows.select_related("latest_revision").order_by("pk")[:SOME])
        last = found[-1].pk if len(found) == SOME else self._last()
        submitted = _submitted([one.pk for one in found])
        for story in found:
            stage = Work.Stage.EDITOR if story.pk in submitted else Work.Stage.WRITING
            work.begin_old(story, stage, _changed_at(story, now))
        self.seen = max(self.seen, last)
        return len(found)

    def _last(self) -> int:
        return Story.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _submitted(pks: list[int]) -> set[int]:
    rows = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Story),
        object_id__in=[str(pk) for pk in pks], status=WorkflowState.STATUS_IN_PROGRESS,
    )  # fmt: skip
    return {int(pk) for pk in rows.values_list("object_id", flat=True)}


def _changed_at(story: Story, now: datetime) -> datetime:
    """When somebody last worked on it, so that an old draft does not crowd today's board."""
    if story.latest_revision:
        return story.latest_revision.created_at
    return min(story.published_at or now, now)
