"""The page with everything that a partner has."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from redaksi.partners.queries import partner_at
from redaksi.portal import structured
from redaksi.portal.frame import frame, page
from redaksi.portal.requests import ReaderRequest


def partner(request: ReaderRequest, slug: str) -> HttpResponse:
    """A partner's last good copy; not for search engines, because it is the partner's own."""
    found = partner_at(slug, request.newspaper)
    if found is None:
        raise Http404(slug)
    said = _("From %(name)s. The links lead to its own site.") % {"name": found.name}
    made = frame(
        request, path=found.url, kind="list", heading=found.title, description=said, indexed=False,
        data=[structured.trail(request.base, [(found.title, found.url)])],
    )  # fmt: skip
    return page(request, "portal/partner.html", made, partner=found)
