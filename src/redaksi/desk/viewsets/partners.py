"""The screens of partners: where they are fetched, how well that goes, what came."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from redaksi.desk import paging, times
from redaksi.desk.views import partners
from redaksi.desk.viewsets import plain
from redaksi.partners.models import Partner


class HealthColumn(Column):
    """How well a partner is: a shape and a word."""

    cell_template_name = "redaksi_desk/partners/health_cell.html"


class PartnerIndexView(generic.IndexView):
    """In the order of the rails."""

    default_ordering = "order"
    paginator_class = paging.Uncounted

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.order_by("order", "name")

    @cached_property
    def columns(self) -> list[Any]:
        clock = times.wall()
        return [
            TitleColumn("name", label=_("Name"), accessor="name",
                        get_url=lambda row: reverse("partners:look", args=[row.pk])),
            Column("kind", label=_("Kind"), accessor="get_kind_display"),
            HealthColumn("health", label=_("Health"), accessor=partners.health),
            Column("good", label=_("Last good copy"), accessor=lambda row: clock.told(row.good_at)),
        ]  # fmt: skip


class PartnerViewSet(plain.PlainViewSet):
    """Outside partners with a rail."""

    model = Partner
    name = "partners"
    icon = "site"
    menu_label = _("Partners")
    menu_order = 560
    add_to_admin_menu = True
    index_view_class = PartnerIndexView
    add_view_class = partners.PartnerCreateView
    edit_view_class = partners.PartnerEditView
    form_fields = (
        "name", "kind", "address", "title", "live", "order", "length", "every", "fetching",
        "hide_after", "slug",
    )  # fmt: skip

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/", self.construct_view(partners.LookView), name="look"),
            path("<int:pk>/try/", self.construct_view(partners.TryView), name="try"),
        ]
