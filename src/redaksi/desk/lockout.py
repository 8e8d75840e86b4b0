"""Who mistyped a password too often waits a while: the address that is counted, and the answer.

The count is kept by django-axes for a name and an address together (config.settings).
"""

from __future__ import annotations

import ipaddress
from datetime import datetime
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables

from redaksi.desk import times
from redaksi.lib import clock

#: A household or an office has a whole network of this size in IPv6.
HOUSEHOLD = 64
#: Counted for a connection without an address.
NOWHERE = "::"
TOO_MANY = 429


def place(request: HttpRequest) -> str:
    """The address that asks: the connection's own, never what a header claims.

    Behind our edge it is the reader's, as ``config.wsgi`` puts it there. Of IPv6 the network of
    the household: who has one has all of its addresses.
    """
    try:
        found = ipaddress.ip_address(request.META.get("REMOTE_ADDR") or NOWHERE)
    except ValueError:
        return NOWHERE
    if found.version == 4:
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    network = ipaddress.ip_network((int(found), HOUSEHOLD), strict=False)
    return str(network.network_address)


@sensitive_variables("credentials")
def answer(
    request: HttpRequest, _before: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """429 with a page that says until when, and what to do meanwhile."""
    codes = request.path_info == reverse("desk_second_factor")
    return told(request, _until(request, credentials), codes=codes)


def told(request: HttpRequest, until: datetime, *, codes: bool = False) -> HttpResponse:
    """The page; *codes* when it was codes that were wrong."""
    wall = times.wall()
    context = {"until": wall.told(until), "elsewhere": wall.elsewhere(until), "codes": codes}
    refused = render(request, "redaksi_desk/locked_out.html", context, status=TOO_MANY)
    refused.headers["Retry-After"] = str(max(int((until - clock.now()).total_seconds()), 1))
    refused.headers["Cache-Control"] = "no-store"
    return refused


def _until(request: HttpRequest, credentials: Any) -> datetime:
    """When the newest of the attempts that count is old enough."""
    (attempts,) = AxesProxyHandler.get_implementation().get_user_attempts(request, credentials)
    newest = attempts.aggregate(newest=Max("attempt_time"))["newest"] or clock.now()
    return newest + get_cool_off(request)
