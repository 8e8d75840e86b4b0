"""Where one is signed in, and ending it elsewhere."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.auth import require_admin_access

from redaksi.desk import browsers, times
from redaksi.staff import actions as staff
from redaksi.staff import queries


@require_admin_access
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Each browser that is signed in as whoever asks."""
    rows = told(request.user, request.session.session_key or "")
    context = {"rows": rows, "page_title": _("Where you are signed in"), "header_icon": "desktop"}
    return render(request, "redaksi_desk/sessions.html", context)


@require_admin_access
@require_POST
def end(request: HttpRequest, session: int) -> HttpResponse:
    """One of them ends; the own one as by signing off."""
    mine = {one.pk for one in queries.sessions(request.user, _key(request)) if one.is_this}
    ended = staff.end_session(request.user, session, by=request.user)
    if session in mine:
        logout(request)
        return HttpResponseRedirect(reverse("wagtailadmin_login"))
    if ended:
        messages.success(request, _("That browser is signed off."))
    return HttpResponseRedirect(reverse("safety:sessions"))


@require_admin_access
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """All but this one end."""
    ended = staff.end_sessions(request.user, but=_key(request), by=request.user)
    said = ngettext("%(count)d other browser is signed off.",
                    "%(count)d other browsers are signed off.", ended)  # fmt: skip
    messages.success(request, said % {"count": ended})
    return HttpResponseRedirect(reverse("safety:sessions"))


def told(user: Any, key: str) -> list[dict[str, Any]]:
    """The sessions of *user* in plain words; *key* is the one that asks."""
    wall = times.wall()
    return [
        {"session": one, "browser": browsers.told(one.agent), "since": wall.told(one.since),
         "seen": wall.told(one.seen)}
        for one in queries.sessions(user, key)
    ]  # fmt: skip


def _key(request: HttpRequest) -> str:
    return request.session.session_key or ""
