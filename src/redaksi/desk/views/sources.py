"""One wire at the desk: how well it is, what would come from it now, pausing it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views import generic
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from redaksi.desk import times, wire
from redaksi.lib import clock
from redaksi.wire import actions
from redaksi.wire.models import Source

#: Items of a try that are shown.
SHOWN = 20


class SourceSaving:
    """A saved wire is asked anew at the clock's next look, and whole."""

    form: Any

    def save_instance(self) -> Source:
        actions.ask_anew(self.form.instance, clock.now())
        saved: Source = super().save_instance()  # type: ignore[misc]
        return saved

    def get_success_url(self) -> str:
        return reverse("wires:look", args=[self.form.instance.pk])


class SourceCreateView(SourceSaving, generic.CreateView):
    pass


class SourceEditView(SourceSaving, generic.EditView):
    pass


class LookView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """The wire's health, its trouble and its schedule."""

    model = Source
    any_permission_required: tuple[str, ...] = ("add", "change", "delete", "view")
    page_title = _("Wire")
    header_icon = "download"
    template_name = "redaksi_desk/wire/source.html"
    object: Source
    tried: actions.Tried | None = None

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, pk=pk, **kwargs)
        self.object = get_object_or_404(Source, pk=pk)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return []

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        source, wall, tried = self.object, times.wall(), self.tried
        found = tried.answer.items[:SHOWN] if tried and tried.answer else ()
        return super().get_context_data(
            source=source, health=wire.health(source), trouble=actions.told(source.trouble),
            good=wall.told(source.good_at), checked=wall.told(source.checked_at),
            last=wall.told(source.item_at), next=wall.told(source.next_at), tried=tried,
            tried_trouble=actions.told(tried.trouble or {}) if tried else "",
            found=[(one, wall.told(one.updated or one.published)) for one in found],
            count=len(tried.answer.items) if tried and tried.answer else 0,
            may_change=self.user_has_permission("change"), **kwargs,
        )  # fmt: skip


class TryView(LookView):
    """Asks now and shows what would come; nothing is kept."""

    any_permission_required = ("change",)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.tried = actions.try_out(self.object.address)
        return self.get(request, **kwargs)


class PauseView(LookView):
    """Has the clock ask it no more, or again."""

    any_permission_required = ("change",)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        actions.pause(self.object, not self.object.active, clock.now())
        return HttpResponseRedirect(reverse("wires:look", args=[self.object.pk]))
