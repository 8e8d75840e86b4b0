"""A partner at the desk: how well it is, what readers have of it, what comes right now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views import generic
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from redaksi.desk import times
from redaksi.partners import actions, rules
from redaksi.partners.models import Partner

#: Health to its word and its shape.
WORDS: dict[str, tuple[Any, str, str]] = {
    "well": (_("well"), "circle-check", "good"),
    "new": (_("not fetched yet"), "time", "soft"),
    "shaky": (_("failed lately"), "warning", "soft"),
    "failing": (_("failing"), "error", "must"),
    "hidden": (_("hidden: its copy is too old"), "no-view", "must"),
    "off": (_("not shown to readers"), "cross", "soft"),
}


@dataclass(frozen=True, kw_only=True)
class Health:
    """How a partner is, for a template: a word, the name of an icon, a tone."""

    word: Any
    shape: str
    tone: str


def health(partner: Partner) -> Health:
    """How *partner* is."""
    word, shape, tone = WORDS[rules.health(partner)]
    return Health(word=word, shape=shape, tone=tone)


class PartnerSaving:
    """A saved partner is fetched anew at the clock's next look."""

    form: Any

    def save_instance(self) -> Partner:
        partner = self.form.instance
        partner.next_at, partner.failures, partner.trouble = None, 0, {}
        saved: Partner = super().save_instance()  # type: ignore[misc]
        return saved

    def get_success_url(self) -> str:
        return reverse("partners:look", args=[self.form.instance.pk])


class PartnerCreateView(PartnerSaving, generic.CreateView):
    pass


class PartnerEditView(PartnerSaving, generic.EditView):
    pass


class LookView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """The partner's health, its trouble and its last good copy."""

    model = Partner
    any_permission_required: tuple[str, ...] = ("add", "change", "delete", "view")
    page_title = _("Partner")
    header_icon = "site"
    template_name = "redaksi_desk/partners/look.html"
    object: Partner
    tried: actions.Tried | None = None

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, pk=pk, **kwargs)
        self.object = get_object_or_404(Partner, pk=pk)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return []

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        partner, wall, tried = self.object, times.wall(), self.tried
        return super().get_context_data(
            partner=partner, health=health(partner), trouble=actions.told(partner.trouble),
            items=partner.items.order_by("order"), good=wall.told(partner.good_at),
            checked=wall.told(partner.checked_at), next=wall.told(partner.next_at), tried=tried,
            tried_trouble=actions.told(tried.trouble or {}) if tried else "",
            may_change=self.user_has_permission("change"), **kwargs,
        )  # fmt: skip


class TryView(LookView):
    """Fetches now and shows what came; nothing is kept and readers see no difference."""

    any_permission_required = ("change",)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.tried = actions.try_out(self.object.kind, self.object.address)
        return self.get(request, **kwargs)
