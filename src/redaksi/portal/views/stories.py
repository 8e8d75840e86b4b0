"""The page of one story."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.utils.http import http_date

from redaksi.lib import clock
from redaksi.portal import lists, sharing, structured
from redaksi.portal.frame import Frame, frame, page
from redaksi.portal.requests import ReaderRequest
from redaksi.sections.queries import Title
from redaksi.stories import queries
from redaksi.stories.shapes import StoryView, Withdrawn

RELATED = 6


def story(request: ReaderRequest, pk: str, slug: str = "") -> HttpResponse:
    """A story; another slug leads to the right one, a withdrawn story says so with 410."""
    found = queries.story_at(int(pk))
    if found is None:
        raise Http404(f"story {pk}")
    if request.path != found.url:
        return HttpResponsePermanentRedirect(found.url)
    if isinstance(found, Withdrawn):
        return _gone(request, found)
    return shown(request, found)


def shown(request: ReaderRequest, story: StoryView) -> HttpResponse:
    """The page of *story*."""
    made = story_frame(request, story)
    section = story.section.pk if story.section else None
    response = page(
        request, "portal/story.html", made, story=story, old=is_old(story.published_at, request),
        related=queries.related(story.pk, section, limit=RELATED),
        shares=sharing.places(story.headline, made.canonical),
        significant=[one for one in story.corrections if one.significant],
        opening=_opening(story, request.newspaper),
    )  # fmt: skip
    changed = story.updated_at or story.published_at
    response.headers["Last-Modified"] = http_date(changed.timestamp())
    return response


def story_frame(request: ReaderRequest, story: StoryView) -> Frame:
    """What the page of *story* says of itself."""
    title, base = request.newspaper, request.base
    steps = [*structured.sections(story.section), (story.headline, story.url)]
    return frame(
        request, path=story.url, kind="story", heading=story.search_headline, type="article",
        description=story.teaser or story.headline, current=story.section,
        image=lists.share(request, story.photo) if story.photo else None,
        data=[structured.article(story, title, base), structured.trail(base, steps)],
        frames=_frames(story),
    )  # fmt: skip


def is_old(published: datetime, request: ReaderRequest) -> bool:
    """Whether more than a year has passed, by the day: readers are told so."""
    zone = request.newspaper.zone
    day, today = published.astimezone(zone).date(), clock.now().astimezone(zone).date()
    return (today.year - 1, today.month, today.day) > (day.year, day.month, day.day)


def _opening(story: StoryView, title: Title) -> int:
    """The place of the paragraph that gets opening capitals; -1 for none."""
    if not title.opening_capitals or not story.blocks or story.blocks[0].kind != "paragraph":
        return -1
    return 0


def _frames(story: StoryView) -> frozenset[str]:
    """The hosts whose frames this story may open, once a reader asks."""
    made = (urlsplit(one.embed.frame) for one in story.blocks if one.embed and one.embed.frame)
    return frozenset(f"{one.scheme}://{one.netloc}" for one in made)


def _gone(request: ReaderRequest, found: Withdrawn) -> HttpResponse:
    made = frame(
        request, path=found.url, kind="plain", heading=found.headline, indexed=False,
        description=found.headline,
    )  # fmt: skip
    return page(request, "portal/withdrawn.html", made, status=410, story=found)
