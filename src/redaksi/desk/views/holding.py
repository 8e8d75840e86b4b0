"""The heartbeat of an open story, its end, and taking over."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access

from redaksi.desk import holding, locks
from redaksi.desk.models import Notice
from redaksi.stories.models import Story

CHANGE = "redaksi_stories.change_story"


@require_admin_access
@require_POST
def hold(request: HttpRequest, pk: int) -> JsonResponse:
    """One beat: ``{"mine": bool, "says": str, "version": int}``.

    ``says`` names who has it when it is not the one who asks; ``version`` is the newest one. Who
    may not write it for another reason (it is being passed, it is scheduled) keeps nobody out.
    """
    story = _story(request, pk)
    wagtails = locks.lock_for(story, request.user)
    if wagtails is not None and wagtails.for_user(request.user):
        return _beat(story, strip_tags(wagtails.get_description(request.user)))
    lock = holding.keep(story, by=request.user)
    return _beat(story, lock.told() if lock and lock.user_id != request.user.pk else "")


@require_admin_access
@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """The tab was closed."""
    holding.release(_story(request, pk), by=request.user)
    return HttpResponse(status=204)


@require_admin_access
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever asks holds the story from now on, and has it open."""
    story = _story(request, pk)
    holding.take(story, by=request.user, opening=True)
    messages.success(request, _("You hold “%(headline)s” now.") % {"headline": story.newest()})
    return HttpResponseRedirect(reverse("stories:edit", args=[pk]))


@require_admin_access
@require_POST
def seen(request: HttpRequest, notice: int) -> HttpResponse:
    """Whoever was told puts the notice away; nobody puts away another's."""
    Notice.objects.filter(pk=notice, user_id=request.user.pk or 0).delete()
    return HttpResponseRedirect(reverse("wagtailadmin_home"))


def _beat(story: Story, says: str) -> JsonResponse:
    return JsonResponse({"mine": not says, "says": says, "version": story.version})


def _story(request: HttpRequest, pk: int) -> Story:
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied(_("You may not change stories."))
    return get_object_or_404(Story, pk=pk)
