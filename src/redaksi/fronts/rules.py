"""How a front is filled, and what a container may be: pure decisions.

What a curator picked stands first, at its place when it is held there; behind it comes what the
rule offers. No story stands twice among the containers of a front; only the running lists (latest,
most read) follow the day by themselves and may repeat what stands elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from redaksi.fronts import dressing
from redaksi.fronts.announcing import (  # noqa: F401 (handed on)
    TEXT_MOST,
    UNDO,
    USUAL,
    announcing,
    too_late,
)
from redaksi.fronts.checking import Problem, problems_of  # noqa: F401 (handed on)
from redaksi.fronts.kinds import RUNNING, UNFILLED
from redaksi.fronts.shapes import Box, Placed


class Candidate(Protocol):
    """What may fill a slot: a story's card."""

    @property
    def pk(self) -> int: ...
    @property
    def photo(self) -> Any: ...
    @property
    def section(self) -> Any: ...


#: A front of more containers than this is a mistake of a program.
MOST = 60
C = TypeVar("C", bound=Candidate)


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where candidates come from: a word of ``Rule`` and the id of what it names."""

    rule: str
    of: int | None = None


@dataclass(frozen=True, kw_only=True)
class Slot(Generic[C]):
    """One place of a container: the story's card (None for a link) and the pick that put it there
    (None: filled by the rule). ``photo`` is the picture of a link."""

    card: C | None
    pick: Placed | None = None
    photo: Any = None


@dataclass(frozen=True, kw_only=True)
class Aside:
    """A pick that does not show, and why: ``later``, ``over``, ``unseen`` (its story is not live),
    ``twice`` (it stands in another container), ``full``."""

    pick: Placed
    why: str


@dataclass(frozen=True, kw_only=True)
class Filled(Generic[C]):
    """A container with its slots in order, and the picks that do not show."""

    box: Box
    slots: tuple[Slot[C], ...] = ()
    aside: tuple[Aside, ...] = ()


def source(box: Box) -> Source | None:
    """Where the candidates of *box* come from; None when it shows picks alone."""
    if box.kind in UNFILLED or box.rule == "none":
        return None
    return Source(rule=box.rule, of=box.of)


def wanting(boxes: Iterable[Box], cards: Mapping[int, C], now: datetime) -> list[Box]:
    """The containers that their picks do not fill: only for these is a rule asked.

    *cards* holds the live stories among the picks.
    """
    found = _picked(boxes, cards, now)
    return [one.box for one in found if source(one.box) and len(one.slots) < one.box.length]


def fill(
    boxes: Iterable[Box],
    *,
    cards: Mapping[int, C],
    candidates: Mapping[Source, Sequence[C]],
    now: datetime,
) -> tuple[Filled[C], ...]:
    """The containers *boxes* as they stand at *now*.

    *cards* maps the ids of live picked stories to their cards, *candidates* what each rule offers,
    best first. What is in neither does not show.
    """
    picked = _picked(boxes, cards, now)
    taken = {pk for one in picked if one.box.kind not in RUNNING for pk in _stories(one.slots)}
    filled = []
    for one in picked:
        made = _behind(one, candidates.get(source(one.box) or Source(rule="none"), ()), taken)
        if one.box.kind not in RUNNING:
            taken |= set(_stories(made.slots))
        filled.append(made)
    return tuple(filled)


def _picked(boxes: Iterable[Box], cards: Mapping[int, C], now: datetime) -> list[Filled[C]]:
    """Each container with the picks that show, in the order in which they will stand."""
    taken: set[int] = set()
    found = []
    for box in boxes:
        one = _picks_of(box, cards, now, set() if box.kind in RUNNING else taken)
        if box.kind not in RUNNING:
            taken |= set(_stories(one.slots))
        found.append(one)
    return found


def _picks_of(box: Box, cards: Mapping[int, C], now: datetime, taken: set[int]) -> Filled[C]:
    shown: list[Slot[C]] = []
    aside: list[Aside] = []
    seen = set(taken)
    for pick in _held_first(box.picks):
        why = _why_not(pick, cards, now, seen) or ("full" if len(shown) >= box.length else "")
        if why:
            aside.append(Aside(pick=pick, why=why))
            continue
        if pick.story is not None:
            seen.add(pick.story)
        shown.append(Slot(card=cards[pick.story] if pick.story is not None else None, pick=pick))
    order = {id(pick): number for number, pick in enumerate(box.picks)}
    shown.sort(key=lambda slot: order[id(slot.pick)])
    aside.sort(key=lambda one: order[id(one.pick)])
    return Filled(box=box, slots=tuple(shown), aside=tuple(aside))


def _held_first(picks: Sequence[Placed]) -> list[Placed]:
    """The picks that may show, those held at a place first: they go last when room is short."""
    return sorted(
        (one for one in picks if not one.left_out), key=lambda pick: pick.position is None
    )


def _why_not(pick: Placed, cards: Mapping[int, C], now: datetime, seen: set[int]) -> str:
    if not pick.active(now):
        return "later" if pick.enters_at and now < pick.enters_at else "over"
    if pick.story is None:
        return ""
    if pick.story not in cards:
        return "unseen"
    return "twice" if pick.story in seen else ""


def _behind(one: Filled[C], offered: Sequence[C], taken: set[int]) -> Filled[C]:
    """*one* with its rule behind the picks, everything at its place."""
    box = one.box
    without = {pick.story for pick in box.picks if pick.left_out}
    without |= set(_stories(one.slots)) if box.kind in RUNNING else taken
    free = [card for card in offered if card.pk not in without]
    first = not any(slot.pick and slot.pick.position in (None, 1) for slot in one.slots)
    chosen = dressing.chosen(box, _once(free), box.length - len(one.slots), first=first)
    slots = _placed(one.slots, [Slot(card=card) for card in chosen])
    return Filled(box=box, slots=tuple(slots), aside=one.aside)


def _once(cards: Sequence[C]) -> list[C]:
    return list({card.pk: card for card in cards}.values())


def _placed(picks: Sequence[Slot[C]], rest: Sequence[Slot[C]]) -> list[Slot[C]]:
    """Held picks at their positions, then the others in order, the rule's last.

    A position beyond the end means the end; one that is taken means the next below.
    """
    held = sorted((one for one in picks if _position(one)), key=_position)
    found = [one for one in picks if not _position(one)] + list(rest)
    last = -1
    for slot in held:
        last = min(max(_position(slot) - 1, last + 1), len(found))
        found.insert(last, slot)
    return found


def _position(slot: Slot[C]) -> int:
    return (slot.pick.position or 0) if slot.pick else 0


def _stories(slots: Iterable[Slot[C]]) -> list[int]:
    return [slot.card.pk for slot in slots if slot.card is not None]


# Time -----------------------------------------------------------------------------------------


def next_change(boxes: Iterable[Box], now: datetime) -> datetime | None:
    """The first moment after *now* at which a pick enters or leaves; None when none will."""
    moments = [
        moment
        for box in boxes
        for pick in box.picks
        if not pick.left_out
        for moment in (pick.enters_at, pick.leaves_at)
        if moment is not None and moment > now
    ]
    return min(moments, default=None)


def destination(slots: Sequence[Slot[C]], story: int, place: int) -> tuple[str, int]:
    """How *story* comes to stand at *place* (from 1) among *slots*: ``("order", n)`` among the
    picks, or ``("hold", n)`` at position n, because what the rule fills stands above it."""
    others = [one for one in slots if one.card is None or one.card.pk != story]
    above = others[: place - 1]
    if all(one.pick and one.pick.position is None for one in above):
        return "order", len(above) + 1
    return "hold", max(1, min(place, len(others) + 1))
