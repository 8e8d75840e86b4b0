"""Sitemaps: one of sections and pages, one for each month of stories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from xml.sax.saxutils import escape

from django.http import Http404, HttpResponse

from redaksi.lib import clock
from redaksi.sections.queries import footer_pages, has_come, menu
from redaksi.stories import queries
from redaksi.syndication.requests import ReaderRequest

SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
#: The most that one file may list (sitemaps.org).
MOST = 50_000


def index(request: ReaderRequest) -> HttpResponse:
    """The sitemaps there are: pages, then the months from now back to the oldest story."""
    names = ["sitemap-pages.xml", *(f"sitemap-{one:%Y-%m}.xml" for one in _months(request))]
    rows = (f"<sitemap><loc>{escape(request.base)}/{name}</loc></sitemap>" for name in names)
    return _xml("sitemapindex", rows)


def pages(request: ReaderRequest) -> HttpResponse:
    """The front, the sections and the static pages of the footer."""
    sections = [one for top in menu() for one in (top, *top.children)]
    found = ["/", *(one.url for one in sections), *(one.url for one in footer_pages())]
    return _xml("urlset", (_row(request, url) for url in (*found, "/latest/", "/corrections/")))


def month(request: ReaderRequest, year: str, month: str) -> HttpResponse:
    """The stories of one month, newest first, with the time of their last change.

    It names more stories than tags can say, so it is never kept by a cache that goes by tags.
    """
    if not 1 <= int(month) <= 12 or int(year) < 1:
        raise Http404(f"There is no month {year}-{month}.")
    first = date(int(year), int(month), 1)
    if first not in list(_months(request)):
        raise Http404(f"No story is of {first:%Y-%m}.")
    zone = request.newspaper.zone
    start = datetime(first.year, first.month, 1, tzinfo=zone)
    after = _after(first)
    end = datetime(after.year, after.month, 1, tzinfo=zone)
    found = queries.addresses_between(start, end, limit=MOST)
    rows = (_row(request, one.url, one.changed_at) for one in found)
    response = _xml("urlset", rows)
    response.headers["Surrogate-Control"] = "no-store"
    return response


def _months(request: ReaderRequest) -> Iterator[date]:
    """The months from now back to that of the oldest story, as their first days."""
    oldest, zone = queries.oldest(), request.newspaper.zone
    if oldest is None:
        return
    now = clock.now()
    at, last = now.astimezone(zone).date().replace(day=1), oldest.astimezone(zone).date()
    has_come(_after(at), request.newspaper, now)
    while at >= last.replace(day=1):
        yield at
        at = date(at.year - (at.month == 1), at.month - 1 or 12, 1)


def _after(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _row(request: ReaderRequest, url: str, changed: datetime | None = None) -> str:
    zone = request.newspaper.zone
    when = (
        f"<lastmod>{changed.astimezone(zone).isoformat('T', 'seconds')}</lastmod>"
        if changed
        else ""
    )
    return f"<url><loc>{escape(request.base + url)}</loc>{when}</url>"


def _xml(root: str, rows: Iterable[str]) -> HttpResponse:
    text = "\n".join(
        ['<?xml version="1.0" encoding="UTF-8"?>', f"<{root} {SPACE}>", *rows, f"</{root}>"]
    )
    return HttpResponse(text + "\n", content_type="application/xml; charset=utf-8")
