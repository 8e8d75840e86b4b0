"""What other rooms may know of fronts, collections and rails. Each hand-out notes its tags."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from redaksi.fronts import gathering, rules, shapes
from redaksi.fronts.collecting import (  # noqa: F401 (handed on)
    CollectionView,
    collection_at,
    collections_of,
    every_collection,
    of_collection,
)
from redaksi.fronts.gathering import Popular, nobody
from redaksi.fronts.models import Breaking, Front, FrontVersion, RailPlace
from redaksi.fronts.rules import Filled
from redaksi.lib import clock
from redaksi.press import reading, remembering
from redaksi.stories.queries import headlines_of
from redaksi.stories.shapes import Card


@dataclass(frozen=True, kw_only=True)
class FrontView:
    """A front as it stands at a moment: its containers filled, and until when that holds."""

    front: int
    section: int | None
    boxes: tuple[Filled[Card], ...]
    until: datetime | None


@reading.reads
def launched(section: int | None = None) -> shapes.Arrangement | None:
    """What a curator launched for the home page (None) or the page of *section*; None where
    nobody did. Notes ``front:ID``, or ``fronts`` while there is no such front."""
    row = Front.objects.filter(section=section).first()
    reading.note(f"front:{row.pk}" if row else "fronts")
    return row.live() if row and row.launched else None


@reading.reads
def filled(
    arrangement: shapes.Arrangement,
    *,
    popular: Popular = nobody,
    now: datetime | None = None,
    past: bool = False,
) -> FrontView:
    """*arrangement* with stories in its containers as of *now* (by default this moment).

    *popular* hands in the ids of the most read stories, best first. With *past* the rules offer
    what was published by then, of what is live today. Notes the lists that were asked, and every
    card and photo.
    """
    moment = now or clock.now()
    reading.note(f"front:{arrangement.front}")
    boxes = gathering.filled(arrangement.boxes, moment, popular, past=past)
    until = rules.next_change(arrangement.boxes, moment)
    reading.good_until(until)
    return FrontView(front=arrangement.front, section=arrangement.section, boxes=boxes, until=until)


def as_it_was(front: Front, moment: datetime) -> shapes.Arrangement | None:
    """What readers saw of *front* at *moment*; None before its first launch. For the desk."""
    rows = FrontVersion.objects.select_related("front").filter(front=front, at__lte=moment)
    found = rows.filter(launched__isnull=False).order_by("-at", "-number").first()
    return found.live() if found else None


@dataclass(frozen=True, kw_only=True)
class Bar:
    """Breaking news as it stands on every page; ``url`` is empty where it leads nowhere."""

    text: str
    url: str
    until: datetime


@reading.reads
def bar() -> Bar | None:
    """The breaking news that stands now, or None. Notes ``breaking``, and the card of its story,
    to which it leads while readers see it."""
    reading.note(Breaking.TAG)
    row = Breaking.objects.standing(clock.now()).first()
    if row is None:
        return None
    reading.good_until(row.ends_at)
    found = headlines_of([row.story_id]) if row.story_id else {}
    url = found[row.story_id].url if row.story_id in found else ""
    return Bar(text=row.text, url=url, until=row.ends_at)


# Rails ----------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Rail:
    """One rail of a kind of pages; an empty ``title`` is the rail's own."""

    name: str
    title: str
    length: int


@reading.reads
def rail_at(page: str, name: str) -> Rail | None:
    """The rail *name* as the desk set it for pages of kind *page*; notes ``rails:PAGE``."""
    return next((one for one in rails_of(page) or () if one.name == name), None)


@reading.reads
@remembering.remembered
def rails_of(page: str) -> tuple[Rail, ...] | None:
    """The rails of all pages of kind *page* (story, list) in order, or None while the desk has not
    set any. Notes ``rails:PAGE``."""
    reading.note(f"rails:{page}")
    rows = list(RailPlace.objects.filter(page=page).order_by("order", "pk"))
    if not rows:
        return None
    return tuple(
        Rail(name=one.rail, title=one.title, length=one.length) for one in rows if one.shown
    )
