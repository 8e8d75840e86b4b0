"""Breaking news at the desk: one press puts it onto every page, one undoes it in ten seconds."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.auth import require_admin_access

from redaksi.desk import times
from redaksi.desk.breakingform import BreakingForm
from redaksi.fronts import actions, rules
from redaksi.fronts.errors import NotPossible
from redaksi.fronts.models import Breaking
from redaksi.lib import clock
from redaksi.stories.models import Story

RIGHT = "redaksi_stories.publish_story"
#: So many bars of before are listed.
LISTED = 10
View = Callable[..., HttpResponse]


def _for_publishers(view: View) -> View:
    @require_admin_access
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied(_("You may not publish."))
        return view(request, *args, **kwargs)

    return asked


@_for_publishers
@require_GET
def bar(request: HttpRequest) -> HttpResponse:
    """The bar that stands, and the form of the next one; ``?story=ID`` begins with that story."""
    story = _story(request.GET.get("story", ""))
    initial = {"story": story, "text": story.short_headline or story.headline} if story else {}
    return _shown(request, BreakingForm(initial=initial))


@_for_publishers
@require_POST
def announce(request: HttpRequest) -> HttpResponse:
    """Put it onto every page."""
    form = BreakingForm(request.POST)
    if not form.is_valid():
        return _shown(request, form, status=422)
    said = form.cleaned_data
    actions.announce(said["text"], ends_at=said["ends_at"], story=said["story"], by=request.user)
    return HttpResponseRedirect(reverse("breaking:index"))


@_for_publishers
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo the act, within ten seconds of it."""
    try:
        actions.undo_announcing(get_object_or_404(Breaking, pk=pk), by=request.user)
        messages.success(request, _("Undone: readers see what they saw before."))
    except NotPossible as error:
        messages.error(request, " ".join(one.says for one in error.problems))
    return HttpResponseRedirect(reverse("breaking:index"))


@_for_publishers
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it from every page now."""
    if actions.take_away(get_object_or_404(Breaking, pk=pk), by=request.user):
        messages.success(request, _("The bar is taken away."))
    return HttpResponseRedirect(reverse("breaking:index"))


def _story(asked: str) -> Story | None:
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 19):
        return None
    found: Story | None = Story.objects.live().defer("body").filter(pk=int(asked)).first()
    return found


def _shown(request: HttpRequest, form: BreakingForm, status: int = 200) -> HttpResponse:
    now, wall = clock.now(), times.wall()
    row = Breaking.objects.standing(now).select_related("story").first()
    left = int((row.at + rules.UNDO - now).total_seconds()) if row else 0
    before = Breaking.objects.exclude(pk=row.pk if row else 0)[:LISTED]
    context = {
        "form": form, "row": row, "left": max(0, left),
        "until": wall.told(row.ends_at) if row else "",
        "elsewhere": wall.elsewhere(row.ends_at) if row else "",
        "before": [
            {"row": one, "at": wall.told(one.at), "ended": wall.told(one.ended_at or one.ends_at)}
            for one in before
        ],
    }  # fmt: skip
    return render(request, "redaksi_desk/breaking/bar.html", context, status=status)
