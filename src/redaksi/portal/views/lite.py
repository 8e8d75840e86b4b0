"""The lite twin of any page: its own view, asked for text alone."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve

from redaksi.portal import lost, twins
from redaksi.portal.requests import ReaderRequest
from redaksi.press import reading

#: The pages that have a twin, by the names of their addresses; what is lost leads on or has none.
TWINS = frozenset(
    {
        "front", "section", "story", "latest", "corrections", "topic", "person", "collection",
        "partner", "popular", "page", "month", "day", "search", "epaper", "editions", "edition",
        "sheet", "lost",
    }
)  # fmt: skip


def twin(request: ReaderRequest, path: str) -> HttpResponse:
    """The twin of the page at *path*; where that leads on, to the twin of where it leads."""
    request.path = request.path_info = path
    request.lite = True
    response = _shown(request, path)
    leads_to = response.headers.get("Location", "")
    if leads_to.startswith("/") and _match(leads_to.partition("?")[0]):
        response.headers["Location"] = twins.address(leads_to)
    return response


def _shown(request: ReaderRequest, path: str) -> HttpResponse:
    match = _match(path)
    if match is None:
        return lost.missing(request)
    try:
        with reading.unseen(*(() if match.url_name == "story" else ("photo",))):
            return cast(HttpResponse, match.func(request, *match.args, **match.kwargs))
    except Http404:
        return lost.answer(request)


def _match(path: str) -> ResolverMatch | None:
    """The view of the page at *path*, when that is one that has a twin."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match if match.app_name == "portal" and match.url_name in TWINS else None
