"""The screens of the e-paper: editions are uploaded, looked through, published, withdrawn."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from redaksi.desk import paging, times
from redaksi.desk.forms import EditionForm
from redaksi.desk.views import editions
from redaksi.desk.viewsets import plain
from redaksi.editions.models import Edition


class StatusColumn(Column):
    """How far an edition is: a shape, a word, and the pages that are drawn."""

    cell_template_name = "redaksi_desk/editions/status_cell.html"


class EditionIndexView(generic.IndexView):
    """The newest day first."""

    default_ordering = "-date"
    paginator_class = paging.Uncounted

    def get_base_queryset(self) -> QuerySet[Any]:
        return Edition.objects.annotate(drawn=Count("pages"))

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.order_by("-date", "-pk")

    @cached_property
    def columns(self) -> list[Any]:
        clock = times.wall()
        return [
            TitleColumn("date", label=_("Date"), accessor=str,
                        get_url=lambda row: reverse("editions:look", args=[row.pk])),
            Column("number", label=_("Number")),
            StatusColumn("status", label=_("Status"), accessor=lambda row: row),
            Column("out", label=_("Published"), accessor=lambda row: clock.told(row.published_at)),
        ]  # fmt: skip


class EditionViewSet(plain.PlainViewSet):
    """Editions of the newspaper."""

    model = Edition
    name = "editions"
    icon = "doc-full-inverse"
    menu_label = "E-Paper"
    menu_order = 550
    add_to_admin_menu = True
    index_view_class = EditionIndexView
    add_view_class = editions.EditionCreateView
    edit_view_class = editions.EditionEditView
    delete_view_class = editions.EditionDeleteView

    def get_form_class(self, for_update: bool = False) -> Any:
        return EditionForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/", self.construct_view(editions.LookView), name="look"),
            path("<int:pk>/publish/", self.construct_view(editions.PublishView), name="publish"),
            path("<int:pk>/withdraw/", self.construct_view(editions.WithdrawView), name="withdraw"),
        ]
