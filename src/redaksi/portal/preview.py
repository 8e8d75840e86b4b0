"""Previews of a story and of a front: the page that readers will get, shown to the desk."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from redaksi.fronts.queries import FrontView
from redaksi.lib import clock
from redaksi.portal.requests import ReaderRequest, base_of
from redaksi.sections.queries import newspaper, section_at, sections_of
from redaksi.stories.queries import headlines, story_at, story_view
from redaksi.stories.shapes import StoryView
from redaksi.stylebook.theme import Theme


def story(request: HttpRequest, row: Any, mode: str) -> HttpResponse:
    """The page of *row*, a story as drafted; a story that is not out yet bears the time of now."""
    from redaksi.portal.views.stories import shown

    asked = _asked(request)
    view = story_view(row)
    if view.published_at is None:
        view = replace(view, published_at=clock.now())
    with translation.override(asked.newspaper.language):
        response = shown(asked, view)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def front(request: HttpRequest, view: FrontView, mode: str) -> HttpResponse:
    """The home page, or the page of a section, whose containers are filled as in *view*."""
    from redaksi.portal.views import fronts

    asked, boxes = _asked(request), [one.box for one in view.boxes]
    section = sections_of([view.section]).get(view.section) if view.section else None
    found = section_at(section.path) if section else None
    with translation.override(asked.newspaper.language):
        if found is None:
            response = fronts.home(asked, boxes, view)
        else:
            response = fronts.curated(asked, found, boxes, view)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def themed(request: HttpRequest, look: Theme, mode: str) -> HttpResponse:
    """The home page, or with *mode* ``story`` the newest story, as it would be in *look*."""
    from redaksi.portal.views import fronts, stories

    asked = _asked(request)
    asked.newspaper = replace(asked.newspaper, theme=look)
    newest = next(iter(headlines(limit=1)), None) if mode == "story" else None
    found = story_at(newest.pk, picks=0) if newest else None
    with translation.override(asked.newspaper.language):
        if isinstance(found, StoryView):
            response = stories.shown(asked, found)
        else:
            response = fronts.front(asked)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _asked(request: HttpRequest) -> ReaderRequest:
    """*request* of the desk as a reader's."""
    asked = cast(ReaderRequest, request)
    asked.newspaper = newspaper()
    asked.base = base_of(asked.newspaper, request)
    asked.save_data = asked.esi = False
    return asked
