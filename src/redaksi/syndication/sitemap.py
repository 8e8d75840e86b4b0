"""The format of sitemaps (sitemaps.org)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape

from django.http import HttpResponse

from redaksi.syndication.requests import ReaderRequest

SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
#: The most that one file may list.
MOST = 50_000


def row(request: ReaderRequest, url: str, changed: datetime | None = None, more: str = "") -> str:
    """The entry of the page at *url*, last *changed* then."""
    zone = request.newspaper.zone
    when = (
        f"<lastmod>{changed.astimezone(zone).isoformat('T', 'seconds')}</lastmod>"
        if changed
        else ""
    )
    return f"<url><loc>{escape(request.base + url)}</loc>{when}{more}</url>"


def urlset(rows: Iterable[str], spaces: str = SPACE) -> HttpResponse:
    """The sitemap of *rows*."""
    return written("urlset", rows, spaces)


def written(root: str, rows: Iterable[str], spaces: str = SPACE) -> HttpResponse:
    """The XML file whose element *root* holds *rows*."""
    text = "\n".join(
        ['<?xml version="1.0" encoding="UTF-8"?>', f"<{root} {spaces}>", *rows, f"</{root}>"]
    )
    return HttpResponse(text + "\n", content_type="application/xml; charset=utf-8")
