"""Saying that a story is not yet verified, giving it more time, and lifting it."""

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

from redaksi.desk import times, verifying
from redaksi.desk.forms import DoubtForm
from redaksi.desk.models import Work
from redaksi.stories.models import Story


class VerificationView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """One screen for all three: its form sets or prolongs, its button lifts."""

    model = Story
    permission_required = "publish"
    page_title = gettext_lazy("Not yet verified")
    header_icon = "help"
    template_name = "redaksi_desk/stories/verification.html"
    form_class = DoubtForm

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, pk=pk, **kwargs)
        self.object = get_object_or_404(Story, pk=pk)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return []

    def get_page_subtitle(self) -> str:
        return str(self.object.newest())

    def get_initial(self) -> dict[str, Any]:
        return {"why": self.object.unverified_why}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, wall = Work.objects.filter(pk=self.object.pk).first(), times.wall()
        return super().get_context_data(
            story=self.object, since=wall.told(self.object.unverified_at),
            again=wall.told(row.look_again_at) if row else "", edit_url=self._back(), **kwargs,
        )  # fmt: skip

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("act") != "verify":
            return super().post(request, *args, **kwargs)
        verifying.verify(self.object, by=request.user)
        told = _("“%(headline)s” is verified: readers are told no more that it is not.")
        messages.success(request, told % {"headline": self.object})
        return HttpResponseRedirect(self._back())

    def form_valid(self, form: DoubtForm) -> HttpResponse:
        said = form.cleaned_data
        verifying.doubt(
            self.object, by=self.request.user, why=said["why"], until=said["look_again_at"]
        )
        told = _("Readers are told that “%(headline)s” is not yet verified.")
        messages.success(self.request, told % {"headline": self.object})
        return HttpResponseRedirect(self._back())

    def _back(self) -> str:
        return reverse("stories:edit", args=[self.object.pk])
