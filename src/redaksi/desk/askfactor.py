"""The page that asks for a second factor and sends on what was typed before, so that nothing is
lost; and what is made of the answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from redaksi.desk import conflicts, factors, lockout, passkeys
from redaksi.desk.factoradapter import UnreadableSecret
from redaksi.staff import actions as staff
from redaksi.staff import queries

REFUSED = 403
#: Says to a script that the page is this one.
HEADER = "Redaksi-Second-Factor"


def is_answer(request: HttpRequest) -> bool:
    """Whether *request* brings a second factor along."""
    return request.method == "POST" and any(
        request.POST.get(name) for name in (factors.CODE, factors.CREDENTIAL)
    )


def fault(request: HttpRequest, user: Any) -> str:
    """What is wrong with the second factor that *request* brings for *user*; "" when it is right.

    Raises TooManyCodes.
    """
    if credential := request.POST.get(factors.CREDENTIAL, ""):
        known = passkeys.shown(credential, user)
        return "" if known else _("This passkey does not fit. Try again, or use a code.")
    try:
        fits = staff.check_code(user, request.POST.get(factors.CODE, ""))
    except UnreadableSecret:
        return _("Your second factor cannot be read any more. An administrator takes it away.")
    return "" if fits else _("This code does not fit. Codes change every half minute.")


def page(
    request: HttpRequest, user: Any, *, error: str = "", status: int = REFUSED, **more: Any
) -> HttpResponse:
    """The form that asks *user* for a second factor, or leads to setting one up."""
    kinds = {one.kind for one in queries.factors(user)}
    context = {
        "error": error, "kinds": kinds, "code_name": factors.CODE,
        "credential_name": factors.CREDENTIAL,
        "options": passkeys.to_be_shown(user) if "webauthn" in kinds else None, **more,
    }  # fmt: skip
    made = render(request, "redaksi_desk/factor/ask.html", context, status=status)
    made.headers[HEADER], made.headers["Cache-Control"] = "asked", "no-store"
    return made


def refuse(request: HttpRequest, error: str = "") -> HttpResponse:
    """403 to what the settings want a second factor for; JSON to a script."""
    says = _("Not done yet: this needs your second factor. Give it under Account, then try again.")
    if conflicts.wants_json(request):
        answer = {"success": False, "ok": False, "error_code": "second_factor", "says": says,
                  "error_message": says, "where": reverse("safety:again")}  # fmt: skip
        return JsonResponse(answer, status=REFUSED, headers={HEADER: "asked"})
    return page(request, request.user, error=error, **factors.form(request))


def wait(request: HttpRequest, until: datetime) -> HttpResponse:
    """429 to whoever guessed too often."""
    return lockout.told(request, until, codes=True)
