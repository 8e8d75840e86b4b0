"""Whether an answer may be what it is, given what had returned before its request began."""

from __future__ import annotations

from collections.abc import Iterator

from tests.flows.exact.annals import Annals, Floor, Order, State, Told
from tests.flows.exact.curator import WORDS
from tests.flows.exact.sight import Address, Cards, Own, Seen

#: A rail shorter than this leaves stories out.
SHORTEST_RAIL = 5


class Witness:
    """Judges answers; *excused* ones (an older copy, marked so) are held to withdrawals only."""

    def __init__(self, annals: Annals) -> None:
        self.annals = annals

    def faults(self, at: Address, seen: Seen, floor: Floor, *, excused: bool) -> Iterator[str]:
        """Everything that is wrong with *seen* at *at*, asked for at *floor*."""
        if at.kind == "story":
            yield from self._story(at, seen, floor)
        if seen.status not in (200, 410):
            yield f"status {seen.status}"
        if excused:
            yield from self._withdrawn(seen.cards | seen.side | (seen.rail or frozenset()), floor)
            return
        yield from self._cards(seen.cards, floor, section=at.section)
        yield from self._cards(seen.side, floor)
        yield from self._marks(at, seen, floor)
        if not at.section:  # a section's page has its own
            yield from self._popular(seen.popular, floor)
        if at.kind in ("list", "feed"):
            yield from self._missing(at, seen.cards, floor)
        if at.kind == "front":
            yield from self._newest(seen.cards | (seen.rail or frozenset()), floor)
        if seen.rail is not None:
            yield from self._rail(seen.rail, floor)

    def _story(self, at: Address, seen: Seen, floor: Floor) -> Iterator[str]:
        possible = self.annals.possible(self.annals.stories[at.story], floor)
        own = seen.own
        if own is None or not any(_is(own, state, seen.status) for state in possible):
            yield f"{seen.status} {own} is none of {_told(possible)}"

    def _cards(self, cards: Cards, floor: Floor, *, section: str = "") -> Iterator[str]:
        for number, headline in cards:
            possible = self.annals.possible(self.annals.stories[number], floor)
            if not any(_shows(state, headline, section) for state in possible):
                yield f"story {number} with headline {headline} is none of {_told(possible)}"

    def _marks(self, at: Address, seen: Seen, floor: Floor) -> Iterator[str]:
        """The curator's numbers: none older, and none left out where the side was put in."""
        names = {"front": ["front"], "story": ["story", "collection"]}.get(at.kind, [])
        if seen.status == 410 or (at.section and at.kind == "list"):
            names = ["list", "collection"]
        for name in names:
            found = {number for word, number in seen.marks if word == WORDS[name]}
            possible = self.annals.marked(name, floor)
            left_out = not found and seen.rail is None
            if not left_out and (len(found) != 1 or found - set(possible)):
                yield f"{WORDS[name]} {sorted(found)} is none of {possible}"

    def _popular(self, shown: tuple[int, ...], floor: Floor) -> Iterator[str]:
        """What is read most: those public ever since it was told, in the order told, nobody left
        out before another.

        The clock looks at the ranks again a moment after a story went or came back: one that was
        not told, or was gone meanwhile, may stand anywhere.
        """
        orders = self.annals.orders(floor)
        if shown and orders and not any(self._follows(shown, one) for one in orders):
            yield f"read most {shown} follows none of {[one.stories for one in orders]}"

    def _follows(self, shown: tuple[int, ...], order: Order) -> bool:
        firm = tuple(one for one in order.stories if self._stayed(one, order))
        told = tuple(one for one in shown if one in firm)
        return told == firm[: len(told)]

    def _stayed(self, number: int, order: Order) -> bool:
        """Whether the story was public all the time since *order* was told."""
        states = self.annals.stories[number].states[order.since[number] :]
        return all(state.live for state in states)

    def _missing(self, at: Address, cards: Cards, floor: Floor) -> Iterator[str]:
        there = {number for number, _headline in cards}
        for story in self.annals.stories:
            if story.number not in there and self._surely(story, floor, at.section):
                yield f"story {story.number} is missing"

    def _rail(self, rail: Cards, floor: Floor) -> Iterator[str]:
        yield from self._cards(rail, floor)
        there = {number for number, _headline in rail}
        oldest = min(there) if len(there) >= SHORTEST_RAIL else -1
        for story in self.annals.stories:
            newer = story.number > oldest
            if newer and story.number not in there and self._surely(story, floor):
                yield f"story {story.number} is missing in the rail {sorted(there)}"

    def _newest(self, cards: Cards, floor: Floor) -> Iterator[str]:
        sure = [one.number for one in self.annals.stories if self._surely(one, floor)]
        if sure and max(sure) not in {number for number, _headline in cards}:
            yield f"the newest story, {max(sure)}, is missing"

    def _withdrawn(self, cards: Cards, floor: Floor) -> Iterator[str]:
        for number, _headline in cards:
            possible = self.annals.possible(self.annals.stories[number], floor)
            if not any(state.live for state in possible):
                yield f"story {number} was withdrawn"

    def _surely(self, story: Told, floor: Floor, section: str = "") -> bool:
        """Whether *story* was public, and in *section*, all the time."""
        possible = self.annals.possible(story, floor)
        return all(state.live and section in ("", state.section) for state in possible)


def _is(own: Own, state: State, status: int) -> bool:
    """Whether a story's page is that of *state*, whole: no part of an older or newer one."""
    if own.headlines != {state.headline}:
        return False
    if not state.live:
        return status == 410 and not own.bodies
    parts = own.bodies == {state.body}, own.section == state.section, own.photo == state.photo
    return status == 200 and all(parts)


def _shows(state: State, headline: int, section: str) -> bool:
    return state.live and state.headline == headline and section in ("", state.section)


def _told(possible: list[State]) -> str:
    return " or ".join(
        f"{'live' if one.live else 'withdrawn'} h{one.headline} b{one.body} {one.section} "
        f"f{one.photo}"
        for one in possible
    )
