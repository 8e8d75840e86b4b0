"""The preview of a story: the page that readers will get, shown to the desk."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from redaksi.lib import clock
from redaksi.portal.requests import ReaderRequest, base_of
from redaksi.sections.queries import newspaper
from redaksi.stories.queries import story_view


def story(request: HttpRequest, row: Any, mode: str) -> HttpResponse:
    """The page of *row*, a story as drafted; a story that is not out yet bears the time of now."""
    from redaksi.portal import rails
    from redaksi.portal.views.stories import shown

    asked = cast(ReaderRequest, request)
    asked.newspaper = newspaper()
    asked.base = base_of(asked.newspaper, request)
    asked.save_data = asked.esi = False
    view = story_view(row, picks=rails.ALSO)
    if view.published_at is None:
        view = replace(view, published_at=clock.now())
    with translation.override(asked.newspaper.language):
        response = shown(asked, view)
    response.headers["Cache-Control"] = "private, no-store"
    return response
