"""The answer to a stale write: 409, both texts side by side, and the ways on."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from redaksi.desk import drafts, sidebyside
from redaksi.desk.holding import Lock
from redaksi.stories import actions
from redaksi.stories.errors import StaleWrite
from redaksi.stories.models import Story

#: Wagtail's own words, which its autosave knows: it stops (or waits) and tells the editor.
CODE, LOCKED = "invalid_revision", "locked"
#: How many versions back the text of a refused write is looked for.
FAR_BACK = 200


def wants_json(request: HttpRequest) -> bool:
    return not request.accepts("text/html")


def refuse_json() -> JsonResponse:
    """409 for the autosave of a form that began from an older version."""
    return _told(CODE, _("Somebody saved a newer version meanwhile. Press Save to see both."))


def refuse_held_json(lock: Lock) -> JsonResponse:
    """409 for the autosave of a form while somebody else has the story open."""
    return _told(LOCKED, lock.told())


def _told(code: str, says: str) -> JsonResponse:
    answer = {"success": False, "error_code": code, "error_message": says}
    return JsonResponse(answer, status=409)


def refuse_form(
    request: HttpRequest, story: Story, form_class: Any, lock: Lock | None = None
) -> HttpResponse:
    """409 for a form (in ``request.POST``) that began from an older version of *story*, or that
    came while somebody else (*lock*) has it open.

    *story* is the newest version; it is not changed. The refused text is kept as a version beside
    it, once for each beginning.
    """
    data = drafts.rebased(request.POST)
    blank = drafts.without_children(Story.objects.get(pk=story.pk).newest())
    mine = drafts.drafted(form_class(data, instance=blank, for_user=request.user))
    _keep_aside(mine, request)
    if wants_json(request):
        return refuse_held_json(lock) if lock else refuse_json()
    again = [(name, value) for name, values in data.lists() for value in values]
    more = {"again": again, "action": _edit(story), "lock": lock}
    return _page(request, story, mine, more)


def _keep_aside(mine: Story, request: HttpRequest) -> None:
    """Keep *mine* under the number of the version from which it began."""
    newest, begun = mine.version, request.POST.get("base_version", "")
    mine.version = int(begun) if begun.isdecimal() else 0
    actions.keep_aside(mine, by=request.user)
    mine.version = newest


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
