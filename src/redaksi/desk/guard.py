"""What holds before any screen of the desk: a second factor that comes along is looked at, who
needs one is led to it, and the session is noted as seen."""

from __future__ import annotations

import ipaddress
import time
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from redaksi.desk import askfactor, factors, lockout
from redaksi.staff import actions as staff
from redaksi.staff import queries
from redaksi.staff.actions import TooManyCodes

#: Screens without which nobody can set up or give a factor, or leave.
FREE = frozenset(
    {
        "wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog", "desk_second_factor", "desk_passkey",
        "wagtailadmin_password_reset", "wagtailadmin_password_reset_done",
        "wagtailadmin_password_reset_confirm", "wagtailadmin_password_reset_complete",
        "safety:factors", "safety:app", "safety:passkey", "safety:codes", "safety:again",
    }
)  # fmt: skip
#: A session is noted as seen again after so many seconds; so many are remembered meanwhile.
EVERY, MOST = 60, 5_000
_noted: dict[str, float] = {}


def stop(request: HttpRequest, name: str) -> HttpResponse | None:
    """The answer instead of the screen *name*, if there must be one."""
    if not request.user.is_authenticated:
        return None
    see(request, request.user)
    if askfactor.is_answer(request) and name not in FREE and not factors.proven(request):
        refused = _looked_at(request)
        if refused is not None:
            return refused
    if name in FREE or not factors.missing(request):
        return None
    return _led(request)


def _looked_at(request: HttpRequest) -> HttpResponse | None:
    try:
        wrong = askfactor.fault(request, request.user)
    except TooManyCodes as error:
        return askfactor.wait(request, error.until)
    if wrong:
        return askfactor.refuse(request, wrong)
    factors.prove(request)
    return None


def _led(request: HttpRequest) -> HttpResponse:
    """What was sent is asked for again with its factor; who only looks goes where one is given."""
    if request.method != "GET" or not request.accepts("text/html"):
        return askfactor.refuse(request)
    name = "safety:again" if queries.has_factor(request.user) else "safety:factors"
    back = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"{reverse(name)}?{back}")


def see(request: Any, user: Any) -> None:
    """Note the session of *request* as used just now by *user*, once a minute."""
    key, now = request.session.session_key, time.monotonic()
    if not key or now - _noted.get(key, -EVERY) < EVERY:
        return
    if len(_noted) >= MOST:
        _noted.clear()
    _noted[key] = now
    staff.see(user, key, address=address(request), agent=agent(request))


def address(request: Any) -> str:
    """The address that *request* comes from, whole; never what a header claims."""
    try:
        return str(ipaddress.ip_address(request.META.get("REMOTE_ADDR") or lockout.NOWHERE))
    except ValueError:
        return lockout.NOWHERE


def agent(request: Any) -> str:
    """What the browser of *request* calls itself."""
    return str(request.META.get("HTTP_USER_AGENT", "")).replace("\0", "")[:200]
