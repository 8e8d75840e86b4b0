"""The work on one story: who holds it, until when, in which stage; handing it over."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from redaksi.desk import holding, work
from redaksi.desk.forms import WorkForm
from redaksi.desk.models import Work, name_of
from redaksi.stories.models import Story


class WorkView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Hands the story over, and sets its deadline."""

    model = Story
    permission_required = "change"
    page_title = gettext_lazy("Work on the story")
    header_icon = "user"
    template_name = "redaksi_desk/stories/work.html"
    form_class = WorkForm

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, pk=pk, **kwargs)
        self.object = get_object_or_404(Story, pk=pk)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return []

    def get_page_subtitle(self) -> str:
        return str(self.object.newest())

    def get_form_kwargs(self) -> dict[str, Any]:
        row = Work.objects.select_related("holder").filter(pk=self.object.pk).first()
        return {**super().get_form_kwargs(), "work": row}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lock = holding.lock_against(self.object, self.request.user)
        more = {"story": self.object, "lock": lock, "next": self._wanted(), "back": self._next()}
        return super().get_context_data(**more, **kwargs)

    def form_valid(self, form: WorkForm) -> HttpResponse:
        said, user = form.cleaned_data, self.request.user
        to = said["holder"]
        if to and to != form.held_by:
            holding.hand_over(self.object, by=user, to=to, note=said["note"])
            told = _("%(name)s holds “%(headline)s” now, and finds a notice at the desk.")
            told %= {"name": name_of(to), "headline": self.object.newest()}
            messages.success(self.request, told)
        if said["due_at"] != form.initial["due_at"]:
            work.changed(self.object.pk, due_at=said["due_at"])
            messages.success(self.request, _("The deadline is set."))
        given_away = to and to not in (form.held_by, user)
        return HttpResponseRedirect(self._next(reverse("board:index") if given_away else ""))

    def _next(self, otherwise: str = "") -> str:
        """Where to go; the form of a story that was given away would hold it again."""
        return self._wanted() or otherwise or reverse("stories:edit", args=[self.object.pk])

    def _wanted(self) -> str:
        wanted = self.request.POST.get("next") or self.request.GET.get("next") or ""
        return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""
