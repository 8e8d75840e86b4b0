"""The newspaper's theme at the desk: chosen beside a page that shows it, refused when nobody could
read it."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages

from redaksi.desk.lookform import LookForm
from redaksi.lib import registries
from redaksi.sections import actions, rules
from redaksi.sections.models import Newspaper
from redaksi.stylebook import theme

CHANGE = "redaksi_sections.change_newspaper"
#: Pages that the preview shows.
PAGES = ("front", "story")


@require_http_methods(["GET", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """The form beside its preview; what is sent changes every page at once, or nothing."""
    row = _newspaper(request)
    form = LookForm(request.POST or None, values=row.theme)
    if request.method == "POST" and form.is_valid():
        try:
            actions.restyle(row, form.told(), settings.THEME_FACES, by=request.user)
        except actions.LookRefused as refused:
            form.refuse(refused.problems)
        else:
            messages.success(request, _("Readers see the new theme."))
            return HttpResponseRedirect(reverse("newspaper:look"))
    status = 422 if form.errors else 200
    return render(request, "redaksi_desk/look.html", {"form": form, "pages": PAGES}, status=status)


@require_GET
def preview(request: HttpRequest) -> HttpResponse:
    """A page of the newspaper in the theme that the query tells; the Problems, where it has any.

    Nothing is kept.
    """
    _newspaper(request)
    form = LookForm(request.GET)
    valid = form.is_valid()
    problems = rules.look(form.told(), settings.THEME, settings.THEME_FACES) if valid else []
    form.refuse(problems)
    if form.errors:
        return render(request, "redaksi_desk/look_refused.html", {"form": form}, status=422)
    asked = request.GET.get("page", "")
    made = theme.theme(settings.THEME, form.told())
    show = registries.previews.get("theme")
    answer: HttpResponse = show(request, made, asked if asked in PAGES else PAGES[0])
    return answer


def _newspaper(request: HttpRequest) -> Newspaper:
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    row = Newspaper.objects.order_by("pk").first()
    if row is None:
        raise Http404("There is no newspaper yet; `redaksi up` makes its row.")
    return row
