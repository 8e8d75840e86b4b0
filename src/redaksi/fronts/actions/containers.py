"""Verbs that change which containers a draft has, and what each is."""

from __future__ import annotations

from typing import Any

import nh3
from django.db.models import Max

from redaksi.fronts.actions.steps import drafting, refuse_problems, take_container
from redaksi.fronts.errors import FrontError
from redaksi.fronts.kinds import LENGTHS
from redaksi.fronts.models import Container, Front
from redaksi.fronts.rules import MOST
from redaksi.lib import markup

#: What a free text may hold.
TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "h3"}
FIELDS = ("kind", "title", "rule", "of", "length", "look", "name", "text")


def add_container(
    front: Front, *, kind: str, order: int | None = None, by: Any = None, **fields: Any
) -> Container:
    """Put a new container of *kind* into the draft of *front*, before number *order* (from 0).

    *fields* are title, rule, of, length, look, name, text. Raises NotPossible with all Problems.
    """
    _refuse_unknown(fields)
    with drafting(front, "added", what=str(fields.get("title") or kind), by=by):
        if front.containers.count() >= MOST:
            raise FrontError(f"{front.subject} has {MOST} containers: more do not fit.")
        last = front.containers.aggregate(last=Max("order"))["last"]
        made = Container(front=front, kind=kind, order=(last or 0) + 1, version=front.version)
        made.length = LENGTHS.get(kind, (1, 1))[1]
        _set(made, fields)
        made.save()
        refuse_problems(made.box())
        if order is not None:
            _put(made, order)
    return made


def change_container(container: Container, *, by: Any = None, **fields: Any) -> Container:
    """Change title, kind, rule, of, length, look, name or text of *container*.

    Raises NotPossible with all Problems, StaleFront.
    """
    _refuse_unknown(fields)
    front = container.front
    with drafting(front, "changed", what=str(container), by=by):
        take_container(container, front)
        _set(container, fields)
        container.save()
        refuse_problems(container.box())
    return container


def move_container(container: Container, order: int, *, by: Any = None) -> Container:
    """Put *container* before number *order* (from 0) of the others. Raises StaleFront."""
    with drafting(container.front, "moved", what=str(container), by=by):
        take_container(container, container.front)
        _put(container, order)
    return container


def remove_container(container: Container, *, by: Any = None) -> None:
    """Take *container* with its picks out of the draft; readers see it until the next launch."""
    with drafting(container.front, "removed", what=str(container), by=by):
        take_container(container, container.front)
        container.delete()


def _put(container: Container, order: int) -> None:
    others = list(container.front.containers.exclude(pk=container.pk).order_by("order", "pk"))
    others.insert(max(0, order), container)
    for number, one in enumerate(others):
        one.order = number
        Container.objects.filter(pk=one.pk).update(order=number)


def _set(container: Container, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(container, name, value)
    container.text = nh3.clean(
        markup.shallow(container.text),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
    )


def _refuse_unknown(fields: dict[str, Any]) -> None:
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        raise FrontError(f"A container has no {', '.join(unknown)}; it has {', '.join(FIELDS)}.")
