"""What the editor asks when something is pasted."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access

from redaksi.archive import pasting


@require_admin_access
@require_POST
def paste(request: HttpRequest) -> JsonResponse:
    """``html`` and ``text`` of a clipboard as blocks; ``narrow`` for the editor of a quote.

    Nothing is kept. Too long a text answers 413 with what is allowed.
    """
    html, text = request.POST.get("html", ""), request.POST.get("text", "")
    length = max(len(html), len(text))
    if length > pasting.LONGEST:
        says = _("%(length)s characters were pasted; at most %(most)s are read at once.")
        told = says % {"length": f"{length:,}", "most": f"{pasting.LONGEST:,}"}
        return JsonResponse({"says": [told]}, status=413)
    return JsonResponse(asdict(pasting.read(html, text, narrow="narrow" in request.POST)))
