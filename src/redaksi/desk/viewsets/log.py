"""The screens of the log and of corrections: to look at, never to change."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSetGroup

from redaksi.desk import times
from redaksi.desk.viewsets import plain
from redaksi.press.models import LogEntry
from redaksi.stories.models import Correction


class LogIndexView(plain.ReadOnlyIndexView):
    """The newest rows first."""

    default_ordering = "-seq"
    is_searchable = True

    @cached_property
    def columns(self) -> list[Any]:
        clock = times.wall()
        return [
            Column("seq", label=_("Number"), sort_key="seq"),
            Column("at", label=_("Time"), accessor=lambda row: clock.told(row.at)),
            Column("kind", label=_("Act"), accessor=lambda row: KINDS.get(row.kind, row.kind)),
            TitleColumn("subject", label=_("About"), get_url=_address),
            Column("tags", label=_("Moved"), accessor=lambda row: ", ".join(row.tags)[:300]),
            Column("actor", label=_("By")),
        ]

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        asked = self.search_query.strip()[:120]
        return queryset.filter(subject=asked) if asked else queryset


class CorrectionIndexView(plain.ReadOnlyIndexView):
    """The newest corrections first."""

    default_ordering = None

    def get_base_queryset(self) -> QuerySet[Any]:
        return (
            Correction.objects.select_related("story").defer("story__body").order_by("-at", "-pk")
        )

    @cached_property
    def columns(self) -> list[Any]:
        clock = times.wall()
        return [
            TitleColumn("story", label=_("Story"), accessor="story.headline",
                        get_url=lambda row: reverse("stories:read", args=[row.story_id])),
            Column("kind", label=_("Kind"), accessor="get_kind_display"),
            Column("note", label=_("What was wrong")),
            Column("at", label=_("Time"), accessor=lambda row: clock.told(row.at)),
            Column("by", label=_("By")),
        ]  # fmt: skip


class LogViewSet(plain.ReadOnlyViewSet):
    model = LogEntry
    name = "log"
    icon = "list-ul"
    menu_label = _("Log")
    index_view_class = LogIndexView


class CorrectionViewSet(plain.ReadOnlyViewSet):
    model = Correction
    name = "corrections"
    icon = "edit"
    index_view_class = CorrectionIndexView


class LogGroup(ModelViewSetGroup):
    """What was done where readers see it."""

    menu_label = _("Publication log")
    menu_icon = "list-ul"
    menu_order = 700
    add_to_admin_menu = True
    items = (LogViewSet, CorrectionViewSet)


#: The word of an act, as the log keeps it, in the language of the desk.
KINDS: dict[str, Any] = {
    "published": _("published"),
    "updated": _("updated"),
    "corrected": _("corrected"),
    "withdrawn": _("withdrawn"),
    "expired": _("expired"),
    "changed": _("changed"),
    "created": _("created"),
    "deleted": _("deleted"),
    "imported": _("imported"),
}


def _address(row: LogEntry) -> str | None:
    noun, _colon, pk = row.subject.partition(":")
    return reverse("stories:read", args=[int(pk)]) if noun == "story" and pk.isdecimal() else None
