"""How another user signs in, for who may change users: a lost phone, a lost laptop."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.auth import require_admin_access

from redaksi.desk.models import name_of
from redaksi.desk.views.sessions import told
from redaksi.staff import actions as staff
from redaksi.staff import queries
from redaksi.staff.models import User

RIGHT = "redaksi_staff.change_user"
View = Callable[[HttpRequest, User], HttpResponse]


def of_another(view: View) -> Callable[[HttpRequest, int], HttpResponse]:
    """A view of the user *pk*; only an administrator touches an administrator."""

    @require_admin_access
    @wraps(view)
    def asked(request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        user = get_object_or_404(User, pk=pk)
        if user.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        return view(request, user)

    return asked


@of_another
@require_GET
def index(request: HttpRequest, user: User) -> HttpResponse:
    """Their second factors and sessions."""
    return _shown(request, user)


@of_another
@require_POST
def reset(request: HttpRequest, user: User) -> HttpResponse:
    """Every second factor of theirs goes, with a reason; their sessions end."""
    reason = request.POST.get("reason", "").strip()
    if not reason:
        return _shown(request, user, _("Say why: the log keeps it."))
    try:
        staff.reset_factor(user.get_username(), reason=reason, by=request.user)
    except staff.StaffError:
        messages.error(request, _("There is no second factor to take away."))
    else:
        messages.success(request, _("Taken away. The next sign-in asks for the password alone."))
    return _back(user)


@of_another
@require_POST
def end(request: HttpRequest, user: User) -> HttpResponse:
    """Every session of theirs ends."""
    mine = request.session.session_key or "" if user == request.user else ""
    ended = staff.end_sessions(user, but=mine, by=request.user)
    said = ngettext("%(count)d browser is signed off.", "%(count)d browsers are signed off.", ended)
    messages.success(request, said % {"count": ended})
    return _back(user)


def _shown(request: HttpRequest, user: User, error: str = "") -> HttpResponse:
    context = {
        "person": user, "factors": queries.factors(user), "left": queries.codes_left(user),
        "rows": told(user, request.session.session_key or ""), "error": error,
        "page_title": _("Second factor, sessions"), "page_subtitle": name_of(user),
        "header_icon": "key",
    }  # fmt: skip
    return render(request, "redaksi_desk/factor/user.html", context, status=422 if error else 200)


def _back(user: User) -> HttpResponse:
    return HttpResponseRedirect(reverse("safety:user", args=[user.pk]))
