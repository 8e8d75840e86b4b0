"""The screens of sections, topics, static pages, old addresses and the newspaper's own row."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.snippets.views import snippets

from redaksi.desk.views import look
from redaksi.desk.viewsets import plain
from redaksi.sections.models import Newspaper, OldAddress, Section, StaticPage, Topic


class TopicChooserViewSet(plain.PlainChooserViewSet):
    choose_one_text = _("Choose a topic")
    choose_another_text = _("Choose another topic")
    edit_item_text = _("Edit this topic")
    form_fields = ("name",)
    creation_tab_label = _("New topic")


class SectionCreateView(snippets.CreateView):
    """A new section, of the one newspaper there is."""

    def get_initial_form_instance(self) -> Section:
        newspaper = Newspaper.objects.order_by("pk").first()
        if newspaper is None:
            raise Http404("There is no newspaper yet; `redaksi up` makes its row.")
        return Section(newspaper=newspaper)


class SectionViewSet(plain.ChosenViewSet):
    model = Section
    name = "sections"
    add_to_admin_menu = True
    icon = "folder-open-inverse"
    menu_order = 400
    add_view_class = SectionCreateView
    list_display = ("name", "path", "order", "in_menu")
    ordering = "path"
    search_fields = ("name", "path")
    form_fields = ("name", "slug", "parent", "description", "colour", "order", "in_menu",
                   "workflow")  # fmt: skip


class TopicViewSet(plain.ChosenViewSet):
    model = Topic
    name = "topics"
    add_to_admin_menu = True
    icon = "tag"
    menu_order = 500
    chooser_viewset_class = TopicChooserViewSet
    list_display = ("name", "slug")
    search_fields = ("name",)
    form_fields = ("name", "slug", "description")


class StaticPageViewSet(plain.PlainViewSet):
    model = StaticPage
    name = "static_pages"
    url_prefix = "pages-of-text"
    icon = "doc-empty"
    menu_label = _("Pages")
    list_display = ("title", "slug", "in_footer", "live")
    search_fields = ("title",)
    form_fields = ("title", "body", "slug", "in_footer", "order", "live")


class OldAddressViewSet(plain.PlainViewSet):
    model = OldAddress
    name = "old_addresses"
    url_prefix = "old-addresses"
    icon = "redirect"
    list_display = ("path", "leads_to")
    search_fields = ("path",)
    form_fields = ("path", "leads_to")


class PagesGroup(ModelViewSetGroup):
    """What stands beside the news: pages of text, and where old addresses lead."""

    menu_label = _("Pages")
    menu_icon = "doc-empty"
    menu_order = 600
    add_to_admin_menu = True
    items = (StaticPageViewSet, OldAddressViewSet)


class NewspaperEditView(generic.EditView):
    """The newspaper's own row: there is one."""

    def get_success_url(self) -> str:
        return reverse("newspaper:index")


class NewspaperViewSet(plain.PlainViewSet):
    model = Newspaper
    name = "newspaper"
    icon = "site"
    menu_label = _("Newspaper")
    add_to_settings_menu = True
    edit_view_class = NewspaperEditView
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel(name) for name in ("name", "tagline", "nameplate", "host",
                             "language", "zone")], heading=_("The newspaper")),
            MultiFieldPanel([FieldPanel(name) for name in ("company", "address", "email", "phone",
                             "responsible_editor", "managing_editor", "verification")],
                            heading=_("What the press law asks for")),
            MultiFieldPanel([FieldPanel(name) for name in ("house_byline", "opening_capitals",
                             "is_example")], heading=_("Habits")),
            MultiFieldPanel([FieldPanel(name) for name in ("facebook", "x_handle")],
                            heading=_("Elsewhere")),
        ]
    )  # fmt: skip

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self._open, name="index"),
            path("look/", look.look, name="look"),
            path("look/preview/", look.preview, name="look_preview"),
            path("<int:pk>/", self.edit_view, name="edit"),
            path("history/<int:pk>/", self.history_view, name="history"),
            path("history-results/<int:pk>/", self.history_results_view, name="history_results"),
        ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        nothing = dict.fromkeys(("add_url_name", "delete_url_name", "usage_url_name"))
        return super().get_common_view_kwargs(**{**nothing, **kwargs})

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        made: MenuItem = super().get_menu_item(order)
        made.is_shown = lambda request: request.user.has_perm("redaksi_sections.change_newspaper")
        return made

    @staticmethod
    def _open(request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm("redaksi_sections.change_newspaper"):
            raise PermissionDenied
        row = Newspaper.objects.order_by("pk").first()
        if row is None:
            raise Http404("There is no newspaper yet; `redaksi up` makes its row.")
        return HttpResponseRedirect(reverse("newspaper:edit", args=[row.pk]))
