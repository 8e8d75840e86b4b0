"""Sitemaps: one of sections and pages, one for each month of stories, one of the newest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from xml.sax.saxutils import escape

from django.http import Http404, HttpResponse

from redaksi.lib import clock
from redaksi.press import reading
from redaksi.sections.queries import footer_pages, has_come, menu
from redaksi.stories import queries
from redaksi.syndication.requests import ReaderRequest
from redaksi.syndication.text import allowed

NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
#: What stands in the sitemap of news (Google's rules for publishers): at most so many, so young.
MOST_NEWS, YOUNG = 1000, timedelta(hours=48)
#: So many stories can be named by their tags.
NAMED = 200
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
#: The most that one file may list (sitemaps.org).
MOST = 50_000


def index(request: ReaderRequest) -> HttpResponse:
    """The sitemaps there are: pages, news, then the months from now back to the oldest story."""
    names = [
        "sitemap-pages.xml",
        "sitemap-news.xml",
        *(f"sitemap-{one:%Y-%m}.xml" for one in _months(request)),
    ]
    rows = (f"<sitemap><loc>{escape(request.base)}/{name}</loc></sitemap>" for name in names)
    return _xml("sitemapindex", rows)


def pages(request: ReaderRequest) -> HttpResponse:
    """The front, the sections and the static pages of the footer."""
    sections = [one for top in menu() for one in (top, *top.children)]
    found = ["/", *(one.url for one in sections), *(one.url for one in footer_pages())]
    return _xml("urlset", (_row(request, url) for url in (*found, "/latest/", "/corrections/")))


def news(request: ReaderRequest) -> HttpResponse:
    """The stories of the last 48 hours, newest first, with their headline and both their times.

    On a day with more stories than tags can name it is never kept.
    """
    now = clock.now()
    found = queries.young(now - YOUNG, now, limit=MOST_NEWS)
    if found:
        reading.good_until(found[-1].published_at + YOUNG)
    rows = (_row(request, one.url, one.changed_at, _news(request, one)) for one in found)
    response = _xml("urlset", rows, f"{SPACE} {NEWS}")
    if len(found) > NAMED:
        response.headers["Surrogate-Control"] = "no-store"
    return response


def _news(request: ReaderRequest, one: queries.Young) -> str:
    title = request.newspaper
    published = one.published_at.astimezone(title.zone).isoformat("T", "seconds")
    return (
        f"<news:news><news:publication><news:name>{escape(allowed(title.name))}</news:name>"
        f"<news:language>{title.language}</news:language></news:publication>"
        f"<news:publication_date>{published}</news:publication_date>"
        f"<news:title>{escape(allowed(one.headline))}</news:title></news:news>"
    )


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


def _row(request: ReaderRequest, url: str, changed: datetime | None = None, more: str = "") -> str:
    zone = request.newspaper.zone
    when = (
        f"<lastmod>{changed.astimezone(zone).isoformat('T', 'seconds')}</lastmod>"
        if changed
        else ""
    )
    return f"<url><loc>{escape(request.base + url)}</loc>{when}{more}</url>"


def _xml(root: str, rows: Iterable[str], spaces: str = SPACE) -> HttpResponse:
    text = "\n".join(
        ['<?xml version="1.0" encoding="UTF-8"?>', f"<{root} {spaces}>", *rows, f"</{root}>"]
    )
    return HttpResponse(text + "\n", content_type="application/xml; charset=utf-8")
