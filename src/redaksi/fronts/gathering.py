"""Candidates for the containers of a front, in few questions, and the cards as a front wears them.

Part of :mod:`redaksi.fronts.queries`: everything that is asked here notes its tags there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from redaksi.fronts import collecting, rules
from redaksi.fronts.kinds import Rule
from redaksi.fronts.rules import Filled, Slot, Source
from redaksi.fronts.shapes import Box
from redaksi.lib import ids
from redaksi.photos.queries import Picture, pictures
from redaksi.sections.queries import menu
from redaksi.stories import queries as stories
from redaksi.stories.shapes import Card

#: From a section (None: the newspaper) and a number to the ids of its most read, best first.
Popular = Callable[[int | None, int], Sequence[int]]
Offers = Mapping[Source, Sequence[Card]]
#: How many of a list are asked for a short container and for a long one: what is tagged together.
SHORT, LONG = 10, 29
#: Containers up to this length are short.
SHORT_FOR = 6
LATEST = 9
EACH_OF_MIX = 2
WEEKEND = (6, 7)


def nobody(_section: int | None, _limit: int) -> Sequence[int]:
    """No story is the most read: where nobody counts."""
    return ()


def filled(
    boxes: Sequence[Box], now: datetime, popular: Popular, *, past: bool
) -> tuple[Filled[Card], ...]:
    """*boxes* with stories at *now*, each card as its pick dresses it."""
    wanted = {pick.story for box in boxes for pick in box.picks if pick.story and not pick.left_out}
    cards = {card.pk: card for card in stories.picked(sorted(wanted))}
    if past:
        cards = {pk: card for pk, card in cards.items() if card.published_at <= now}
    open_boxes = rules.wanting(boxes, cards, now)
    offers = _before(open_boxes, now, popular) if past else _offers(open_boxes, popular)
    found = rules.fill(boxes, cards=cards, candidates=offers, now=now)
    short = {} if past else _more(found, offers, popular)
    if short:
        offers = {**offers, **short}
        found = rules.fill(boxes, cards=cards, candidates=offers, now=now)
    photos = pictures({slot.pick.photo for one in found for slot in one.slots
                       if slot.pick and slot.pick.photo})  # fmt: skip
    return tuple(
        replace(one, slots=tuple(_dressed(slot, photos) for slot in one.slots)) for one in found
    )


def _dressed(slot: Slot[Card], photos: Mapping[int, Picture]) -> Slot[Card]:
    """*slot* with the words and the photo of its pick instead of the story's own."""
    pick, card = slot.pick, slot.card
    if pick is None:
        return slot
    photo = photos.get(pick.photo or 0)
    if card is None:
        return replace(slot, photo=photo)
    worn = replace(
        card, headline=pick.headline or card.headline, kicker=pick.kicker or card.kicker,
        teaser=pick.teaser or card.teaser,
        photo=None if pick.photo == 0 else photo or card.photo,
    )  # fmt: skip
    return replace(slot, card=worn)


def _offers(boxes: Sequence[Box], popular: Popular) -> Offers:
    """What the rules of *boxes* offer now: sections and the latest together in four queries."""
    lengths: dict[Source, int] = {}
    for box in boxes:
        if (source := rules.source(box)) is not None:
            lengths[source] = max(box.length, lengths.get(source, 0))
    offers = dict(_together(lengths))
    for source, length in lengths.items():
        if source not in offers:
            offers[source] = _alone(source, _enough(length), popular)
    return offers


def _together(lengths: Mapping[Source, int]) -> Iterator[tuple[Source, Sequence[Card]]]:
    mix, all_of_them = Source(rule=Rule.MIX), Source(rule=Rule.NEWEST)
    sections = {one: lengths[one] for one in lengths if one.rule == Rule.SECTION and one.of}
    tops = [one.pk for one in menu()] if mix in lengths else []
    wanted = list(dict.fromkeys([*tops, *(one.of for one in sections if one.of)]))
    if not wanted and all_of_them not in lengths:
        return
    latest = max(_latest(lengths, one) for one in (mix, all_of_them))
    found = stories.newest(wanted, latest=latest, each=_enough(max(sections.values(), default=1)))
    yield from ((one, found.sections[one.of]) for one in sections if one.of)
    yield all_of_them, found.latest
    pools = [found.latest[:LATEST], *(found.sections[pk][:EACH_OF_MIX] for pk in tops)]
    yield mix, _newest_first(card for pool in pools for card in pool)


def _latest(lengths: Mapping[Source, int], source: Source) -> int:
    if source not in lengths:
        return 0
    return LONG if lengths[source] > LATEST else LATEST


def _more(
    found: Sequence[Filled[Card]], offers: Mapping[Source, Sequence[Card]], popular: Popular
) -> dict[Source, Sequence[Card]]:
    """More of what a rule offers where containers above took so much that one stayed short."""
    short = {
        source
        for one in found
        if (source := rules.source(one.box)) is not None and len(one.slots) < one.box.length
    }
    return {
        source: _alone(source, LONG, popular)
        for source in short
        if SHORT - 1 <= len(offers.get(source, ())) < LONG - 1 and source.rule != Rule.MIX
    }


def _newest_first(cards: Iterable[Card]) -> list[Card]:
    found = {card.pk: card for card in cards}
    return sorted(found.values(), key=lambda card: (card.published_at, card.pk), reverse=True)


def _enough(length: int) -> int:
    return SHORT if length <= SHORT_FOR else LONG


def _alone(
    source: Source, limit: int, popular: Popular, before: str | None = None
) -> Sequence[Card]:
    """What one rule offers, of what stands behind the key *before*."""
    count = limit - 1
    if source.rule == Rule.POPULAR:
        return stories.picked(popular(None, limit))
    if source.rule == Rule.WEEKEND:
        return stories.on_days(WEEKEND, before=before, limit=count).items
    if source.rule == Rule.TOPIC and source.of:
        return stories.of_topic(source.of, before=before, limit=count).items
    if source.rule == Rule.COLLECTION and source.of:
        return collecting.of_collection(source.of, before=before, limit=count).items
    if source.rule == Rule.SECTION and source.of:
        return stories.in_section(source.of, before=before, limit=count).items
    return stories.latest(before=before, limit=count).items


def _before(boxes: Sequence[Box], moment: datetime, popular: Popular) -> Offers:
    """What the rules of *boxes* would have offered at *moment*, of what is live today."""
    key = ids.encode_key(moment, ids.LARGEST_ID)
    found = {source for box in boxes if (source := rules.source(box)) is not None}
    return {source: _alone(source, LONG, popular, key) for source in found}
