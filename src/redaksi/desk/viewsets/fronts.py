"""The screens of collections and of the order of rails; a front's own screen is views.fronts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList

from redaksi.desk.viewsets import plain
from redaksi.fronts.collection import MOST_PICKS
from redaksi.fronts.models import Collection, RailPlace

WEEKDAYS = (
    ("1", _("Monday")), ("2", _("Tuesday")), ("3", _("Wednesday")), ("4", _("Thursday")),
    ("5", _("Friday")), ("6", _("Saturday")), ("7", _("Sunday")),
)  # fmt: skip


class DaysField(forms.MultipleChoiceField):
    """Days of the week as the collection keeps them: digits."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: Any) -> list[str]:
        return list(value or "")

    def clean(self, value: Any) -> str:
        return "".join(sorted(super().clean(value)))


class CollectionForm(WagtailAdminModelForm):
    """A collection with its days as boxes to tick."""

    days = DaysField(
        label=_("Days"), choices=WEEKDAYS, required=False,
        help_text=_("The rule takes stories published on these days; none ticked: every day."),
    )  # fmt: skip


class CollectionViewSet(plain.PlainViewSet):
    """Collections: any desk makes one."""

    model = Collection
    name = "collections"
    url_prefix = "story-collections"  # /collections/ is Wagtail's, of photos
    icon = "folder-open-1"
    menu_label = _("Collections")
    menu_order = 160
    add_to_admin_menu = True
    list_display = ("name", "slug", "rule")
    search_fields = ("name",)
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("description"),
            FieldPanel("desk"),
            MultiFieldPanel([FieldPanel(name) for name in ("rule", "section", "topic", "days")],
                            heading=_("Filled behind the picks")),
            InlinePanel("picks", [FieldPanel("story")], heading=_("Picks"), label=_("pick"),
                        max_num=MOST_PICKS),
            FieldPanel("slug"),
        ],
        base_form_class=CollectionForm,
    )  # fmt: skip


class RailViewSet(plain.PlainViewSet):
    """Which rails stand beside which pages."""

    model = RailPlace
    name = "rails"
    icon = "list-ol"
    menu_label = _("Rails")
    add_to_settings_menu = True
    list_display = ("page", "rail", "title", "length", "order", "shown")
    form_fields = ("page", "rail", "title", "length", "order", "shown")
