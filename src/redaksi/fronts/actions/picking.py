"""Verbs that put stories into containers, order and hold them, and change their cards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from redaksi.fronts.actions.steps import drafting, refuse_problems, take_container
from redaksi.fronts.errors import FrontError
from redaksi.fronts.models import Container, Pick
from redaksi.photos.models import Photo
from redaksi.stories.models import Story

FIELDS = (
    "position", "headline", "kicker", "teaser", "photo", "without_photo", "enters_at", "leaves_at",
    "link",
)  # fmt: skip


def pick(
    container: Container,
    story: Story,
    *,
    order: int | None = None,
    position: int | None = None,
    by: Any = None,
) -> Pick:
    """Put *story* into *container*: as number *order* (from 1) of its picks, last by default, or
    held at *position*. Where it was picked on this front before, it moves from, card and all.

    Raises StaleFront for *container*, NotPossible.
    """
    front = container.front
    with drafting(front, "picked", what=str(story), by=by):
        take_container(container, front)
        found = Pick.objects.filter(container__front=front, story=story).first()
        made = found or Pick(story=story)
        if found and found.container_id != container.pk:
            Container.objects.filter(pk=found.container_id).update(version=front.version)
        made.container, made.left_out, made.position = container, False, position
        made.order = container.picks.count() + 1
        made.save()
        if order is not None:
            _put(made, order)
        refuse_problems(container.box())
    return made


def pick_link(container: Container, link: str, *, by: Any = None, **fields: Any) -> Pick:
    """Put a *link* into *container*: *fields* are headline (needed), kicker, teaser, photo.

    Raises StaleFront, NotPossible.
    """
    _refuse_unknown(fields)
    with drafting(container.front, "picked", what=fields.get("headline", link), by=by):
        take_container(container, container.front)
        made = Pick(container=container, link=link, order=container.picks.count() + 1, **fields)
        made.save()
        refuse_problems(container.box())
    return made


def drop(pick: Pick, *, by: Any = None) -> None:
    """Take *pick* out of its container. Raises StaleFront."""
    container = pick.container
    with drafting(container.front, "dropped", what=_named(pick), by=by):
        take_container(container, container.front)
        pick.delete()


def leave_out(container: Container, story: Story, *, by: Any = None) -> Pick:
    """Keep *story* from being filled into *container*; :func:`drop` lets it in again.

    Raises StaleFront.
    """
    with drafting(container.front, "left out", what=str(story), by=by):
        take_container(container, container.front)
        made = Pick.objects.update_or_create(
            container=container, story=story, defaults={"left_out": True, "position": None}
        )[0]
    return made


def reorder(container: Container, picks: Sequence[int], *, by: Any = None) -> Container:
    """Put the picks of *container* into the order of the ids *picks*; those not named come last.

    Raises StaleFront.
    """
    with drafting(container.front, "ordered", what=str(container), by=by):
        take_container(container, container.front)
        known = {one.pk: one for one in container.picks.all()}
        named = [known[pk] for pk in dict.fromkeys(picks) if pk in known]
        _number([*named, *(one for pk, one in known.items() if pk not in picks)])
    return container


def hold(pick: Pick, position: int | None, *, by: Any = None) -> Pick:
    """Hold *pick* at *position* (from 1); None lets it stand in order. Raises StaleFront."""
    return _changed(pick, "held", {"position": position}, by)


def override(
    pick: Pick,
    *,
    headline: str = "",
    kicker: str = "",
    teaser: str = "",
    photo: Photo | None = None,
    without_photo: bool = False,
    by: Any = None,
) -> Pick:
    """Give the card of *pick* other words or another photo; empty is the story's own.

    The story itself stays as it is. Raises StaleFront, NotPossible.
    """
    given = {
        "headline": headline, "kicker": kicker, "teaser": teaser, "photo": photo,
        "without_photo": without_photo,
    }  # fmt: skip
    return _changed(pick, "overridden", given, by)


def time(
    pick: Pick,
    *,
    enters_at: datetime | None = None,
    leaves_at: datetime | None = None,
    by: Any = None,
) -> Pick:
    """Let *pick* enter and leave by itself at these moments (aware; None: at once, never).

    Raises StaleFront, NotPossible.
    """
    return _changed(pick, "timed", {"enters_at": enters_at, "leaves_at": leaves_at}, by)


def change_pick(pick: Pick, *, by: Any = None, **fields: Any) -> Pick:
    """Change any of position, headline, kicker, teaser, photo, without_photo, enters_at, leaves_at
    and link of *pick* in one act. Raises StaleFront, NotPossible."""
    _refuse_unknown(fields)
    return _changed(pick, "overridden", fields, by)


def _changed(pick: Pick, act: str, fields: dict[str, Any], by: Any) -> Pick:
    container = pick.container
    with drafting(container.front, act, what=_named(pick), by=by):
        take_container(container, container.front)
        for name, value in fields.items():
            setattr(pick, name, value)
        pick.save()
        refuse_problems(Container.objects.get(pk=container.pk).box())
    return pick


def _put(pick: Pick, order: int) -> None:
    others = list(pick.container.picks.exclude(pk=pick.pk))
    before = [one for one in others if not one.left_out and one.position is None][: order - 1]
    place = others.index(before[-1]) + 1 if before else 0
    _number([*others[:place], pick, *others[place:]])


def _number(picks: Sequence[Pick]) -> None:
    for number, one in enumerate(picks, start=1):
        one.order = number
        Pick.objects.filter(pk=one.pk).update(order=number)


def _named(pick: Pick) -> str:
    return pick.headline or (str(pick.story) if pick.story_id else pick.link)


def _refuse_unknown(fields: dict[str, Any]) -> None:
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        raise FrontError(f"A pick has no {', '.join(unknown)}; it has {', '.join(FIELDS)}.")
