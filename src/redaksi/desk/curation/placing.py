"""Where a story goes when it is put at a number of a container: among the picks, or held there."""

from __future__ import annotations

from typing import Any

from redaksi.fronts import actions, queries, rules
from redaksi.fronts.models import Container, Pick
from redaksi.popular.queries import most_read_ids
from redaksi.stories.models import Story


def put(container: Container, story: Story, place: int | None, *, by: Any) -> Pick:
    """Put *story* at number *place* (from 1) of *container* as it stands now; None: last of the
    picks. What the rule fills stays automatic: below it the story is held."""
    if place is None:
        return actions.pick(container, story, by=by)
    view = queries.filled(container.front.draft(), popular=most_read_ids)
    slots = next(one.slots for one in view.boxes if one.box.pk == container.pk)
    how, number = rules.destination(slots, story.pk, place)
    if how == "hold":
        return actions.pick(container, story, position=number, by=by)
    return actions.pick(container, story, order=number, by=by)


def put_link(pick: Pick, place: int, *, by: Any) -> Container:
    """Put the link *pick* at number *place* (from 1) of the picks of its container."""
    others = [one.pk for one in pick.container.picks.all() if one.pk != pick.pk]
    others.insert(max(0, place - 1), pick.pk)
    return actions.reorder(pick.container, others, by=by)
