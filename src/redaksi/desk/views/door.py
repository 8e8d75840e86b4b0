"""Signing in: the password, then the second factor of who has one; or a passkey alone.

Between the two nobody is signed in: the session only knows whose password was right, for ten
minutes and while that password holds.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, signals
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from wagtail.admin.views.account import LoginView

from redaksi.desk import askfactor, factors, passkeys
from redaksi.lib import clock
from redaksi.staff import queries
from redaksi.staff.actions import TooManyCodes
from redaksi.staff.models import User

#: Where a session keeps whose password was right, and for how long.
HALF, PATIENCE = "redaksi.half", timedelta(minutes=10)
BACKEND = "django.contrib.auth.backends.ModelBackend"


class DoorView(LoginView):
    """The form of name and password."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign in; who has a second factor is asked for it first."""
        user = form.get_user()
        if not queries.has_factor(user):
            answer: HttpResponse = super().form_valid(form)
            factors.refresh(self.request)
            return answer
        self.request.session.cycle_key()
        self.request.session[HALF] = {
            "user": user.pk, "hash": user.get_session_auth_hash(), "next": self.get_success_url(),
            "remember": bool(form.cleaned_data.get("remember")), "at": clock.now().isoformat(),
        }  # fmt: skip
        return HttpResponseRedirect(reverse("desk_second_factor"))


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """The second factor of whose password was right."""
    half, user = _half(request)
    if user is None:
        return HttpResponseRedirect(reverse("wagtailadmin_login"))
    if not askfactor.is_answer(request):
        return _asked(request, user)
    try:
        wrong = askfactor.fault(request, user)
    except TooManyCodes as error:
        return askfactor.wait(request, error.until)
    if wrong:
        told = {"username": user.get_username()}
        signals.user_login_failed.send(sender=__name__, credentials=told, request=request)
        return _asked(request, user, wrong)
    return _let_in(request, user, half["next"], remember=half["remember"])


@never_cache
@require_http_methods(["GET", "POST"])
def passkey(request: HttpRequest) -> HttpResponse:
    """What a browser is asked, as JSON; sent back, the passkey's owner is signed in."""
    if request.method == "GET":
        if not request.user.is_authenticated:
            request.session.set_expiry(PATIENCE)
        return JsonResponse(passkeys.to_be_shown())
    user = passkeys.shown(request.POST.get(factors.CREDENTIAL, ""))
    if user is None or not user.is_active:
        messages.error(request, _("This passkey is not known here. Sign in with your password."))
        return HttpResponseRedirect(reverse("wagtailadmin_login"))
    return _let_in(request, user, request.POST.get("next", ""), remember=False)


def _half(request: HttpRequest) -> tuple[dict[str, Any], Any]:
    """What the session knows of whose password was right, and the user; None when too old."""
    half = request.session.get(HALF) or {}
    if not half or clock.now() - datetime.fromisoformat(half["at"]) > PATIENCE:
        return {}, None
    user = User.objects.filter(pk=half["user"], is_active=True).first()
    holds = user and constant_time_compare(half["hash"], user.get_session_auth_hash())
    return (half, user) if holds else ({}, None)


def _asked(request: HttpRequest, user: User, error: str = "") -> HttpResponse:
    where = reverse("desk_second_factor")
    return askfactor.page(request, user, error=error, status=200, action=where, at_door=True)


def _let_in(request: HttpRequest, user: User, where: str, *, remember: bool) -> HttpResponse:
    request.session.pop(HALF, None)
    login(request, user, BACKEND)
    request.session.set_expiry(settings.SESSION_COOKIE_AGE if remember else 0)
    factors.prove(request)
    mine = url_has_allowed_host_and_scheme(
        where, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(where if mine else reverse("wagtailadmin_home"))
