"""The first screen of the desk: what waits for me, what is mine, what comes, what is out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Revision, TaskState

from redaksi.desk import queries, signing, states, times
from redaksi.desk.models import name_of
from redaksi.desk.troubles import (
    BreakingPanel,
    LatePanel,
    PartnersPanel,
    RailsPanel,
    WiresPanel,
)
from redaksi.stories.models import Story

MOST = 8


class StoriesPanel(Component):
    """A short list of stories under a heading."""

    template_name = "redaksi_desk/home/stories.html"

    def __init__(self, name: str, heading: Any, empty: Any, find: Callable[[Any], Sequence[Story]],
                 order: int) -> None:  # fmt: skip
        self.name, self.heading, self.empty, self.order = name, heading, empty, order
        self._find = find

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        stories, clock = list(self._find(request.user)), times.wall()
        known = states.standings(stories)
        rows = [
            {"story": one, "standing": known[one.pk], "at": clock.told(_moment(one, known[one.pk]))}
            for one in stories
        ]
        return {"name": self.name, "heading": self.heading, "empty": self.empty, "rows": rows,
                "may_change": request.user.has_perm("redaksi_stories.change_story")}  # fmt: skip


class NoticesPanel(Component):
    """What colleagues told whoever asks: handed over, taken over. Empty, it is not shown."""

    template_name = "redaksi_desk/home/notices.html"
    order = 5

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request, clock = parent_context["request"], times.wall()
        rows = [
            {"notice": one, "by": name_of(one.by), "at": clock.told(one.at),
             "says": "" if one.story_id else signing.told(one)}
            for one in queries.notices(request.user)
        ]  # fmt: skip
        return {"rows": rows, "request": request}


def panels(_request: Any) -> list[Component]:
    """The panels of the first screen, for whoever asks."""
    return [
        BreakingPanel(),
        LatePanel(),
        RailsPanel(),
        PartnersPanel(),
        WiresPanel(),
        NoticesPanel(),
        StoriesPanel("waiting", _("Waiting for you"), _("Nothing waits for you."), waiting, 10),
        StoriesPanel("drafts", _("Your drafts"), _("You have no drafts."), drafts, 20),
        StoriesPanel("scheduled", _("Scheduled"), _("Nothing is scheduled."), scheduled, 30),
        StoriesPanel("today", _("Published today"), _("Nothing yet today."), today, 40),
    ]


def waiting(user: Any) -> list[Story]:
    """Stories that *user* may pass, longest waiting first."""
    kind = ContentType.objects.get_for_model(Story)
    tasks = TaskState.objects.reviewable_by(user).filter(revision__base_content_type=kind)
    keys = tasks.order_by("started_at").values_list("revision__object_id", flat=True)[:MOST]
    return _in_order([int(one) for one in keys])


def drafts(user: Any) -> list[Story]:
    """Stories whose newest version is *user*'s and not what readers see, newest first."""
    kind = ContentType.objects.get_for_model(Story)
    own = Revision.objects.filter(user=user, base_content_type=kind).order_by("-created_at", "-pk")
    found = _in_order([int(one) for one in own.values_list("object_id", flat=True)[: MOST * 6]])
    open_ones = [one for one in found if not one.live or one.has_unpublished_changes]
    return [one for one in open_ones if not one.withdrawn_at][:MOST]


def scheduled(_user: Any) -> list[Story]:
    """Stories with a version that goes live by itself, next first."""
    kind = ContentType.objects.get_for_model(Story)
    due = Revision.objects.filter(approved_go_live_at__isnull=False, base_content_type=kind)
    keys = due.order_by("approved_go_live_at").values_list("object_id", flat=True)[:MOST]
    return _in_order([int(one) for one in keys])


def today(_user: Any) -> list[Story]:
    """What readers got since the newsroom's midnight, newest first."""
    live = Story.objects.filter(live=True, published_at__gte=times.wall().midnight())
    return _rows(live.newest_first()[:MOST])


def _in_order(pks: list[int]) -> list[Story]:
    unique = list(dict.fromkeys(pks))
    found = {one.pk: one for one in _rows(Story.objects.filter(pk__in=unique))}
    return [found[pk] for pk in unique if pk in found]


def _rows(stories: Any) -> list[Story]:
    rows = stories.select_related("section", "latest_revision__user", "locked_by__person", "work")
    return list(rows.defer("body", "latest_revision__content"))


def _moment(story: Story, standing: states.Standing) -> Any:
    if standing.scheduled_for:
        return standing.scheduled_for
    edited = story.latest_revision.created_at if story.latest_revision else None
    return story.published_at if standing.states == ("live",) else edited
