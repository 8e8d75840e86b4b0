"""The screens of the wires: where they are asked, how well that goes, what would come."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from redaksi.desk import paging, times, wire
from redaksi.desk.views import sources
from redaksi.desk.viewsets import plain
from redaksi.wire.models import Source


class HealthColumn(Column):
    """How well a wire is: a shape and a word."""

    cell_template_name = "redaksi_desk/partners/health_cell.html"


class SourceIndexView(generic.IndexView):
    """By name."""

    default_ordering = "name"
    paginator_class = paging.Uncounted

    @cached_property
    def columns(self) -> list[Any]:
        clock = times.wall()
        return [
            TitleColumn("name", label=_("Name"), accessor="name",
                        get_url=lambda row: reverse("wires:look", args=[row.pk])),
            HealthColumn("health", label=_("Health"), accessor=wire.health),
            Column("item", label=_("Last item"), accessor=lambda row: clock.told(row.item_at)),
            Column("good", label=_("Last answer"), accessor=lambda row: clock.told(row.good_at)),
        ]  # fmt: skip


class SourceViewSet(plain.PlainViewSet):
    """Feeds of agencies that the clock takes in."""

    model = Source
    name = "wires"
    icon = "download"
    menu_label = _("Wires")
    add_to_admin_menu = False
    index_view_class = SourceIndexView
    add_view_class = sources.SourceCreateView
    edit_view_class = sources.SourceEditView
    form_fields = (
        "name", "address", "section", "agency", "credit", "every", "silent_after", "active",
    )  # fmt: skip

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/", self.construct_view(sources.LookView), name="look"),
            path("<int:pk>/try/", self.construct_view(sources.TryView), name="try"),
            path("<int:pk>/pause/", self.construct_view(sources.PauseView), name="pause"),
        ]
