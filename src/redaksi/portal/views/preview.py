"""What an outsider with a link sees: one version of a story, or that the link has ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext

from redaksi.lib import clock
from redaksi.portal.frame import frame, page
from redaksi.portal.requests import Banner, ReaderRequest, base_of
from redaksi.portal.views.stories import shown
from redaksi.sections.queries import Title, newspaper
from redaksi.stories.queries import Shared, shared, story_view
from redaksi.stylebook import dates

#: Nobody keeps it, nobody finds it, nobody hears from where its reader came.
HEADERS = {
    "Cache-Control": "private, no-store", "Surrogate-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive", "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}  # fmt: skip


def link(request: HttpRequest, pk: str, key: str) -> HttpResponse:
    """The version that the link *pk* with *key* opens; 410 once it has ended or was revoked, 404
    for a key that is not its own."""
    found = shared(int(pk), key)
    if found is None:
        answer = HttpResponse("404\n", status=404, content_type="text/plain; charset=utf-8")
    elif found.version is None:
        answer = _over(request)
    else:
        answer = _outside(request, found)
    for name in ("Last-Modified", "ETag", "X-Redaksi-Must", "X-Redaksi-Tags"):
        answer.headers.pop(name, None)
    for name, value in HEADERS.items():
        answer.headers[name] = value
    return answer


link.plain = True  # type: ignore[attr-defined]


def _outside(request: HttpRequest, found: Shared) -> HttpResponse:
    """The page of a version for an outsider, with a banner that says so."""
    title, story_row = newspaper(), found.version
    asked, embargo = _asked(request), getattr(story_row, "embargo_until", None)
    with translation.override(title.language):
        asked.banner = Banner(
            version=found.number, until=_told(found.until, title),
            embargo=_told(embargo, title) if embargo and embargo > clock.now() else "",
        )  # fmt: skip
    view = story_view(story_row)
    if view.published_at is None:
        view = replace(view, published_at=clock.now())
    with translation.override(title.language):
        return shown(asked, view)


def _over(request: HttpRequest) -> HttpResponse:
    """410: the link has ended; nothing of the story is told."""
    asked = _asked(request)
    with translation.override(asked.newspaper.language):
        made = frame(
            asked, path="/preview/", kind="plain", heading=gettext("This preview has ended"),
            description=gettext("This preview has ended"), indexed=False,
        )  # fmt: skip
        return page(asked, "portal/preview_over.html", made, status=410)


def _told(moment: datetime, title: Title) -> str:
    """*moment* in the newspaper's zone, and in the others."""
    said = dates.long_time(moment, title.zone, title.language)
    elsewhere = ", ".join(dates.beside(moment, title.zone, title.language))
    return f"{said} ({elsewhere})" if elsewhere else said


def _asked(request: HttpRequest) -> ReaderRequest:
    """*request* of the desk as a reader's."""
    asked = cast(ReaderRequest, request)
    asked.newspaper = newspaper()
    asked.base = base_of(asked.newspaper, request)
    asked.save_data = asked.esi = False
    return asked
