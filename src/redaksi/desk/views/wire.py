"""The wires at the desk: their items, one beside them, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.auth import require_admin_access

from redaksi.desk import sidebyside, taking, times, wire
from redaksi.desk.models import Taking
from redaksi.lib import clock
from redaksi.sections.models import Section
from redaksi.stories.models import Story
from redaksi.wire import actions, queries
from redaksi.wire.models import Item

VIEW, CHANGE = "redaksi_wire.view_item", "redaksi_wire.change_item"


@require_admin_access
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The list, as its address narrows it down, and the item that it names beside it."""
    _need(request, VIEW)
    asked = wire.Asked.of(request.GET)
    page = wire.page(asked)
    gone = Item.objects.filter(state=Item.State.DROPPED)
    dropped = gone.filter(pk=asked.dropped).first() if asked.dropped else None
    context = {
        "asked": asked, "wanted": asked.wanted, "page": page,
        "rows": wire.rows(page.object_list, asked), "sources": wire.sources(asked),
        "older": asked.url(page=page.number + 1, item=None) if page.has_next() else "",
        "newer": asked.url(page=page.number - 1, item=None) if page.has_previous() else "",
        "sections": Section.objects.order_by("path"), "states": wire.STATES,
        "waiting": Item.objects.filter(replaced_by=None, state=Item.State.NEW).count(),
        "dropped": dropped, "list_url": asked.url(item=None), **_pane(request, asked),
    }  # fmt: skip
    return render(request, "redaksi_desk/wire/index.html", context)


@require_admin_access
@require_GET
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """One item as the pane beside the list, for the list's script; a page of it has an address."""
    _need(request, VIEW)
    asked = wire.Asked.of(request.GET)
    asked = replace(asked, item=get_object_or_404(Item, pk=pk).pk)
    if request.headers.get("x-requested-with") != "XMLHttpRequest":
        return HttpResponseRedirect(asked.url())
    return render(request, "redaksi_desk/wire/item.html", _pane(request, asked))


@require_admin_access
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """The item becomes a draft that whoever asks holds; taken before, its draft is named."""
    _need(request, CHANGE)
    row = get_object_or_404(Item.objects.select_related("source__section"), pk=pk)
    try:
        story = taking.take(row, by=request.user)
    except taking.AlreadyTaken as error:
        url = reverse("stories:edit", args=[error.taking.story_id])
        says = format_html('{} <a href="{}">{}</a>', str(error), url, _("Open the story"))
        messages.error(request, says)
        return HttpResponseRedirect(_back(request))
    except actions.WireError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(_back(request))
    messages.success(request, _("“%(title)s” is a draft of yours now.") % {"title": row})
    return redirect("stories:edit", story.pk)


@require_admin_access
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """The item is put away; the list offers to undo it."""
    _need(request, CHANGE)
    row = get_object_or_404(Item, pk=pk)
    try:
        actions.drop(row, by=request.user, now=clock.now())
    except actions.WireError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(_back(request))
    return HttpResponseRedirect(_back(request, dropped=row.pk))


@require_admin_access
@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The item is new again: undo of a drop, or the way out of quarantine."""
    _need(request, CHANGE)
    row = get_object_or_404(Item, pk=pk)
    try:
        actions.put_back(row, by=request.user, now=clock.now())
        messages.success(request, _("“%(title)s” is new again.") % {"title": row})
    except actions.WireError as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(_back(request, item=row.pk))


@require_admin_access
def newer(request: HttpRequest, pk: int) -> HttpResponse:
    """What the wire sent since the story *pk* was taken from it, beside what was taken.

    A POST says that it was seen: nobody is told of this version any more.
    """
    _need(request, "redaksi_stories.change_story")
    story = get_object_or_404(Story, pk=pk)
    one = get_object_or_404(Taking, story=story)
    versions = {row.version: row for row in queries.of_thread(one.item_id)} if one.item_id else {}
    if request.method == "POST":
        said = request.POST.get("version", "")
        taking.see(one, int(said) if said.isascii() and said.isdecimal() else one.seen)
        return redirect("stories:edit", story.pk)
    then, now = versions.get(one.version), versions[max(versions)] if versions else None
    context = {
        "story": story.newest(), "taking": one, "then": then, "newest": now,
        "fields": _beside(then, now) if then and now else [], "at": _told(then), "came": _told(now),
    }  # fmt: skip
    return render(request, "redaksi_desk/wire/newer.html", context)


def _told(row: Item | None) -> str:
    return times.wall().told(row.received_at) if row else ""


def _beside(then: Item, now: Item) -> list[sidebyside.Field]:
    """Title, summary and text of both versions, the words that differ marked.

    A summary that is the beginning of the text is not shown twice.
    """
    left, right = queries.text(then), queries.text(now)
    both = [(_("headline"), then.title, now.title), (_("text"), left, right)]
    if not (_begins(then.summary, left) and _begins(now.summary, right)):
        both.insert(1, (_("summary"), then.summary, now.summary))
    return [sidebyside.pair(label, one, other) for label, one, other in both]


def _begins(summary: str, text: str) -> bool:
    """Whether *summary* says no more than how *text* begins."""
    return " ".join(text.split()).startswith(summary.removesuffix("…"))


def _pane(request: HttpRequest, asked: wire.Asked) -> dict[str, Any]:
    has = request.user.has_perm
    return {
        "shown": wire.preview(asked.item), "back": asked.url(item=None), "here": asked.url(),
        "may_change": has(CHANGE), "may_take": all(has(right) for right in taking.RIGHTS),
        "may_arrange": has("redaksi_wire.change_source"),
    }  # fmt: skip


def _need(request: HttpRequest, right: str) -> None:
    if not request.user.has_perm(right):
        raise PermissionDenied


def _back(request: HttpRequest, **changed: Any) -> str:
    """The list, narrowed down as it was."""
    return wire.Asked.of(request.POST).url(**changed)
