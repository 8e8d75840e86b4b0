"""Two versions of a story side by side, and restoring an older one as the newest."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access
from wagtail.models import Revision
from wagtail.snippets.views import snippets

from redaksi.desk import holding, sidebyside, telling, times
from redaksi.desk.models import name_of
from redaksi.stories import actions
from redaksi.stories.errors import StoryError
from redaksi.stories.models import Story

#: So many versions can be chosen beside the two that are shown.
MOST = 30


class CompareView(snippets.RevisionsCompareView):
    """Headline, text with its photos, bylines, photo and credit, section, times: what differs."""

    template_name = "redaksi_desk/stories/compare.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        fields = sidebyside.fields(context["revision_a"], context["revision_b"])
        newest = self.object.latest_revision_id
        return {
            **context,
            "story": self.object, "changed": [one for one in fields if one.differs],
            "same": [one.label for one in fields if not one.differs],
            "sides": [self._side(self.revision_id_a), self._side(self.revision_id_b)],
            "others": self._others(newest), "newest": newest,
        }  # fmt: skip

    def _get_comparison(self, revision_a: Any, revision_b: Any) -> list[Any]:
        return []  # ours says it all: Wagtail's leaves out what no panel holds

    def _side(self, asked: str) -> dict[str, Any]:
        """What stands above one of the two: its number, who saved it and when."""
        rows = self.object.revisions.select_related("user__person").order_by("created_at", "pk")
        if asked == "live":
            found = rows.filter(pk=self.object.live_revision_id or 0).first()
            return {**_told(found), "live": True}
        if asked in ("earliest", "latest"):
            return _told(rows.first() if asked == "earliest" else rows.last())
        return _told(rows.filter(pk=asked).first())

    def _others(self, newest: int | None) -> list[dict[str, Any]]:
        rows = self.object.revisions.exclude(pk=newest or 0).select_related("user__person")
        return [_told(one) for one in rows.order_by("-created_at", "-pk")[:MOST]]


def _told(row: Revision | None) -> dict[str, Any]:
    if row is None:
        return {"pk": None, "version": 0, "by": "", "at": ""}
    return {
        "pk": row.pk, "version": row.content.get("version") or 0, "by": name_of(row.user),
        "at": times.wall().told(row.created_at), "aside": bool(row.content.get("aside")),
    }  # fmt: skip


@require_admin_access
@require_POST
def restore(request: HttpRequest, pk: int, revision: int) -> HttpResponse:
    """The older version becomes the newest draft; nothing is deleted, and readers see no change."""
    if not request.user.has_perm("redaksi_stories.change_story"):
        raise PermissionDenied(_("You may not change stories."))
    story = get_object_or_404(Story, pk=pk)
    try:
        holding.refuse_held(story, request.user)
        done = actions.restore(story, revision, by=request.user)
    except StoryError as error:
        messages.error(request, telling.told(error))
        return HttpResponseRedirect(reverse("stories:history", args=[pk]))
    told = _("The older text is version %(number)s now, a draft: nothing was deleted.")
    messages.success(request, told % {"number": done.story.version})
    return HttpResponseRedirect(reverse("stories:edit", args=[pk]))
