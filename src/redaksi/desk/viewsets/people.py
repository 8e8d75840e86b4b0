"""The screens of people, agencies and desks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from redaksi.desk.viewsets import plain
from redaksi.staff.models import Agency, Desk, Person


class PersonChooserViewSet(plain.PlainChooserViewSet):
    choose_one_text = _("Choose a person")
    choose_another_text = _("Choose another person")
    edit_item_text = _("Edit this person")


class AgencyChooserViewSet(plain.PlainChooserViewSet):
    choose_one_text = _("Choose an agency")
    choose_another_text = _("Choose another agency")
    edit_item_text = _("Edit this agency")
    form_fields = ("name",)
    creation_tab_label = _("New agency")


class PersonViewSet(plain.ChosenViewSet):
    model = Person
    name = "people"
    icon = "user"
    chooser_viewset_class = PersonChooserViewSet
    list_display = ("name", "code", "work", "desk")
    search_fields = ("name", "code")
    form_fields = (
        "name", "code", "work", "title", "desk", "bio", "portrait", "email", "user", "slug",
    )  # fmt: skip
    list_filter = ("work", "desk")


class AgencyViewSet(plain.ChosenViewSet):
    model = Agency
    name = "agencies"
    icon = "globe"
    chooser_viewset_class = AgencyChooserViewSet
    list_display = ("name", "description")
    search_fields = ("name",)
    form_fields = ("name", "description", "url")


class DeskViewSet(plain.ChosenViewSet):
    model = Desk
    name = "desks"
    icon = "group"
    list_display = ("name", "letters")
    form_fields = ("name", "letters")


class PeopleGroup(SnippetViewSetGroup):
    """Who works here, and whom we quote."""

    menu_label = _("People")
    menu_icon = "group"
    menu_order = 300
    add_to_admin_menu = True
    items = (PersonViewSet, AgencyViewSet, DeskViewSet)
