"""What the newsroom did to each story, in order: what a page may still show of it, and what not."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

#: For each story, the number of its newest state whose put had returned.
Floor = tuple[int, ...]


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
class Annals:
    """All stories, and the newest seq that a put was answered with."""

    stories: list[Told] = field(default_factory=list)
    seq: int = 0
    puts: int = 0
    #: Rises whenever something begins or returns: what was judged before is judged anew.
    moment: int = 0
    _floor: Floor = ()

    def begin(self, story: Told, state: State) -> None:
        """A put that makes *state* of *story* is about to be sent."""
        story.states.append(state)
        self.moment += 1

    def returned(self, story: Told, answer: dict[str, Any]) -> None:
        """The newest put of *story* returned with *answer*."""
        story.answered = len(story.states) - 1
        self.seq = max(self.seq, answer.get("seq") or 0)
        self.puts += 1
        self.moment += 1
        self._floor = tuple(one.answered for one in self.stories)

    def floor(self) -> Floor:
        """Where every story stands now: a request that begins now may show nothing older."""
        return self._floor

    def possible(self, story: Told, floor: Floor) -> list[State]:
        """The states of *story* that a request begun at *floor* may have met."""
        return story.states[floor[story.number] :]
