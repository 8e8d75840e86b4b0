"""Taking a story back from readers, with a reason; it stands where Wagtail has *Unpublish*."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from redaksi.desk.forms import WithdrawForm
from redaksi.desk.views.receipts import Receipted
from redaksi.stories import actions
from redaksi.stories.models import Story


class WithdrawView(Receipted, PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Asks for the reason, and says what will happen, before it happens."""

    model = Story
    permission_required = "publish"
    page_title = gettext_lazy("Withdraw")
    header_icon = "no-view"
    template_name = "redaksi_desk/stories/withdraw.html"
    form_class = WithdrawForm
    edit_url_name = "stories:edit"
    index_url_name = "stories:list"

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, pk=pk, **kwargs)
        self.object = get_object_or_404(Story, pk=pk)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return []

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edit_url = reverse(self.edit_url_name, args=[self.object.pk])
        return super().get_context_data(story=self.object, edit_url=edit_url, **kwargs)

    def form_valid(self, form: WithdrawForm) -> HttpResponse:
        actions.withdraw(self.object, by=self.request.user, reason=form.cleaned_data["reason"])
        told = _("“%(headline)s” is withdrawn: readers see the notice with your reason.")
        told %= {"headline": self.object}
        messages.success(self.request, told, buttons=self.get_success_buttons())
        return HttpResponseRedirect(reverse(self.index_url_name))
