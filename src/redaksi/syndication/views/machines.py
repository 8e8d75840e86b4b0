"""Small files that machines look for by their names: robots.txt, ads.txt, security.txt."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse

from redaksi.lib import clock
from redaksi.sections.queries import has_come
from redaksi.syndication import machines
from redaksi.syndication.requests import ReaderRequest

SITEMAPS = ("sitemap.xml", "sitemap-news.xml")
#: security.txt is good for so many months; RFC 9116 wants less than a year.
MONTHS = 6


def robots(request: ReaderRequest) -> HttpResponse:
    """What robots may read and use, by the setting ``machines.ai``."""
    named = () if request.newspaper.is_example else SITEMAPS
    sitemaps = tuple(f"{request.base}/{name}" for name in named)
    return _text(machines.robots(_preference(), sitemaps))


def ads(request: ReaderRequest) -> HttpResponse:
    """Who may sell our places, by the setting ``machines.ads``."""
    host = "" if request.newspaper.is_example else request.newspaper.host.partition(":")[0]
    return _text(machines.ads(settings.MACHINES_ADS, host))


def reservation(_request: ReaderRequest) -> HttpResponse:
    """Whether text and data mining is reserved (TDM Reservation Protocol)."""
    reserved = int(_preference().reserved)
    return JsonResponse([{"location": "/", "tdm-reservation": reserved}], safe=False)


def security(request: ReaderRequest) -> HttpResponse:
    """Where to report a hole (RFC 9116): the setting ``machines.security``, else the newspaper's
    e-mail; 404 without either."""
    contact = settings.MACHINES_SECURITY or request.newspaper.email
    if not contact:
        raise Http404("Nobody is named to whom a hole could be reported.")
    said = contact if ":" in contact else f"mailto:{contact}"
    lines = [
        f"Contact: {said}", f"Expires: {_expires(request)}T00:00:00Z",
        f"Preferred-Languages: {request.newspaper.language}, en",
        f"Canonical: {request.base}/.well-known/security.txt",
    ]  # fmt: skip
    return _text("\n".join(lines) + "\n")


def _expires(request: ReaderRequest) -> date:
    """The first of a month, some months from now; another once a new month has come."""
    now = clock.now()
    today = now.astimezone(request.newspaper.zone).date()
    has_come(_month(today, 1), request.newspaper, now)
    return _month(today, MONTHS)


def _month(day: date, later: int) -> date:
    months = day.year * 12 + day.month - 1 + later
    return date(months // 12, months % 12 + 1, 1)


def _preference() -> machines.Preference:
    return machines.PREFERENCES[settings.MACHINES_AI]


def _text(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
