"""What is read most: now, today, this week."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from redaksi.popular import queries
from redaksi.popular.addresses import POPULAR
from redaksi.popular.rules import LONG
from redaksi.portal import structured
from redaksi.portal.frame import frame, page
from redaksi.portal.requests import ReaderRequest


def popular(request: ReaderRequest) -> HttpResponse:
    """The stories that are read most, in three lists; a list whose counts have stopped is left
    out."""
    heading = _("Most Read")
    names = {"now": _("Now"), "day": _("Today"), "week": _("This week")}
    found = [(said, queries.most_read(limit=LONG, window=one)) for one, said in names.items()]
    shown = frame(
        request, path=POPULAR, kind="list", heading=heading,
        description=_("The stories that are read most now, today and this week."),
        data=[structured.trail(request.base, [(heading, POPULAR)])],
    )  # fmt: skip
    return page(
        request, "portal/popular.html", shown, heading=heading,
        lists=[(said, items) for said, items in found if items],
    )  # fmt: skip
