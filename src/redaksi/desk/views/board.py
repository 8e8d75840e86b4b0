"""The board: its page, what changed on it, and the moves of its cards."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.auth import require_admin_access

from redaksi.desk import board, holding, queries, stages, telling, times, work
from redaksi.desk.models import Work, name_of
from redaksi.lib import clock
from redaksi.press import acts
from redaksi.sections.models import Section
from redaksi.stories import actions
from redaksi.stories.errors import StaleWrite, StoryError
from redaksi.stories.models import Story
from redaksi.stylebook import dates

VIEW, CHANGE = "redaksi_stories.view_story", "redaksi_stories.change_story"


@require_admin_access
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The whole board, as its address narrows it."""
    _need(request, VIEW)
    filters, mark, wall = board.Filters.of(request.GET), board.mark(), times.wall()
    lanes = board.order(filters, request.user)
    found = {one.pk: one for one in board.cards(sum(lanes.values(), []), request.user)}
    context = {
        "lanes": [_lane(stage, pks, found) for stage, pks in lanes.items()],
        "filters": filters, "mark": mark, "may": _rights(request),
        "holder_id": filters.holder if filters.holder.isdecimal() else "",
        "sections": Section.objects.order_by("path"),
        "holders": [(str(one.pk), name_of(one)) for one in queries.writers()],
        "notices": queries.notices(request.user),
        "day": dates.day_long(clock.now(), wall.zone, wall.language), "now": wall.told(clock.now()),
    }  # fmt: skip
    return render(request, "redaksi_desk/board/board.html", context)


@require_admin_access
@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """What is on the board now: ``{"mark", "now", "lanes": {stage: ids}, "cards": {id: html}}``.

    Only the cards that changed after the mark ``since`` come with their html, all of them without
    it; 304 when nothing changed at all (one query).
    """
    _need(request, VIEW)
    mark, seen = board.mark(), request.GET.get("since", "")
    if seen and seen == mark:
        return HttpResponse(status=304)
    lanes = board.order(board.Filters.of(request.GET), request.user)
    found = board.cards(sum(lanes.values(), []), request.user, after=board.since(seen))
    template, may = get_template("redaksi_desk/board/card.html"), _rights(request)
    html = {one.pk: template.render({"card": one, "may": may}, request) for one in found}
    now = times.wall().told(clock.now())
    return JsonResponse({"mark": mark, "now": now, "lanes": lanes, "cards": html})


@require_admin_access
@require_POST
def idea(request: HttpRequest) -> HttpResponse:
    """A new card that nobody holds yet: a ``headline``, in the ``section`` of the board if any."""
    _need(request, "redaksi_stories.add_story")
    headline = " ".join(request.POST.get("headline", "").split())[:160]
    if not headline:
        return _refused(request, _("An idea needs a headline."))
    section = board.Filters.of(request.POST).section
    row = Section.objects.filter(pk=section).first() if section else None
    with acts.gathering(actor=request.user):
        made = actions.save_draft(Story(headline=headline, section=row), by=request.user).story
        work.changed(made.pk, stage=Work.Stage.IDEA)
    return _done(request, _("“%(headline)s” is on the board.") % {"headline": headline})


@require_admin_access
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """A card goes to the stage ``to``; ``{"ok": bool, "says": str}``, 409 when it is refused."""
    _need(request, CHANGE)
    story, to = get_object_or_404(Story, pk=pk), request.POST.get("to", "")
    seen = request.POST.get("version", "")
    try:
        stages.move(story, to, by=request.user, seen=int(seen) if seen.isdecimal() else None)
    except StaleWrite:
        says = _("This story changed meanwhile: look at it, then move it again.")
        return _refused(request, says)
    except StoryError as error:
        return _refused(request, telling.told(error))
    except PermissionDenied as error:
        return _refused(request, str(error))
    told = _("“%(headline)s” is in the stage %(stage)s.")
    told %= {"headline": story.newest(), "stage": Work.Stage(to).label}
    return _done(request, told)


@require_admin_access
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever asks holds the work from now on, without opening it."""
    _need(request, CHANGE)
    story = get_object_or_404(Story, pk=pk)
    try:
        holding.take(story, by=request.user)
    except StoryError as error:
        return _refused(request, telling.told(error))
    return _done(request, _("You hold “%(headline)s” now.") % {"headline": story.newest()})


def _lane(stage: str, pks: list[int], found: dict[int, board.Card]) -> dict[str, Any]:
    shown = [found[pk] for pk in pks if pk in found]
    return {"stage": stage, "label": Work.Stage(stage).label, "cards": shown}


def _rights(request: HttpRequest) -> dict[str, bool]:
    """What this user may do with cards."""
    has = request.user.has_perm
    return {"change": has(CHANGE), "publish": has("redaksi_stories.publish_story")}


def _need(request: HttpRequest, right: str) -> None:
    if not request.user.has_perm(right):
        raise PermissionDenied


def _refused(request: HttpRequest, says: str) -> HttpResponse:
    if request.accepts("text/html"):
        messages.error(request, says)
        return HttpResponseRedirect(_back(request))
    return JsonResponse({"ok": False, "says": says}, status=409)


def _done(request: HttpRequest, says: str) -> HttpResponse:
    if request.accepts("text/html"):
        messages.success(request, says)
        return HttpResponseRedirect(_back(request))
    return JsonResponse({"ok": True, "says": says})


def _back(request: HttpRequest) -> str:
    """The board, narrowed down as it was."""
    asked = {name: request.POST.get(name, "") for name in ("section", "holder", "due")}
    kept = urlencode({name: value for name, value in asked.items() if value})
    return reverse("board:index") + (f"?{kept}" if kept else "")
