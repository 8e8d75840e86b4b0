"""The arrangement of a newspaper without a curator, as containers that one may change."""

from __future__ import annotations

from collections.abc import Iterator

from redaksi.fronts import gathering
from redaksi.fronts.kinds import Kind, Look, Rule
from redaksi.fronts.shapes import Arrangement, Box
from redaksi.lib import clock
from redaksi.sections.models import Section
from redaksi.sections.queries import SectionRef, menu
from redaksi.stories import queries as stories

#: The shapes take turns so that the page has a rhythm: kind, look, sections, cards of each. The
#: ones after the first come again.
TURNS = (
    (Kind.GRID, Look.SPLIT, 1, 6), (Kind.GRID, Look.ROW, 1, 4), (Kind.LIST, "", 3, 4),
    (Kind.GRID, Look.BAND, 1, 5), (Kind.LIST, "", 2, 4),
)  # fmt: skip
LEAST = 2


def arrangement(front: int, section: Section | None) -> Arrangement:
    """The default containers of the home page, or of the page of *section*; their ids are not
    known yet (negative, each its own)."""
    boxes = list(_home() if section is None else _section(section.pk))
    numbered = tuple(_numbered(box, number) for number, box in enumerate(boxes, start=1))
    return Arrangement(front=front, section=section.pk if section else None, boxes=numbered)


def _numbered(box: Box, number: int) -> Box:
    return Box(**{**vars(box), "pk": -number})


def _section(section: int) -> Iterator[Box]:
    yield Box(pk=0, kind=Kind.LEAD, rule=Rule.SECTION, of=section, length=4)


def _home() -> Iterator[Box]:
    lead = Box(pk=0, kind=Kind.LEAD, rule=Rule.MIX, length=5)
    yield lead
    yield Box(pk=0, kind=Kind.LATEST, rule=Rule.NEWEST, length=8)
    yield Box(pk=0, kind=Kind.POPULAR, rule=Rule.POPULAR, length=5)
    waiting = _with_stories(lead)
    for kind, look, places, cards in _turns():
        if not waiting:
            return
        held, waiting = waiting[:places], waiting[places:]
        alone = len(held) == 1 and places > 1
        for one in held:
            yield Box(
                pk=0, kind=Kind.GRID if alone else kind, look=Look.ROW if alone else look,
                rule=Rule.SECTION, of=one.pk, length=cards,
            )  # fmt: skip


def _with_stories(lead: Box) -> list[SectionRef]:
    """The sections of the menu that have enough left when *lead* has taken its stories."""
    sections = menu()
    filled = gathering.filled([lead], clock.now(), gathering.nobody, past=False)[0]
    taken = {slot.card.pk for slot in filled.slots if slot.card}
    newest = stories.newest([one.pk for one in sections], each=gathering.SHORT).sections
    left = {pk: [card for card in cards if card.pk not in taken] for pk, cards in newest.items()}
    return [one for one in sections if len(left[one.pk]) >= LEAST]


def _turns() -> Iterator[tuple[Kind, str, int, int]]:
    yield from TURNS
    while True:
        yield from TURNS[1:]
