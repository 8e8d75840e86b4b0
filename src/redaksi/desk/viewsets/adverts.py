"""The screens of the house's advertisements."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from redaksi.adverts.models import Advert
from redaksi.desk import paging, times
from redaksi.desk.viewsets import plain
from redaksi.lib import clock
from redaksi.sections.models import Section


class AdvertForm(WagtailAdminModelForm):
    """An advertisement; its sections are chosen by name and kept by number."""

    sections = forms.ModelMultipleChoiceField(
        label=_("sections"), queryset=Section.objects.order_by("path"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Those within count, too. None: on every page."),
    )  # fmt: skip

    def clean_sections(self) -> list[int]:
        return sorted(one.pk for one in self.cleaned_data["sections"])


class AdvertIndexView(generic.IndexView):
    """By place, with what readers see of each just now."""

    paginator_class = paging.Uncounted

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.order_by("place", "name")

    @cached_property
    def columns(self) -> list[Any]:
        wall = times.wall()
        return [
            TitleColumn("name", label=_("Name"), accessor="name",
                        get_url=lambda row: self.get_edit_url(row)),
            Column("place", label=_("Place"), accessor="get_place_display"),
            Column("weight", label=_("Weight"), accessor="weight"),
            Column("from", label=_("From"), accessor=lambda row: wall.told(row.starts_at)),
            Column("until", label=_("Until"), accessor=lambda row: wall.told(row.ends_at)),
            Column("state", label=_("State"), accessor=_state),
        ]  # fmt: skip


def _state(row: Advert) -> Any:
    now = clock.now()
    if not row.live:
        return _("hidden")
    if row.ends_at and row.ends_at <= now:
        return _("over")
    return _("runs") if row.starts_at <= now else _("waits for its time")


class AdvertViewSet(plain.PlainViewSet):
    """What the newspaper shows in its own places."""

    model = Advert
    name = "adverts"
    icon = "pick"
    menu_label = _("Advertisements")
    menu_order = 570
    add_to_admin_menu = True
    index_view_class = AdvertIndexView
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("place"),
            MultiFieldPanel([FieldPanel("text"), FieldPanel("photo"), FieldPanel("link")],
                            heading=_("What readers see")),
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], heading=_("When")),
            FieldPanel("sections"),
            FieldRowPanel([FieldPanel("weight"), FieldPanel("live")], heading=_("How often")),
        ],
        base_form_class=AdvertForm,
    )  # fmt: skip
