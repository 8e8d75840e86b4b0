"""Taking a story back from readers, with a reason; it stands where Wagtail has *Unpublish*.

Where the settings want two persons, the first one asks here and another one agrees here.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from redaksi.desk import telling, times, withdrawals
from redaksi.desk.forms import WithdrawForm
from redaksi.desk.models import name_of
from redaksi.desk.views.receipts import Receipted
from redaksi.press import acts
from redaksi.stories import actions
from redaksi.stories.errors import StoryError
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
        request = withdrawals.asked(self.object)
        return super().get_context_data(
            story=self.object, edit_url=edit_url, asked=request,
            asker=name_of(request.by) if request else "",
            at=times.wall().told(request.at) if request else "",
            is_mine=bool(request and request.by_id == self.request.user.pk),
            by_two=settings.WITHDRAWAL_BY_TWO, **kwargs,
        )  # fmt: skip

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        verb = {"agree": self._agree, "drop": self._drop}.get(request.POST.get("act", ""))
        if verb is None:
            return super().post(request, *args, **kwargs)
        self.log_before = acts.last_seq()
        try:
            return verb()
        except StoryError as error:
            messages.error(request, telling.told(error))
            return HttpResponseRedirect(request.path)

    def _agree(self) -> HttpResponse:
        withdrawals.agree(self.object, by=self.request.user)
        return self._withdrawn()

    def _drop(self) -> HttpResponse:
        withdrawals.drop(self.object, by=self.request.user)
        told = _("“%(headline)s” stays; nobody asks for its withdrawal any more.")
        messages.success(self.request, told % {"headline": self.object})
        return HttpResponseRedirect(reverse(self.edit_url_name, args=[self.object.pk]))

    def form_valid(self, form: WithdrawForm) -> HttpResponse:
        said, user = form.cleaned_data, self.request.user
        try:
            if settings.WITHDRAWAL_BY_TWO:
                return self._asked(said)
            actions.withdraw(self.object, by=user, reason=said["reason"], ground=said["ground"])
        except StoryError as error:
            messages.error(self.request, telling.told(error))
            return HttpResponseRedirect(self.request.path)
        return self._withdrawn()

    def _asked(self, said: dict[str, Any]) -> HttpResponse:
        withdrawals.ask(
            self.object, by=self.request.user, ground=said["ground"], reason=said["reason"]
        )
        told = _("Asked: “%(headline)s” is withdrawn as soon as somebody else agrees.")
        messages.success(self.request, told % {"headline": self.object})
        return HttpResponseRedirect(self.request.path)

    def _withdrawn(self) -> HttpResponse:
        told = _("“%(headline)s” is withdrawn: readers see the notice with your reason.")
        told %= {"headline": self.object}
        messages.success(self.request, told, buttons=self.get_success_buttons())
        return HttpResponseRedirect(reverse(self.index_url_name))
