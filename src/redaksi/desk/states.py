"""In which state stories are, who has them open, and who edited last: a few queries for a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.models import EditingSession
from wagtail.models import Revision, WorkflowState

from redaksi.desk import holding
from redaksi.desk.models import name_of
from redaksi.stories.models import Story

#: State to its word, in the order in which a story goes through them.
WORDS = {
    "draft": _("draft"),
    "waiting": _("waiting"),
    "scheduled": _("scheduled"),
    "live": _("live"),
    "changed": _("live + draft"),
    "withdrawn": _("withdrawn"),
}
#: Whose editor was seen so long ago has it open no more.
SEEN_WITHIN = timedelta(minutes=1)
_WAITING = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a story stands: its states (words of WORDS), and who has it open."""

    states: tuple[str, ...]
    scheduled_for: datetime | None
    holder: str
    locked: bool

    @property
    def words(self) -> tuple[tuple[str, Any], ...]:
        return tuple((state, WORDS[state]) for state in self.states)


def standings(stories: Sequence[Story]) -> dict[int, Standing]:
    """How each of *stories* stands, by id; three queries whatever their number."""
    pks = [story.pk for story in stories]
    kind = ContentType.objects.get_for_model(Story)
    waiting, due, open_by = _waiting(kind, pks), _due(kind, pks), _open_by(kind, pks)
    return {
        story.pk: Standing(
            states=_states(story, story.pk in waiting, story.pk in due),
            scheduled_for=due.get(story.pk),
            holder=_holder(story, open_by),
            locked=holding.is_alive(story),
        )
        for story in stories
    }


def _holder(story: Story, open_by: dict[int, str]) -> str:
    if holding.is_alive(story):
        return name_of(story.locked_by)
    return open_by.get(story.pk, "")


def _states(story: Story, waiting: bool, due: bool) -> tuple[str, ...]:
    if story.live:
        first = "changed" if story.has_unpublished_changes else "live"
    else:
        first = "withdrawn" if story.withdrawn_at else "draft"
    more = (("waiting", waiting), ("scheduled", due))
    extra = tuple(name for name, holds in more if holds)
    return extra if first == "draft" and extra else (first, *extra)


def _waiting(kind: ContentType, pks: Iterable[int]) -> set[int]:
    rows = WorkflowState.objects.filter(
        base_content_type=kind, object_id__in=[str(pk) for pk in pks],
        status=WorkflowState.STATUS_IN_PROGRESS,
    )  # fmt: skip
    return {int(one) for one in rows.values_list("object_id", flat=True)}


def _due(kind: ContentType, pks: Iterable[int]) -> dict[int, datetime]:
    rows = Revision.objects.filter(
        base_content_type=kind, object_id__in=[str(pk) for pk in pks],
        approved_go_live_at__isnull=False,
    )  # fmt: skip
    return {int(pk): at for pk, at in rows.values_list("object_id", "approved_go_live_at")}


def _open_by(kind: ContentType, pks: Iterable[int]) -> dict[int, str]:
    rows = EditingSession.objects.filter(
        content_type=kind, object_id__in=[str(pk) for pk in pks],
        last_seen_at__gte=timezone.now() - SEEN_WITHIN,
    ).select_related("user")  # fmt: skip
    return {int(one.object_id): one.user.get_full_name() or str(one.user) for one in rows}


def in_state(stories: QuerySet[Any], state: str) -> QuerySet[Any]:
    """Those of *stories* in *state*, a key of WORDS."""
    kind = ContentType.objects.get_for_model(Story)
    if state in ("waiting", "scheduled"):
        return stories.filter(pk__in=_keys(kind, state))
    conditions = {
        "draft": Q(live=False, withdrawn_at__isnull=True),
        "live": Q(live=True),
        "changed": Q(live=True, has_unpublished_changes=True),
        "withdrawn": Q(live=False, withdrawn_at__isnull=False),
    }
    return stories.filter(conditions[state])


def _keys(kind: ContentType, state: str) -> list[int]:
    if state == "waiting":
        rows: Any = WorkflowState.objects.filter(base_content_type=kind, status__in=_WAITING)
    else:
        rows = Revision.objects.filter(base_content_type=kind, approved_go_live_at__isnull=False)
    return [int(one) for one in rows.values_list("object_id", flat=True)[:1000]]
