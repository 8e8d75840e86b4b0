"""The screen of a front: every container with its places, beside what readers see."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from redaksi.desk import times
from redaksi.desk.curation import words
from redaksi.fronts import merging, queries
from redaksi.fronts.kinds import UNFILLED, Kind
from redaksi.fronts.models import Container, Front, Pick
from redaksi.fronts.rules import Aside, Filled, Slot
from redaksi.fronts.shapes import Arrangement, Box, Placed
from redaksi.popular.queries import most_read_ids, reads_now
from redaksi.stories.models import Story
from redaksi.stories.shapes import Card


@dataclass(frozen=True, kw_only=True)
class Place:
    """One row of a container. ``number`` is 0 for a pick that does not show; ``row`` is the id of
    its pick, None where the rule filled it."""

    number: int
    story: int | None
    row: int | None
    headline: str
    photo: str
    says: tuple[str, ...]
    held: int | None = None
    changed: bool = False

    @property
    def key(self) -> str:
        """What names it on the screen."""
        return f"{self.story}" if self.story else f"link-{self.row}"


@dataclass(frozen=True, kw_only=True)
class BoxView:
    """One container on the screen."""

    box: Box
    version: int
    title: str
    fills: str
    places: tuple[Place, ...]
    aside: tuple[Place, ...]
    left_out: tuple[Place, ...]
    changes: int
    is_new: bool

    @property
    def takes_links(self) -> bool:
        return self.box.kind == Kind.VIDEO

    @property
    def takes_stories(self) -> bool:
        return self.box.kind not in UNFILLED


@dataclass(frozen=True, kw_only=True)
class Screen:
    """The whole front on the screen; ``gone`` are the containers that only readers still see."""

    front: Front
    boxes: tuple[BoxView, ...]
    gone: tuple[str, ...]

    @property
    def changes(self) -> int:
        return sum(one.changes for one in self.boxes) + len(self.gone)


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What the rows ask for: looked up once."""

    clock: times.Wall
    names: words.Names
    picks: dict[tuple[int, int | str], int]
    stories: dict[int, Story]
    live: dict[int, dict[int | str, tuple[int, Placed | None]]]
    titles: dict[int, str] = field(default_factory=dict)
    reads: dict[int, int] = field(default_factory=dict)

    def before(self, box: int, key: int | str) -> str:
        """The container in which readers see *key* now, if it is another one."""
        homes = (pk for pk, places in self.live.items() if pk != box and key in places)
        return next((self.titles[pk] for pk in homes), "")


def screen(front: Front) -> Screen:
    """The draft of *front* beside what readers see of it."""
    draft, live = front.draft(), front.live()
    drafted = queries.filled(draft, popular=most_read_ids).boxes
    shown = queries.filled(live, popular=most_read_ids).boxes
    known = _known(front, (draft, live), shown)
    known.reads.update(
        reads_now(slot.card.pk for one in drafted for slot in one.slots if slot.card)
    )
    versions = dict(Container.objects.filter(front=front).values_list("pk", "version"))
    how = {one.pk: one for one in merging.differences(live, draft)}
    boxes = tuple(_box(one, versions[one.box.pk], how[one.box.pk], known) for one in drafted)
    gone = tuple(known.titles[one.pk] for one in how.values() if one.how == "removed")
    return Screen(front=front, boxes=boxes, gone=gone)


def _known(front: Front, both: tuple[Arrangement, Arrangement], shown: Any) -> _Known:
    names = words.names(both)
    rows = Pick.objects.filter(container__front=front)
    keys = rows.values_list("container_id", "story_id", "link", "pk")
    wanted = {one.story for box in both[0].boxes for one in box.picks if one.story}
    stories = Story.objects.filter(pk__in=wanted).defer("body").select_related("photo")
    return _Known(
        clock=times.wall(), names=names, stories={one.pk: one for one in stories},
        picks={(box, story or link): pk for box, story, link, pk in keys},
        live={one.box.pk: _numbered(one) for one in shown},
        titles={box.pk: words.title(box, names) for one in both for box in one.boxes},
    )  # fmt: skip


def _numbered(one: Filled[Card]) -> dict[int | str, tuple[int, Placed | None]]:
    return {_key(slot): (number, slot.pick) for number, slot in enumerate(one.slots, start=1)}


def _key(slot: Slot[Card]) -> int | str:
    return slot.card.pk if slot.card else (slot.pick.link if slot.pick else "")


def _box(one: Filled[Card], version: int, how: merging.Difference, known: _Known) -> BoxView:
    box = one.box
    places = tuple(_place(box, number, slot, known) for number, slot in enumerate(one.slots, 1))
    changed = sum(1 for place in places if place.changed)
    return BoxView(
        box=box, version=version, title=words.title(box, known.names),
        fills=words.fills(box, known.names), places=places, is_new=how.how == "added",
        aside=tuple(_aside(box, aside, known) for aside in one.aside),
        left_out=tuple(_left_out(box, pick, known) for pick in box.picks if pick.left_out),
        changes=changed or int(how.how != "same"),
    )  # fmt: skip


def _place(box: Box, number: int, slot: Slot[Card], known: _Known) -> Place:
    key, pick = _key(slot), slot.pick
    was, wore = known.live.get(box.pk, {}).get(key, (None, None))
    photo = slot.card.photo if slot.card else slot.photo
    says = [words.moved(was, number, known.before(box.pk, key)), *_standing(pick, known)]
    if slot.card:
        says.append(words.read_now(known.reads[slot.card.pk]))
    same = was == number and (wore == pick or _plain(wore) == _plain(pick))
    return Place(
        number=number, story=slot.card.pk if slot.card else None,
        row=known.picks.get((box.pk, key)) if pick else None,
        headline=slot.card.headline if slot.card else (pick.headline if pick else ""),
        photo=photo.at_least("3x2", 144).url if photo else "",
        says=tuple(one for one in says if one), held=pick.position if pick else None,
        changed=not same,
    )  # fmt: skip


def _plain(pick: Placed | None) -> tuple[Any, ...]:
    """What readers could tell apart of a pick at one and the same place."""
    if pick is None:
        return ("", "", "", None)
    return (pick.headline, pick.kicker, pick.teaser, pick.photo)


def _standing(pick: Placed | None, known: _Known) -> list[str]:
    if pick is None:
        return [_("Filled automatically")]
    return [_("Picked"), *words.timed(pick, known.clock), *words.worn(pick)]


def _aside(box: Box, aside: Aside, known: _Known) -> Place:
    pick = aside.pick
    story = known.stories.get(pick.story or 0)
    says = (words.why_aside(aside.why, story, known.clock), *words.timed(pick, known.clock))
    return _beside(box, pick, story, says, known)


def _left_out(box: Box, pick: Placed, known: _Known) -> Place:
    return _beside(box, pick, known.stories.get(pick.story or 0), (), known)


def _beside(
    box: Box, pick: Placed, story: Story | None, says: tuple[str, ...], known: _Known
) -> Place:
    headline = pick.headline or (str(story) if story else pick.link)
    return Place(
        number=0, story=pick.story, row=known.picks.get((box.pk, pick.story or pick.link)),
        headline=headline, photo="", says=says, held=pick.position,
    )  # fmt: skip
