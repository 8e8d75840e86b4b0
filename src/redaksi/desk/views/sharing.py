"""Preview links of a story at the desk: made, listed with who made them, copied, revoked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from redaksi.desk import times
from redaksi.desk.models import name_of
from redaksi.desk.sharingform import ShareForm
from redaksi.stories import actions
from redaksi.stories.errors import StoryError
from redaksi.stories.models import PreviewLink, Story


class ShareView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """The links of a story, and the form of the next one."""

    model = Story
    permission_required = "change"
    page_title = gettext_lazy("Preview links")
    header_icon = "link"
    template_name = "redaksi_desk/stories/share.html"
    form_class = ShareForm

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, pk=pk, **kwargs)
        self.object = get_object_or_404(Story, pk=pk)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return []

    def get_page_subtitle(self) -> str:
        return str(self.object.newest())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wall = times.wall()
        rows = PreviewLink.objects.filter(story=self.object).select_related(
            "made_by__person", "revision"
        )
        links = [
            {"link": one, "open": one.is_open(), "by": name_of(one.made_by),
             "version": one.revision.content.get("version"), "until": wall.told(one.ends_at),
             "elsewhere": wall.elsewhere(one.ends_at), "revoked": wall.told(one.revoked_at),
             "address": self.request.build_absolute_uri(one.address)}
            for one in rows
        ]  # fmt: skip
        return super().get_context_data(story=self.object, links=links, **kwargs)

    def form_valid(self, form: ShareForm) -> HttpResponse:
        try:
            actions.share(self.object, ends_at=form.cleaned_data["ends_at"], by=self.request.user)
        except StoryError as error:
            form.add_error("ends_at", str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("The preview link is made: copy it below."))
        return HttpResponseRedirect(reverse("stories:share", args=[self.object.pk]))


@require_admin_access
@require_POST
def revoke(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    """The link opens nothing from now on."""
    if not request.user.has_perm("redaksi_stories.change_story"):
        raise PermissionDenied(_("You may not change stories."))
    actions.revoke(get_object_or_404(PreviewLink, pk=link, story=pk), by=request.user)
    messages.success(request, _("The preview link is revoked."))
    return HttpResponseRedirect(reverse("stories:share", args=[pk]))
