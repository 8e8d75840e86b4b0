"""Which of the stories that a rule offers stand in the free places of a container: pure.

What is largest wants a photo; a lead wants many sections; a row wants photos throughout. These are
the choices that a sub-editor makes without thinking, and that a front without a curator needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from redaksi.fronts.kinds import Kind, Look, Rule
from redaksi.fronts.shapes import Box

C = TypeVar("C")
#: Among this many of the newest a photo is looked for before the largest card goes without.
NEAR = 5
#: Kinds whose first card is larger than the others.
LED = frozenset({Kind.GRID, Kind.LIST, Kind.COLLECTION})


def chosen(box: Box, offered: Sequence[C], places: int, *, first: bool) -> list[C]:
    """The *places* of *offered* (best first) that stand in *box*, in their order.

    *first* says that the first, largest place is among them.
    """
    if places < 1:
        return []
    if box.kind == Kind.LEAD:
        return _lead(offered, places, mixed=box.rule == Rule.MIX, first=first)
    if box.kind in LED and first:
        return _led(offered, places, row=box.look == Look.ROW)
    if box.kind == Kind.PHOTO:
        return [card for card in offered if _photo(card)][:places]
    return list(offered[:places])


def _lead(offered: Sequence[C], places: int, *, mixed: bool, first: bool) -> list[C]:
    """The newest with a photo, then the newest of as many other sections as there are places."""
    if not offered:
        return []
    near = offered if mixed else offered[:NEAR]
    head = next((card for card in near if _photo(card)), offered[0]) if first else None
    rest = [card for card in offered if card is not head]
    if mixed:
        others = list(in_turn(rest, top_section(head) if head else None))[: places - bool(head)]
        others.sort(key=lambda card: not _photo(card))
    else:
        others = _one_photo_first(rest)[: places - bool(head)]
    return [head, *others] if head is not None else others


def _led(offered: Sequence[C], places: int, *, row: bool) -> list[C]:
    """The newest with a photo, then the others; in a row those with photos come first."""
    if not offered:
        return []
    head = next((card for card in offered[:places] if _photo(card)), offered[0])
    others = [card for card in offered if card is not head]
    if row:
        others = sorted(others[: places + 2], key=lambda card: not _photo(card))
    return [head, *others[: places - 1]]


def _one_photo_first(cards: list[C]) -> list[C]:
    """*cards*, the newest with a photo of the first few moved to the front."""
    found = next((card for card in cards[:NEAR] if _photo(card)), None)
    return cards if found is None else [found, *(card for card in cards if card is not found)]


def in_turn(cards: Sequence[C], taken: int | None) -> Iterator[C]:
    """*cards*, those of sections that were not yet shown first; *taken* is one that was."""
    seen, again = {taken}, []
    for card in cards:
        if top_section(card) in seen:
            again.append(card)
        else:
            seen.add(top_section(card))
            yield card
    yield from again


def top_section(card: Any) -> int | None:
    """The id of the section of the menu that *card* belongs to."""
    section = card.section
    if section is None:
        return None
    return int(section.parent.pk if section.parent else section.pk)


def _photo(card: Any) -> bool:
    return card.photo is not None
