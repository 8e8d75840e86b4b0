"""What readers see after a launch, and how two arrangements differ: pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from redaksi.fronts.shapes import Arrangement, Box, Placed


def launched(
    live: Arrangement, draft: Arrangement, which: Iterable[int] | None = None
) -> Arrangement:
    """*live* after the launch of the containers *which* of *draft* (None: all of it).

    A new container takes its place behind the one it follows in the draft; one that is no longer
    in the draft goes.
    """
    if which is None:
        return draft
    wanted = set(which)
    boxes = [draft.box(box.pk) if box.pk in wanted else box for box in live.boxes]
    found = [box for box in boxes if box is not None]
    for number, box in enumerate(draft.boxes):
        if box.pk in wanted and live.box(box.pk) is None:
            before = {one.pk for one in draft.boxes[:number]}
            place = max((at for at, one in enumerate(found, 1) if one.pk in before), default=0)
            found.insert(place, box)
    return Arrangement(front=live.front, section=live.section, boxes=tuple(found))


@dataclass(frozen=True, kw_only=True)
class Difference:
    """How one container differs: ``how`` is added, removed, moved, changed or same; ``was`` and
    ``now`` are None where it is not there."""

    pk: int
    how: str
    was: Box | None
    now: Box | None

    @property
    def stories(self) -> int:
        """How many picks came, went, moved or changed."""
        was = _by_story(self.was)
        now = _by_story(self.now)
        return sum(1 for key in was.keys() | now.keys() if was.get(key) != now.get(key))


def _by_story(box: Box | None) -> dict[object, tuple[int, Placed]]:
    picks = box.picks if box else ()
    return {one.story or one.link: (number, one) for number, one in enumerate(picks)}


def differences(was: Arrangement, now: Arrangement) -> list[Difference]:
    """Every container of *was* and *now* with how it differs, in the order of *now*."""
    kept = [box.pk for box in was.boxes if now.box(box.pk)]
    order = [box.pk for box in now.boxes if was.box(box.pk)]
    moved = _moved(kept, order)
    found = [_difference(was.box(box.pk), box, moved) for box in now.boxes]
    gone = [box for box in was.boxes if now.box(box.pk) is None]
    return found + [Difference(pk=box.pk, how="removed", was=box, now=None) for box in gone]


def _difference(was: Box | None, now: Box, moved: set[int]) -> Difference:
    how = "same"
    if was is None:
        how = "added"
    elif was != now:
        how = "changed"
    elif now.pk in moved:
        how = "moved"
    return Difference(pk=now.pk, how=how, was=was, now=now)


def _moved(was: list[int], now: list[int]) -> set[int]:
    """Those that no longer stand where the others left them, as few as can be said simply."""
    left = list(was)
    found: set[int] = set()
    for pk in now:
        while left and left[0] in found:
            left.pop(0)
        if left and left[0] == pk:
            left.pop(0)
        else:
            found.add(pk)
    return found
