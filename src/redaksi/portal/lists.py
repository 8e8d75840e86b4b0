"""What pages of lists share: the key of the page, its lead, the way to the archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from django.http import Http404

from redaksi.lib import clock, ids
from redaksi.photos.queries import Picture
from redaksi.portal import cardpicture, structured
from redaksi.portal.frame import ShareImage
from redaksi.portal.requests import ReaderRequest
from redaksi.press import reading
from redaksi.stories import addresses
from redaksi.stories.shapes import Card, StoryView

BESIDE = 3


def before(request: ReaderRequest) -> str | None:
    """The key of the page that was asked for; 404 for a key that we never wrote."""
    key = request.GET.get("before")
    if key is None:
        return None
    try:
        moment, _pk = ids.decode_key(key)
    except ids.BadKey as problem:
        raise Http404(str(problem)) from problem
    if moment > clock.now() + timedelta(days=1):
        reading.good_until(moment - timedelta(days=1))
        raise Http404("The key is of a day to come.")
    return str(key)


def led(cards: Sequence[Card]) -> tuple[Card | None, tuple[Card, ...], tuple[Card, ...]]:
    """The lead of a first page (the newest with a photo of five), those beside it, the rest."""
    lead = next((card for card in cards[:5] if card.photo), None)
    if lead is None:
        return None, (), tuple(cards)
    others = [card for card in cards if card.pk != lead.pk]
    photo = next((card for card in others[:5] if card.photo), None)
    beside = [card for card in (photo,) if card]
    beside += [card for card in others if card is not photo][: BESIDE - len(beside)]
    return lead, tuple(beside), tuple(card for card in others if card not in beside)


def archive(request: ReaderRequest, cards: Sequence[Card]) -> str:
    """The address of the archive of the month in which the list ends; "" for an empty list."""
    if not cards:
        return ""
    local = cards[-1].published_at.astimezone(request.newspaper.zone)
    return addresses.day(local.year, local.month)


def image(request: ReaderRequest, card: Card | None) -> ShareImage | None:
    """The picture for whoever shares a page led by *card*: its photo, or one of its words."""
    if card is None or card.photo:
        return share(request, card.photo) if card and card.photo else None
    return drawn(
        request, card.pk, cardpicture.words(card.headline, card.section, request.newspaper)
    )


def share_story(request: ReaderRequest, story: StoryView) -> ShareImage:
    """The picture for whoever shares *story*: its photo's, or a card drawn from its words."""
    if story.photo:
        return share(request, story.photo)
    words = cardpicture.words(story.short_headline, story.section, request.newspaper)
    return replace(drawn(request, story.pk, words), alt=story.headline)


def drawn(request: ReaderRequest, pk: int, words: cardpicture.Words) -> ShareImage:
    """The card of story *pk* that is drawn from *words*."""
    url, (width, height) = request.base + cardpicture.address(pk, words), cardpicture.SIZE
    return ShareImage(url=url, width=width, height=height, alt=words.headline)


def share(request: ReaderRequest, photo: Picture) -> ShareImage:
    """The 1200 × 630 JPEG of *photo*, or the nearest file there is."""
    found = photo.at_least("share" if "share" in photo.crops else "3x2", 1200)
    return ShareImage(
        url=structured.absolute(request.base, found.url), width=found.width, height=found.height,
        alt=photo.alt,
    )  # fmt: skip
