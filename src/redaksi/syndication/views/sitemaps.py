"""Sitemaps of stories, one for each month and one of the newest; and the index of all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from xml.sax.saxutils import escape

from django.http import Http404, HttpResponse

from redaksi.lib import clock
from redaksi.press import reading
from redaksi.sections.queries import has_come
from redaksi.stories import queries
from redaksi.syndication.requests import ReaderRequest
from redaksi.syndication.sitemap import MOST, SPACE, row, urlset, written
from redaksi.syndication.text import allowed
from redaksi.syndication.views import listmaps

NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
#: What stands in the sitemap of news (Google's rules for publishers): at most so many, so young.
MOST_NEWS, YOUNG = 1000, timedelta(hours=48)
#: So many stories can be named by their tags.
NAMED = 200


def index(request: ReaderRequest) -> HttpResponse:
    """The sitemaps there are: pages and lists, news, then the months from now back to the oldest
    story."""
    names = [
        *listmaps.names(),
        "sitemap-news.xml",
        *(f"sitemap-{one:%Y-%m}.xml" for one in _months(request)),
    ]
    rows = (f"<sitemap><loc>{escape(request.base)}/{name}</loc></sitemap>" for name in names)
    return written("sitemapindex", rows)


def news(request: ReaderRequest) -> HttpResponse:
    """The stories of the last 48 hours, newest first, with their headline and both their times.

    On a day with more stories than tags can name it is never kept.
    """
    now = clock.now()
    found = queries.young(now - YOUNG, now, limit=MOST_NEWS)
    if found:
        reading.good_until(found[-1].published_at + YOUNG)
    rows = (row(request, one.url, one.changed_at, _news(request, one)) for one in found)
    response = urlset(rows, f"{SPACE} {NEWS}")
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
    rows = (row(request, one.url, one.changed_at) for one in found)
    response = urlset(rows)
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
