"""Stories that may be put on a front: the newest that are out, or what was searched for."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from redaksi.desk import times
from redaksi.fronts.models import Front
from redaksi.photos.models import Photo
from redaksi.photos.queries import Picture, picture
from redaksi.stories.models import Story

MOST = 12


@dataclass(frozen=True, kw_only=True)
class Ready:
    """A story beside the front: what it says, and where it stands."""

    pk: int
    headline: str
    section: str
    says: str


def stories(front: Front, asked: str = "") -> list[Ready]:
    """The newest live stories that no curator put on *front*; with *asked* those whose headline
    holds it, drafts too."""
    clock = times.wall()
    return [
        Ready(
            pk=one.pk, headline=one.short_headline or str(one), says=_said(one, clock),
            section=one.section.name if one.section else "",
        )
        for one in _rows(front, asked.strip()[:100])
    ]  # fmt: skip


def _rows(front: Front, asked: str) -> QuerySet[Story]:
    rows = Story.objects.select_related("section").defer("body")
    if asked:
        found = rows.filter(withdrawn_at__isnull=True, headline__icontains=asked)
        if asked.isdecimal() and len(asked) <= 18:
            found = rows.filter(Q(pk=int(asked)) | Q(headline__icontains=asked))
        return found.order_by("-pk")[:MOST]
    picked = {one.story for box in front.draft().boxes for one in box.picks}
    newest = rows.filter(live=True).order_by("-published_at", "-pk")
    return newest.exclude(pk__in=[pk for pk in picked if pk])[:MOST]


def _said(story: Story, clock: times.Wall) -> str:
    if not story.live:
        return _("Not published yet")
    return _("Published %(time)s") % {"time": clock.told(story.published_at)}


def photos(asked: str = "") -> list[Picture]:
    """The newest photos, or those whose title or caption holds *asked*."""
    words = asked.strip()[:100]
    rows = Photo.objects.order_by("-pk")
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(caption__icontains=words))
    return [picture(one) for one in rows[:MOST]]


def pictures_of(pks: list[int]) -> list[Picture]:
    """The photos *pks*."""
    return [picture(one) for one in Photo.objects.filter(pk__in=pks)]
