"""How the newest stories fill a front: pure.

The lead row takes what is newest, with a photo for the largest card; then each section has its
block, in shapes that take turns so that the page has a rhythm. No story stands twice outside the
list of the latest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from redaksi.sections.queries import SectionRef
from redaksi.stories.shapes import Card

RAIL = 8
#: Shapes in their order, and how many sections and stories each takes. The last two come again.
SHAPES = (
    ("split", 1, 6), ("row", 1, 4), ("columns", 3, 4), ("band", 1, 5), ("pair", 2, 4),
)  # fmt: skip
LEAST = 2


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one section shows in its block: the lead, stories with a small photo, heads alone."""

    section: SectionRef
    lead: Card
    cards: tuple[Card, ...]


@dataclass(frozen=True, kw_only=True)
class Block:
    """One row of the front: a shape and the sections in it."""

    shape: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class FrontPage:
    """The whole front: the largest card, the one beside it, small ones, the latest, the blocks."""

    lead: Card | None
    second: Card | None
    small: tuple[Card, ...]
    latest: tuple[Card, ...]
    blocks: tuple[Block, ...]


def arrange(
    latest: Sequence[Card], sections: Sequence[SectionRef], by_section: Mapping[int, Sequence[Card]]
) -> FrontPage:
    """The front that shows *latest* and, in the order of *sections*, the newest of each."""
    top = _top(latest, by_section)
    taken = {card.pk for card in top}
    blocks = tuple(_blocks(sections, by_section, taken))
    return FrontPage(
        lead=top[0] if top else None,
        second=top[1] if len(top) > 1 else None,
        small=tuple(top[2:]),
        latest=tuple(latest[:RAIL]),
        blocks=blocks,
    )


def _top(latest: Sequence[Card], by_section: Mapping[int, Sequence[Card]]) -> list[Card]:
    """Five cards: the newest with a photo, then the newest of as many other sections."""
    pool = {card.pk: card for card in latest}
    for cards in by_section.values():
        pool |= {card.pk: card for card in cards[:2]}
    newest = sorted(pool.values(), key=lambda card: (card.published_at, card.pk), reverse=True)
    if not newest:
        return []
    lead = next((card for card in newest if card.photo), newest[0])
    rest = [card for card in newest if card.pk != lead.pk]
    chosen = list(_of_many_sections(rest, _top_of(lead)))[:4]
    chosen.sort(key=lambda card: card.photo is None)
    return [lead, *chosen]


def _of_many_sections(cards: Sequence[Card], taken: int | None) -> Iterator[Card]:
    """*cards*, those of sections that were not yet shown first."""
    seen, later = {taken}, []
    for card in cards:
        if _top_of(card) in seen:
            later.append(card)
        else:
            seen.add(_top_of(card))
            yield card
    yield from later


def _top_of(card: Card) -> int | None:
    section = card.section
    if section is None:
        return None
    return section.parent.pk if section.parent else section.pk


def _blocks(
    sections: Sequence[SectionRef], by_section: Mapping[int, Sequence[Card]], taken: set[int]
) -> Iterator[Block]:
    waiting = [(one, _left(by_section.get(one.pk, ()), taken)) for one in sections]
    waiting = [(one, cards) for one, cards in waiting if len(cards) >= LEAST]
    for shape, places, stories in _shapes():
        if not waiting:
            return
        held, waiting = waiting[:places], waiting[places:]
        if len(held) < places:
            shape, stories = ("row", 4) if len(held) == 1 else ("pair", 4)
        parts = (_part(one, cards, stories, seen=shape == "row") for one, cards in held)
        yield Block(shape=shape, parts=tuple(parts))


def _shapes() -> Iterator[tuple[str, int, int]]:
    yield from SHAPES
    while True:
        yield from SHAPES[1:]


def _left(cards: Iterable[Card], taken: set[int]) -> list[Card]:
    return [card for card in cards if card.pk not in taken]


def _part(section: SectionRef, cards: Sequence[Card], stories: int, *, seen: bool) -> Part:
    """The newest with a photo leads its section; of the others those with photos come first
    when *seen*."""
    lead = next((card for card in cards[:stories] if card.photo), cards[0])
    others = [card for card in cards if card.pk != lead.pk]
    if seen:
        others = sorted(others[: stories + 2], key=lambda card: card.photo is None)
    return Part(section=section, lead=lead, cards=tuple(others[: stories - 1]))
