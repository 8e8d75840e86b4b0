"""Related stories as rows: which stories are like a story, as somebody above has chosen them.

The verb is part of :mod:`redaksi.stories.actions`, which hands it on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from redaksi.press import acts
from redaksi.press.public import unlogged
from redaksi.stories.models import Relation

#: Stories kept for each: more than a page shows, for some are picked already or withdrawn.
KEPT = 8
#: What the log calls an act over several stories.
SEVERAL = "related:*"


def relate(chosen: Mapping[int, Sequence[int]]) -> tuple[int, ...]:
    """Keep for each story of *chosen* (its id) the stories like it (ids, the nearest first).

    At most :data:`KEPT` each, and never the story itself. Only what is another than before is
    written, in one act ``related`` that touches ``related:ID`` of each story it changed; their
    ids come back.
    """
    wanted = {pk: _cut(pk, targets) for pk, targets in chosen.items()}
    was = relations_of(wanted)
    changed = {pk: targets for pk, targets in wanted.items() if was.get(pk, ()) != targets}
    if not changed:
        return ()
    subject = f"related:{next(iter(changed))}" if len(changed) == 1 else SEVERAL
    with acts.act("related", subject) as act:
        _write(changed)
        act.touch(*(f"related:{pk}" for pk in changed))
    return tuple(changed)


def relations_of(stories: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """The ids that are kept for each of *stories*, the nearest first; a story without is absent."""
    found: dict[int, tuple[int, ...]] = {}
    rows = unlogged(Relation).filter(story__in=list(stories)).order_by("order", "pk")
    for story, target in rows.values_list("story_id", "target_id"):
        found[story] = (*found.get(story, ()), target)
    return found


def likened_to(stories: Iterable[int]) -> set[int]:
    """The stories that have one of *stories* among those like them."""
    rows = unlogged(Relation).filter(target__in=list(stories))
    return set(rows.values_list("story_id", flat=True))


def _cut(pk: int, targets: Sequence[int]) -> tuple[int, ...]:
    return tuple(one for one in dict.fromkeys(targets) if one != pk)[:KEPT]


def _write(changed: Mapping[int, Sequence[int]]) -> None:
    """Replace the rows; the act under way has the tags already, so the log is left out here."""
    unlogged(Relation).filter(story__in=list(changed)).delete()
    unlogged(Relation).bulk_create(
        Relation(story_id=pk, target_id=target, order=order)
        for pk, targets in changed.items()
        for order, target in enumerate(targets)
    )
