"""The answer to a stale write: 409, both texts side by side, and the ways on."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from redaksi.desk import drafts, sidebyside
from redaksi.stories.errors import StaleWrite
from redaksi.stories.models import Story

#: Wagtail's own word, which its autosave knows: it stops and tells the editor.
CODE = "invalid_revision"
#: How many versions back the text of a refused write is looked for.
FAR_BACK = 200


def wants_json(request: HttpRequest) -> bool:
    return not request.accepts("text/html")


def refuse_json() -> JsonResponse:
    """409 for the autosave of a form that began from an older version."""
    says = _("Somebody saved a newer version meanwhile. Press Save to see both.")
    answer = {"success": False, "error_code": CODE, "error_message": says}
    return JsonResponse(answer, status=409)


def refuse_form(request: HttpRequest, story: Story, form_class: Any) -> HttpResponse:
    """409 for a form (in ``request.POST``) that began from an older version of *story*.

    *story* is the newest version; it is not changed.
    """
    if wants_json(request):
        return refuse_json()
    data = drafts.rebased(request.POST)
    blank = drafts.without_children(Story.objects.get(pk=story.pk).newest())
    mine = drafts.drafted(form_class(data, instance=blank, for_user=request.user))
    again = [(name, value) for name, values in data.lists() for value in values]
    return _page(request, story, mine, {"again": again, "action": _edit(story)})


def refuse_act(request: HttpRequest, error: StaleWrite) -> HttpResponse:
    """409 for any other write that StaleWrite stopped: passing, publishing in bulk, scheduling."""
    if wants_json(request):
        return refuse_json()
    story = Story.objects.get(pk=error.pk)
    return _page(request, story.newest(), _version(story, error.based_on), {})


def _version(story: Story, version: int) -> Story | None:
    """The text of *version*; None when no revision has it any more."""
    for revision in story.revisions.order_by("-pk")[:FAR_BACK].iterator():
        if revision.content.get("version") == version:
            return revision.as_object()
    return None


def _page(
    request: HttpRequest, theirs: Story, mine: Story | None, more: dict[str, Any]
) -> HttpResponse:
    newest = theirs.latest_revision
    context = {
        "story": theirs,
        "newest": newest,
        "mine": mine,
        "fields": sidebyside.fields(theirs, mine) if mine else [],
        "copy": sidebyside.plain(mine) if mine else "",
        "edit_url": _edit(theirs),
        "base_version": theirs.version,
        **more,
    }
    return HttpResponse(
        render_to_string("redaksi_desk/stories/conflict.html", context, request), status=409
    )


def _edit(story: Story) -> str:
    return reverse("stories:edit", args=[story.pk])
