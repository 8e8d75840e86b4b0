"""Stories that might be linked from the one that is being written, proposed to whoever writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from redaksi.desk import sidebyside, times
from redaksi.lib import clock
from redaksi.search import queries
from redaksi.search.queries import Kin
from redaksi.stories import queries as stories
from redaksi.stories.links import numbers
from redaksi.stories.models import Story
from redaksi.stories.shapes import Card

#: Proposals at once, and how many more are looked at for those that are linked already.
SHOWN, MORE = 5, 15


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A live story that may be linked: what the desk shows of it, where it is edited."""

    pk: int
    headline: str
    section: str
    at: str
    edit_url: str


def proposals(story: Story) -> tuple[Proposal, ...]:
    """The live stories most like *story*, a draft in memory, that it does not lead to yet.

    The nearest first. Raises Unready while there is no index to ask.
    """
    text = "\n".join((story.headline, story.teaser, sidebyside.body(story)))
    linked = {story.pk, *_linked(story)}
    found = queries.more_like(text, limit=SHOWN + MORE, kin=_kin(story))
    wanted = [one.story for one in found if one.story not in linked][:SHOWN]
    wall = times.wall()
    return tuple(_proposal(card, wall) for card in stories.picked(wanted))


def _proposal(card: Card, wall: times.Wall) -> Proposal:
    return Proposal(
        pk=card.pk, headline=card.headline, section=card.section.name if card.section else "",
        at=wall.told(card.published_at), edit_url=reverse("stories:edit", args=[card.pk]),
    )  # fmt: skip


def _kin(story: Story) -> Kin:
    """What the draft belongs to; its time is its own, or now."""
    return Kin(
        topics=_ids(row.topic_id for row in story.topic_rows.all()),
        people=_ids(row.person_id for row in story.bylines.all()),
        section=story.section_id or 0,
        at=int((story.published_at or clock.now()).timestamp()),
    )


def _ids(found: Iterable[int | None]) -> tuple[int, ...]:
    return tuple(one for one in found if one)


def _linked(story: Story) -> Iterator[int]:
    """The stories that the draft leads to: its picks, its cross-links, the links in its text."""
    yield from _ids(row.target_id for row in story.related_picks.all())
    for block in story.body or ():
        if block.block_type == "crosslink":
            yield from [block.value.pk] if block.value else ()
        else:
            yield from numbers(str(block.get_prep_value()))
