"""Which stories the lists show: a pure rule over ranks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from redaksi.popular.windows import WINDOWS

#: Stories of a list, and those of its top, which rails show.
LONG, TOP = 10, 5
#: Fewer are no list.
FEWEST = 3
#: A story passes another once its score is this many doublings higher: a tenth more.
LEAD = 0.1375
Section = int | None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One story: the sections that it stands in (its own, then those around), and its rank in each
    window by name."""

    story: int
    sections: tuple[int, ...]
    ranks: Mapping[str, float]


def chart_name(window: str, section: Section = None) -> str:
    """What the list of *window* is called, of a section or (None) of the newspaper: ``day:3``."""
    return window if section is None else f"{window}:{section}"


def charts(
    standings: Iterable[Standing], before: Mapping[str, Sequence[int]]
) -> dict[str, tuple[int, ...]]:
    """The lists by name, best first. *before* are those of before: a story that is but little
    ahead of its neighbour does not pass it, so that lists do not flicker."""
    ranked: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for one in standings:
        for window in WINDOWS:
            entry = (one.ranks[window.name], one.story)
            for section in (None, *one.sections):
                ranked[chart_name(window.name, section)].append(entry)
    return {name: _steady(rows, before.get(name, ())) for name, rows in ranked.items()}


def _steady(rows: list[tuple[float, int]], before: Sequence[int]) -> tuple[int, ...]:
    """The best of *rows*, where neighbours stay as they were *before* unless one leads clearly."""
    best = nlargest(2 * LONG, rows)
    was = {story: place for place, story in enumerate(before)}
    moved = True
    while moved:
        moved = False
        for place in range(1, len(best)):
            above, below = best[place - 1], best[place]
            if above[0] - below[0] < LEAD and _was_above(was, below[1], above[1]):
                best[place - 1 : place + 1] = below, above
                moved = True
    return tuple(story for _rank, story in best[:LONG])


def _was_above(was: Mapping[int, int], story: int, other: int) -> bool:
    return story in was and was[story] < was.get(other, len(was))


def tags(name: str, before: Sequence[int], after: Sequence[int]) -> list[str]:
    """The tags that move when the list *name* goes from *before* to *after*."""
    if shown(before) == shown(after):
        return []
    moved = [f"popular:{name}"]
    window, _, section = name.partition(":")
    if window == WINDOWS[0].name and shown(before)[:TOP] != shown(after)[:TOP]:
        moved.append(rail_tag(int(section) if section else None))
    return moved


def shown(stories: Sequence[int]) -> tuple[int, ...]:
    """What readers see of a list: all of it, or nothing where it is too short."""
    return tuple(stories) if len(stories) >= FEWEST else ()


def rail_tag(section: Section) -> str:
    """The tag of the top of what is read most now."""
    return "rail:popular" if section is None else f"rail:popular:{section}"
