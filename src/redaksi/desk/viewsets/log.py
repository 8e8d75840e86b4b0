"""The screens of the log and of corrections: to look at, never to change."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, re_path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSetGroup

from redaksi.desk import times
from redaksi.desk.views.receipts import ReceiptView
from redaksi.desk.viewsets import plain
from redaksi.desk.wording import about, act_of
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
            TitleColumn("seq", label=_("Number"), sort_key="seq",
                        get_url=lambda row: reverse("log:receipt", args=[row.seq])),
            Column("at", label=_("Time"), accessor=lambda row: clock.told(row.at)),
            Column("kind", label=_("Act"), accessor=lambda row: act_of(row.kind)),
            TitleColumn("subject", label=_("About"), get_url=about),
            Column("tags", label=_("Moved"), accessor=lambda row: ", ".join(row.tags)[:300]),
            Column("actor", label=_("By")),
        ]  # fmt: skip

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

    def get_urlpatterns(self) -> list[URLPattern]:
        receipt = self.construct_view(ReceiptView)
        return [
            *super().get_urlpatterns(),
            re_path(r"^(?P<seq>[0-9]{1,18})/$", receipt, name="receipt"),
        ]


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
