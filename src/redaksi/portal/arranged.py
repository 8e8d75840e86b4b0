"""A curated front as rows of a page: which container stands in which row, under which head.

The rows have the shapes of the automatic front (:mod:`redaksi.portal.frontpage`) and some that only
a curator asks for. A container with nothing to show is left out, head and all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from redaksi.fronts.kinds import RUNNING, Kind, Look, Rule
from redaksi.fronts.queries import collections_of
from redaksi.fronts.rules import Filled, Slot
from redaksi.fronts.shapes import Box
from redaksi.popular.addresses import POPULAR
from redaksi.portal import rails
from redaksi.sections.queries import sections_of, topics_of
from redaksi.stories import addresses
from redaksi.stories.shapes import Card

#: A block of cards with fewer than this is left out, unless somebody picked for it.
LEAST = 2
#: So many columns stand side by side.
COLUMNS = 3
LOOKS = {Look.SPLIT: "split", Look.ROW: "row", Look.BAND: "band"}
#: The most read stories as their rail shows them.
MOST_READ = (Kind.POPULAR, Rule.POPULAR, rails.POPULAR)
#: Kinds that other rooms fill, and their rails; of partners, every one where none is named.
RAILS = {Kind.PARTNER: "partners", Kind.EPAPER: "epaper"}


@dataclass(frozen=True, kw_only=True)
class Head:
    """What stands above a container, and where *More* leads ("" nowhere)."""

    name: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One container on the page: its head (``section``, as the templates call it), its first card,
    the others, and all its places."""

    section: Head
    lead: Card | None
    cards: tuple[Card, ...]
    slots: tuple[Slot[Card], ...]
    text: str = ""

    @property
    def all(self) -> tuple[Card, ...]:
        """Every card, the first too."""
        return (self.lead, *self.cards) if self.lead else self.cards


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of the page. ``rail`` is a name with the parts of its address, ``rails`` several side
    by side; ``beside`` what stands at the right of the lead: a row too."""

    shape: str
    parts: tuple[Part, ...] = ()
    rail: tuple[str, ...] = ()
    rails: tuple[tuple[str, ...], ...] = ()
    beside: Row | None = None


Heads = Mapping[tuple[str, int], Head]


def by_rail(box: Box) -> bool:
    """Whether the rail of that name shows exactly this: then it need not be filled here."""
    if box.title or box.picks:
        return False
    made = (box.kind, box.rule, box.length)
    return made in ((Kind.LATEST, Rule.NEWEST, rails.LATEST), MOST_READ)


def rows(boxes: Sequence[Box], filled: Mapping[int, Filled[Card]]) -> tuple[Row, ...]:
    """The rows of the page that shows *boxes*, with what *filled* holds by container."""
    heads = _heads(boxes)
    made = [row for box in boxes if (row := _row(box, filled.get(box.pk), heads)) is not None]
    return tuple(_beside_the_lead(list(_side_by_side(made))))


def _row(box: Box, filled: Filled[Card] | None, heads: Heads) -> Row | None:
    if by_rail(box):
        return Row(shape=str(box.kind), rail=(str(box.kind),))
    if box.kind in RAILS:
        return _by_name(box)
    part = _part(box, filled.slots if filled else (), heads)
    return Row(shape=_shape(box), parts=(part,)) if _has_enough(box, part) else None


def _by_name(box: Box) -> Row | None:
    one_partner = box.kind == Kind.PARTNER and box.name
    parts = ("partner", box.name) if one_partner else (RAILS[Kind(box.kind)],)
    return Row(shape="rail", rail=parts) if rails.is_asked_for(*parts) else None


def _shape(box: Box) -> str:
    if box.kind in (Kind.GRID, Kind.COLLECTION):
        return LOOKS.get(Look(box.look), "row") if box.look else "row"
    return "columns" if box.kind == Kind.LIST else str(box.kind)


def _has_enough(box: Box, part: Part) -> bool:
    if box.kind == Kind.TEXT:
        return bool(part.text)
    led = _shape(box) in (*LOOKS.values(), "columns")
    picked = any(slot.pick for slot in part.slots)
    return len(part.slots) >= (LEAST if led and not picked else 1)


def _part(box: Box, slots: tuple[Slot[Card], ...], heads: Heads) -> Part:
    cards = tuple(slot.card for slot in slots if slot.card)
    return Part(
        section=_head(box, heads), lead=cards[0] if cards else None, cards=cards[1:], slots=slots,
        text=box.text,
    )  # fmt: skip


def _head(box: Box, heads: Heads) -> Head:
    about = heads.get((box.rule, box.of or 0)) or _own(box)
    return Head(name=box.title or about.name, url=about.url)


def _own(box: Box) -> Head:
    """The head of a container that is about no section, topic or collection."""
    if box.kind == Kind.LATEST:
        return Head(name=_("Latest News"), url=addresses.LATEST)
    if box.kind == Kind.POPULAR:
        return Head(name=_("Most Read"), url=POPULAR)
    return Head(name="" if box.kind == Kind.TEXT else str(Kind(box.kind).label))


def _heads(boxes: Iterable[Box]) -> Heads:
    wanted: dict[str, set[int]] = {Rule.SECTION: set(), Rule.TOPIC: set(), Rule.COLLECTION: set()}
    for box in boxes:
        if box.of is not None and box.rule in wanted:
            wanted[box.rule].add(box.of)
    found = {
        Rule.SECTION: sections_of(wanted[Rule.SECTION]), Rule.TOPIC: topics_of(wanted[Rule.TOPIC]),
        Rule.COLLECTION: collections_of(wanted[Rule.COLLECTION]),
    }  # fmt: skip
    return {
        (str(rule), pk): Head(name=one.name, url=one.url)
        for rule, many in found.items()
        for pk, one in many.items()  # type: ignore[attr-defined]
    }


def _side_by_side(made: Iterable[Row]) -> Iterator[Row]:
    """Columns that follow each other, three or two in a row; one alone is a row of cards. Rails
    of other rooms likewise."""
    for shape, group in groupby(made, key=lambda row: row.shape):
        if shape == "rail":
            yield from _rails([row.rail for row in group])
            continue
        if shape != "columns":
            yield from group
            continue
        parts = [part for row in group for part in row.parts]
        while parts:
            count = 2 if len(parts) in (2, 4) else min(COLUMNS, len(parts))
            held, parts = parts[:count], parts[count:]
            yield Row(shape="row" if len(held) == 1 else "columns", parts=tuple(held))


def _rails(ahead: Sequence[tuple[str, ...]]) -> Iterator[Row]:
    for place in range(0, len(ahead), COLUMNS):
        yield Row(shape="rails", rails=tuple(ahead[place : place + COLUMNS]))


def _beside_the_lead(made: Sequence[Row]) -> Iterator[Row]:
    """A running list that follows the lead stands at its right."""
    ahead = list(made)
    while ahead:
        row = ahead.pop(0)
        if row.shape == Kind.LEAD and ahead and ahead[0].shape in RUNNING:
            row = Row(shape=row.shape, parts=row.parts, beside=ahead.pop(0))
        yield row
