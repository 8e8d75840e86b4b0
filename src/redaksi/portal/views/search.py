"""Search: the page with its form, and the same as JSON for programs and for suggestions.

Answers are what is live at that moment: any row of the log may make them others, so the edge keeps
one until the next row only, for a minute at most, and a story that was withdrawn is gone from them
with the commit. What was not found is never kept: the desk is told of each time.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from redaksi.portal import answers, searching
from redaksi.portal.frame import frame, page
from redaksi.portal.requests import ReaderRequest
from redaksi.portal.searching import Form
from redaksi.search import queries
from redaksi.search.queries import Filters, Result, Results, Unready
from redaksi.sections.queries import menu


def search(request: ReaderRequest) -> HttpResponse:
    """The form, and what was found."""
    asked, filters = searching.known(searching.form(request))
    found = _found(request, asked, filters)
    heading = _("Search: %(words)s") % {"words": asked.q} if asked.q else _("Search")
    shown = frame(
        request, path=searching.PATH, kind="search", heading=heading, indexed=False,
        here=asked.address(asked.page) if asked.q else searching.PATH,
    )  # fmt: skip
    topics = found.topics if found else ()
    return _kept(asked, found, page(
        request, "portal/search.html", shown, asked=asked, found=found, topics=topics,
        sections=[one for top in menu() for one in (top, *top.children)],
        times=searching.WHEN.items(), orders=searching.SORT.items(),
        following=asked.address(asked.page + 1) if found and found.more else "",
    ))  # fmt: skip


def search_json(request: ReaderRequest) -> HttpResponse:
    """The same for programs; with ``suggest=1`` headlines that begin as ``q`` ends."""
    asked, filters = searching.known(searching.form(request))
    if request.GET.get("suggest") == "1":
        return _suggestions(asked, request.base)
    found = _found(request, asked, filters, beside=False)
    answer = {"query": asked.q, "ready": found is not None, "page": asked.page} | _told(
        found or Results(text=asked.q), request.base
    )
    return _kept(asked, found, JsonResponse(answer, json_dumps_params={"ensure_ascii": False}))


def _found(
    request: ReaderRequest, asked: Form, filters: Filters | None, *, beside: bool = True
) -> Results | None:
    """The results; None while there is no index to ask."""
    try:
        return queries.search(
            asked.q, filters=searching.timed(filters, asked, request),
            newest=asked.sort == "newest", page=asked.page, beside=beside,
        )  # fmt: skip
    except Unready:
        return None


def _told(found: Results, base: str) -> dict[str, Any]:
    return {
        "total": found.total,
        "close": found.close,
        "more": found.more,
        "results": [_result(one, base) for one in found.items],
    }


def _result(one: Result, base: str) -> dict[str, Any]:
    return {
        "id": one.card.pk,
        "url": base + one.card.url,
        "headline": one.card.headline,
        "label": one.card.label,
        "score": round(one.score, 4),
        "published": one.card.published_at.isoformat(),
        "section": one.card.section.name if one.card.section else None,
        "excerpt": "".join(text for text, _marked in one.excerpt),
    }


def _suggestions(asked: Form, base: str) -> HttpResponse:
    try:
        cards = queries.suggested(asked.q)
    except Unready:
        cards = ()
    made = [{"text": one.headline, "url": base + one.url} for one in cards]
    return _marked(JsonResponse({"query": asked.q, "suggestions": made}), kept=bool(cards))


def _kept(asked: Form, found: Results | None, response: HttpResponse) -> HttpResponse:
    """*response*, for others too when something was found that does not depend on the hour."""
    return _marked(response, kept=bool(found and found.total and not asked.when))


def _marked(response: HttpResponse, *, kept: bool) -> HttpResponse:
    if kept:
        response.headers[answers.PASSING] = "1"
    else:
        response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
