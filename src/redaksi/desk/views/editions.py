"""An edition at the desk: sent, looked through page by page, published, taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views import generic
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.log_actions import log

from redaksi.desk import times
from redaksi.desk.forms import WithdrawEditionForm
from redaksi.editions import actions, addresses, errors, queries
from redaksi.editions.models import Edition
from redaksi.press import acts


class EditionSaving:
    """Saving goes through the verb when a PDF came along; both leave a line in the history."""

    request: HttpRequest
    form: Any
    act: str

    def save_instance(self) -> Edition:
        edition: Edition = self.form.save(commit=False)
        taken = self.form.cleaned_data.get("taken")
        with acts.gathering(actor=self.request.user):
            if taken:
                actions.upload(edition, taken, by=self.request.user)
            else:
                edition.save()
            log(instance=edition, action=self.act, user=self.request.user)
        return edition

    def get_success_url(self) -> str:
        return reverse("editions:look", args=[self.form.instance.pk])

    def get_success_buttons(self) -> list[Any]:
        return []


class EditionCreateView(EditionSaving, generic.CreateView):
    act = "wagtail.create"
    success_message = gettext_lazy("“%(object)s” is kept. Its pages are being drawn.")


class EditionEditView(EditionSaving, generic.EditView):
    act = "wagtail.edit"


class EditionDeleteView(generic.DeleteView):
    """Deletes what no reader has seen."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.object.was_seen:
            messages.error(request, _("What readers have seen is withdrawn, never deleted."))
            return HttpResponseRedirect(reverse("editions:look", args=[self.object.pk]))
        return super().dispatch(request, *args, **kwargs)

    def delete_action(self) -> None:
        actions.discard(self.object, by=self.request.user)


class OneEdition(PermissionCheckedMixin):
    """Views of one edition, by its number."""

    model = Edition
    object: Edition

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, pk=pk, **kwargs)
        self.object = get_object_or_404(Edition, pk=pk)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return []

    def get_page_subtitle(self) -> str:
        return str(self.object)

    @property
    def look_url(self) -> str:
        return reverse("editions:look", args=[self.object.pk])


class LookView(OneEdition, WagtailAdminTemplateMixin, TemplateView):
    """How far the edition is, what stands in its way, and its pages to look through."""

    any_permission_required = ("add", "change", "delete", "view", "publish")
    page_title = "E-Paper"
    header_icon = "doc-full-inverse"
    template_name = "redaksi_desk/editions/look.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edition, sheets, wall = self.object, queries.sheets_of(self.object), times.wall()
        refusal = edition.refusal
        why = errors.told(refusal["code"], refusal["values"]) if refusal else ""
        open_ones = [] if edition.was_seen else actions.problems(edition)
        return super().get_context_data(
            edition=edition, sheets=sheets, drawn=len(sheets), why=why, problems=open_ones,
            ready=not edition.was_seen and not any(one.must for one in open_ones),
            published=wall.told(edition.published_at), withdrawn=wall.told(edition.withdrawn_at),
            address=addresses.page(edition.date, 1),
            may_publish=self.user_has_permission("publish"), **kwargs,
        )  # fmt: skip


class PublishView(OneEdition, View):
    """Publishes, and says what happened."""

    permission_required = "publish"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        try:
            actions.publish(self.object, by=request.user)
        except errors.NotReady as error:
            items = format_html_join(
                "", "<li>{}</li>", ((one.told(),) for one in error.problems if one.must)
            )
            messages.error(request, format_html("{} <ul>{}</ul>", _("Not published."), items))
        else:
            messages.success(request, _("“%(edition)s” is published.") % {"edition": self.object})
        return HttpResponseRedirect(self.look_url)


class WithdrawView(OneEdition, WagtailAdminTemplateMixin, FormView):
    """Asks for the reason, and says what will happen, before it happens."""

    permission_required = "publish"
    page_title = gettext_lazy("Withdraw")
    header_icon = "no-view"
    template_name = "redaksi_desk/editions/withdraw.html"
    form_class = WithdrawEditionForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(edition=self.object, look_url=self.look_url, **kwargs)

    def form_valid(self, form: WithdrawEditionForm) -> HttpResponse:
        actions.withdraw(self.object, reason=form.cleaned_data["reason"], by=self.request.user)
        told = _("“%(edition)s” is withdrawn: readers see the notice with your reason.")
        messages.success(self.request, told % {"edition": self.object})
        return HttpResponseRedirect(self.look_url)
