"""Cards from rows: what lists show of a story, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch

from redaksi.photos.queries import picture
from redaksi.press import reading, remembering
from redaksi.sections.models import Section
from redaksi.sections.queries import SectionRef, section_ref
from redaksi.stories.models import Byline, Story
from redaksi.stories.shapes import Card, Signed
from redaksi.stylebook import teaser

TEASER = 160


def rows(pks: Sequence[int] | None = None) -> Any:
    """Live stories with all that a card shows, the text left out."""
    found = Story.objects.live().defer("body").select_related("section__parent", "photo")
    signed = Byline.objects.select_related("person").order_by("order", "pk")
    found = found.prefetch_related(Prefetch("bylines", signed))
    return found if pks is None else found.filter(pk__in=pks)


def card(story: Any) -> Card:
    """The card of *story*; notes ``card:ID`` and what the card names."""
    reading.note(f"card:{story.pk}")
    return Card(
        pk=story.pk,
        url=story.url,
        headline=story.short_headline or story.headline,
        kicker=story.kicker,
        teaser=teaser.cut(story.teaser, TEASER) if story.teaser else "",
        section=section_of(story.section),
        bylines=signed_by(story),
        published_at=story.published_at,
        photo=picture(story.photo) if story.photo_id else None,
        profile=story.profile,
        sponsor=story.sponsor,
        unverified=story.unverified,
    )


def section_of(row: Section | None) -> SectionRef | None:
    """The section a story stands in, with the one above it."""
    if row is None:
        return None
    return section_ref(row, parent=section_ref(row.parent) if row.parent else None)


def signed_by(story: Any) -> tuple[Signed, ...]:
    """Who signed *story*, in order; notes each ``person:ID``."""
    signed = []
    for byline in story.bylines.all():
        reading.note(f"person:{byline.person_id}")
        person = byline.person
        signed.append(
            Signed(
                pk=person.pk, name=person.name, url=person.url, role=byline.role,
                title=person.title, portrait=person.portrait.url if person.portrait else "",
            )
        )  # fmt: skip
    return tuple(signed)


def in_order(pks: Iterable[int]) -> tuple[Card, ...]:
    """The cards of the live stories *pks*, in that order; every ``card:ID`` is noted."""
    wanted = list(pks)
    found = remembering.each("card", wanted, _by_id, card, "card:{}".format)
    return tuple(found[pk] for pk in wanted if pk in found)


def _by_id(pks: list[int]) -> dict[int, Any]:
    return {story.pk: story for story in rows(pks)}
