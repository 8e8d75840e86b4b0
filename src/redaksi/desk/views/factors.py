"""One's own second factors: to look at, set up and take away."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin.auth import require_admin_access

from redaksi.desk import askfactor, factors, passkeys, qr, times
from redaksi.staff import actions as staff
from redaksi.staff import queries
from redaksi.staff.actions import TooManyCodes

#: Where a session keeps the secret of an app that is being set up.
SECRET = "redaksi.app"  # noqa: S105 (a name)
View = Callable[..., HttpResponse]


def surely(view: View) -> View:
    """A view for whoever showed within the last minutes who they are."""

    @never_cache
    @sensitive_post_parameters()
    @require_admin_access
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if factors.fresh(request):
            return view(request, *args, **kwargs)
        back = request.get_full_path() if request.method == "GET" else reverse("safety:factors")
        return HttpResponseRedirect(f"{reverse('safety:again')}?{urlencode({'next': back})}")

    return asked


@never_cache
@require_admin_access
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What one has, and what there is."""
    wall, user = times.wall(), request.user
    rows = [
        {
            "factor": one,
            "made": wall.told(one.made),
            "used": wall.told(one.used) if one.used else "",
        }
        for one in queries.factors(user)
    ]
    context = {"rows": rows, "left": queries.codes_left(user), "needed": factors.missing(request),
               "next": where(request)}  # fmt: skip
    return _screen(request, "index", _("Second factor"), context)


@surely
@require_http_methods(["GET", "POST"])
def app(request: HttpRequest) -> HttpResponse:
    """An app that shows codes: its secret as a picture and as text, then the first code."""
    secret = request.session.setdefault(SECRET, generate_totp_secret())
    error = ""
    if request.method == "POST":
        had = bool(queries.codes_left(request.user))
        if staff.add_app(request.user, secret, request.POST.get("code", "")):
            request.session.pop(SECRET)
            return _added(request, had)
        error = _("This code does not fit. Codes change every half minute.")
    url = get_adapter().build_totp_url(request.user, secret)
    spaced = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    context = {
        "qr": qr.drawn(url),
        "secret": spaced,
        "error": error,
        "replaces": any(one.kind == "totp" for one in queries.factors(request.user)),
    }
    return _screen(request, "app", _("App with codes"), context)


@surely
@require_http_methods(["GET", "POST"])
def passkey(request: HttpRequest) -> HttpResponse:
    """A passkey of this device or of a stick."""
    error, name = "", request.POST.get("name", "").strip()[:60]
    if request.method == "POST":
        credential = passkeys.made(request.POST.get(factors.CREDENTIAL, ""))
        if credential is not None:
            had = bool(queries.codes_left(request.user))
            staff.add_passkey(request.user, name or _("Passkey"), credential)
            return _added(request, had)
        error = _("The browser made no passkey that can be used here. Try again.")
    context = {"options": passkeys.to_be_made(request.user), "error": error, "name": name,
               "credential_name": factors.CREDENTIAL}  # fmt: skip
    return _screen(request, "passkey", _("Add a passkey"), context)


@surely
@require_POST
def codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes, shown once."""
    made = staff.make_codes(request.user)
    if not made:
        messages.error(request, _("Recovery codes come with another second factor; set one up."))
        return HttpResponseRedirect(reverse("safety:factors"))
    return _shown_once(request, made)


@surely
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks before a factor goes."""
    found = {one.pk: one for one in queries.factors(request.user)}
    if pk not in found:
        raise Http404("No such factor of yours.")
    if request.method == "GET":
        last = len(found) == 1
        context = {"factor": found[pk], "last": last}
        return _screen(request, "remove", _("Take a second factor away"), context)
    staff.remove_factor(request.user, pk)
    messages.success(request, _("It is taken away and opens nothing any more."))
    return HttpResponseRedirect(reverse("safety:factors"))


@never_cache
@sensitive_post_parameters()
@require_admin_access
@require_http_methods(["GET", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """Show once more who one is: by the second factor, or by the password where there is none."""
    to, user = where(request) or reverse("safety:factors"), request.user
    action = f"{reverse('safety:again')}?{urlencode({'next': to})}"
    has = queries.has_factor(user)
    if request.method == "GET":
        return askfactor.page(request, user, status=200, action=action, again_for=to)
    try:
        wrong = askfactor.fault(request, user) if has else _password_fault(request)
    except TooManyCodes as error:
        return askfactor.wait(request, error.until)
    if wrong:
        told = {"error": wrong, "action": action, "again_for": to}
        return askfactor.page(request, user, status=422, **told)
    (factors.prove if has else factors.refresh)(request)
    return HttpResponseRedirect(to)


def where(request: HttpRequest) -> str:
    """The address on this site that ``next`` names; "" without one."""
    wanted = request.GET.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""


def _password_fault(request: HttpRequest) -> str:
    known = authenticate(
        request, username=request.user.get_username(), password=request.POST.get("password", "")
    )
    return "" if known == request.user else _("The password does not fit.")


def _added(request: HttpRequest, had_codes: bool) -> HttpResponse:
    factors.prove(request)
    if had_codes:
        told = _("Set up. From now on the desk asks for it when you sign in.")
        messages.success(request, told)
        return HttpResponseRedirect(reverse("safety:factors"))
    return _shown_once(request, queries.recovery_codes(request.user), first=True)


def _shown_once(request: HttpRequest, made: list[str], first: bool = False) -> HttpResponse:
    shown = [f"{one[:4]} {one[4:]}" for one in made]
    return _screen(request, "codes", _("Recovery codes"), {"codes": shown, "first": first})


def _screen(request: HttpRequest, name: str, title: str, context: dict[str, Any]) -> HttpResponse:
    told = {"page_title": title, "header_icon": "key", **context}
    status = 422 if context.get("error") else 200
    return render(request, f"redaksi_desk/factor/{name}.html", told, status=status)
