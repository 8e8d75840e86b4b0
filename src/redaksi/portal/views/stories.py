"""The page of one story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.utils.http import http_date

from redaksi.portal import answers, frames, lists, rails, sharing, structured, twins
from redaksi.portal.frame import Frame, frame, page
from redaksi.portal.requests import ReaderRequest, is_lite
from redaksi.sections.queries import Title, has_come
from redaksi.stories import queries
from redaksi.stories.profiles import Profile
from redaksi.stories.shapes import StoryView, Withdrawn


def story(request: ReaderRequest, pk: str, slug: str = "") -> HttpResponse:
    """A story; another slug leads to the right one, a withdrawn story says so with 410."""
    found = queries.story_at(int(pk), picks=rails.ALSO if is_lite(request) else 0)
    if found is None:
        raise Http404(f"story {pk}")
    if request.path != found.url:
        return HttpResponsePermanentRedirect(found.url)
    if isinstance(found, Withdrawn):
        return _gone(request, found)
    return shown(request, found)


def shown(request: ReaderRequest, story: StoryView) -> HttpResponse:
    """The page of *story*; what follows it stands in rails, or in *story* for its lite twin."""
    made = story_frame(request, story)
    near = () if made.lite or not story.pk else queries.followers_ids(story.pk)[: rails.ALSO]
    response = page(
        request, "portal/story.html", made, story=story, old=is_old(story, made), follow=near,
        also=None if made.lite else _also(story, near),
        part=twins.part_of(request, story.blocks, twins.words),
        shares=sharing.places(story.headline, made.canonical), copies=True,
        significant=[one for one in story.corrections if one.significant],
        opening=_opening(story, request.newspaper), advert_at=_advert_at(story), **_face(story),
    )  # fmt: skip
    answers.must(response, f"story:{story.pk}")
    changed = story.updated_at or story.published_at
    response.headers["Last-Modified"] = http_date(changed.timestamp())
    return response


def story_frame(request: ReaderRequest, story: StoryView) -> Frame:
    """What the page of *story* says of itself."""
    title, base, image = request.newspaper, request.base, lists.share_story(request, story)
    heading = story.search_headline
    if story.is_warned:
        heading = f"{story.label}: {heading}"
    steps = [*structured.sections(story.section), (story.headline, story.url)]
    return frame(
        request, path=story.url, kind="story", heading=heading, type="article",
        description=story.teaser or story.headline, current=story.section,
        image=image, frames=_frames(story), without_adverts=story.is_paid,
        data=[structured.article(story, title, base, image.url), structured.trail(base, steps)],
    )  # fmt: skip


def _face(story: StoryView) -> dict[str, Any]:
    """What the page of a profile shows beside that of plain news: a column's writer, large
    photos."""
    if story.profile == Profile.OPINION and story.bylines:
        return {"writer": story.bylines[0]}
    if story.profile == Profile.PHOTO:
        made = frames.pieces(story.blocks)
        return {"frames": made, "frames_total": frames.count(made)}
    return {}


def _advert_at(story: StoryView) -> int:
    """The place of the block behind which an advertisement may stand; -1 where too little text
    would follow."""
    texts = [number for number, one in enumerate(story.blocks) if one.kind == "paragraph"]
    after = settings.ADVERTS_AFTER_PARAGRAPH
    return texts[after - 1] if len(texts) > after else -1


@dataclass(frozen=True, kw_only=True)
class Also:
    """The parts of the address of the rail that fills *Baca Juga*."""

    section: int
    count: int
    without: str


def _also(story: StoryView, follow: Sequence[int]) -> Also | None:
    """What fills up those who *follow*: the newest of the section, without the story and them.

    Only those who stand among the newest are named as left out, so that the many others share one
    rail.
    """
    if story.section is None or len(follow) == rails.ALSO:
        return None
    near = queries.among_newest(story.section.pk, [story.pk, *follow])
    without = ",".join(map(str, near)) or rails.NONE
    return Also(section=story.section.pk, count=rails.ALSO - len(follow), without=without)


def is_old(story: StoryView, made: Frame) -> bool:
    """Whether more than a year has passed, by the day: readers are told so."""
    day = story.published_at.astimezone(made.title.zone).date()
    return has_come(_old_from(day), made.title, made.now)


def _old_from(day: date) -> date:
    """The first day that is more than a year after *day*."""
    try:
        return day.replace(year=day.year + 1) + timedelta(days=1)
    except ValueError:  # 29 February
        return date(day.year + 1, 3, 1)


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
    response = page(request, "portal/withdrawn.html", made, status=410, story=found)
    answers.must(response, f"story:{found.pk}")
    return response
