"""What the newsroom did to each story, in order: what a page may still show of it, and what not."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Floor:
    """What had returned: for each story the number of its newest state, for each mark its number,
    and how often what is read most had been moved."""

    stories: tuple[int, ...] = ()
    marks: tuple[tuple[str, int], ...] = ()
    popular: int = 0


@dataclass(frozen=True, kw_only=True)
class State:
    """A story after one put; headline and body are the numbers that stand in their text."""

    live: bool
    headline: int
    body: int
    section: str
    photo: int

    def withdrawn(self) -> State:
        return replace(self, live=False)


@dataclass
class Told:
    """One story: all its states, the last of which may still be on its way."""

    number: int
    pk: int
    url: str
    states: list[State]
    answered: int = 0

    @property
    def newest(self) -> State:
        return self.states[-1]


@dataclass
class Mark:
    """A number that the curator writes on pages: the newest sent, and the newest that returned."""

    sent: int = 0
    answered: int = 0


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is read most, in order, and the state that each story had before it was asked for."""

    stories: tuple[int, ...]
    since: tuple[int, ...]


@dataclass
class Popular:
    """What is read most, best first, as it was told each time; an act under way is not told yet."""

    told: list[Order] = field(default_factory=list)
    since: tuple[int, ...] = ()
    under_way: bool = False


@dataclass
class Annals:
    """All stories, what the curator set, and the newest seq that a put was answered with."""

    stories: list[Told] = field(default_factory=list)
    marks: dict[str, Mark] = field(default_factory=dict)
    popular: Popular = field(default_factory=Popular)
    curated: int = 0
    seq: int = 0
    puts: int = 0
    #: Rises whenever something begins or returns: what was judged before is judged anew.
    moment: int = 0
    _floor: Floor = field(default_factory=Floor)

    def begin(self, story: Told, state: State) -> None:
        """A put that makes *state* of *story* is about to be sent."""
        story.states.append(state)
        self.moment += 1

    def returned(self, story: Told, answer: dict[str, Any]) -> None:
        """The newest put of *story* returned with *answer*."""
        story.answered = len(story.states) - 1
        self.seq = max(self.seq, answer.get("seq") or 0)
        self.puts += 1
        self._rise()

    def begin_mark(self, name: str) -> int:
        """The next number of mark *name* is about to be written."""
        mark = self.marks.setdefault(name, Mark())
        mark.sent += 1
        self.moment += 1
        return mark.sent

    def mark_returned(self, name: str) -> None:
        """The newest number of mark *name* is on its pages."""
        self.marks[name].answered = self.marks[name].sent
        self.curated += 1
        self._rise()

    def begin_popular(self) -> None:
        """What is read most is about to move."""
        self.popular.since = tuple(one.answered for one in self.stories)
        self.popular.under_way = True
        self.moment += 1

    def popular_returned(self, order: tuple[int, ...]) -> None:
        """It stands in this *order*."""
        self.popular.told.append(Order(stories=order, since=self.popular.since))
        self.popular.under_way = False
        self.curated += 1
        self._rise()

    def _rise(self) -> None:
        self.moment += 1
        self._floor = Floor(
            stories=tuple(one.answered for one in self.stories),
            marks=tuple((name, mark.answered) for name, mark in self.marks.items()),
            popular=len(self.popular.told),
        )

    def floor(self) -> Floor:
        """Where every story stands now: a request that begins now may show nothing older."""
        return self._floor

    def possible(self, story: Told, floor: Floor) -> list[State]:
        """The states of *story* that a request begun at *floor* may have met."""
        return story.states[floor.stories[story.number] :]

    def marked(self, name: str, floor: Floor) -> range:
        """The numbers of mark *name* that a request begun at *floor* may have met."""
        return range(dict(floor.marks).get(name, 0), self.marks[name].sent + 1)

    def orders(self, floor: Floor) -> list[Order]:
        """What may be read most for a request begun at *floor*; none while that is not known."""
        return [] if self.popular.under_way else self.popular.told[max(floor.popular - 1, 0) :]
