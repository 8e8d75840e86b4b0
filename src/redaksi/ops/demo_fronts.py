"""The demo's curated fronts, its weekend collection and the rails beside its pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from redaksi.fronts import actions
from redaksi.fronts.models import Collection, Container, Front, RailPlace
from redaksi.sections.models import Section
from redaksi.stories.models import Story


def arrange(given: Mapping[str, Any], numbers: Mapping[str, int]) -> None:
    """Make what *given* tells: collections, rails, fronts; what is there is left alone.

    *numbers* are those of the stories by key. A front is made of the containers that readers would
    see without a curator and of its own; a pick whose story is not there is left out.
    """
    for one in given["collections"]:
        section = Section.objects.filter(name=one["section"]).first()
        fields = {"description": one["description"], "rule": "section", "section": section}
        if section and not Collection.objects.filter(name=one["name"]).exists():
            Collection(name=one["name"], **fields).save()
    for page, rails in given["rails"].items():
        _rails(page, rails)
    for one in given["fronts"]:
        _front(one, numbers)


def _rails(page: str, rails: Sequence[Mapping[str, Any]]) -> None:
    if not RailPlace.objects.filter(page=page).exists():
        for place, one in enumerate(rails, start=1):
            RailPlace.objects.create(page=page, order=place * 10, **one)


def _front(given: Mapping[str, Any], numbers: Mapping[str, int]) -> None:
    section = Section.objects.get(name=given["section"]) if given["section"] else None
    if Front.objects.filter(section=section).exclude(launched=[]).exists():
        return
    front = actions.create_front(section)
    if not front.containers.exists():
        front = actions.create_default_front(section)
    for one in given["containers"]:
        actions.add_container(front, **one)
    for one in given["picks"]:
        _pick(front.containers.order_by("order")[one["container"]], one, numbers)
    actions.launch(Front.objects.get(pk=front.pk), why=given["why"])


def _pick(container: Container, given: Mapping[str, Any], numbers: Mapping[str, int]) -> None:
    story = Story.objects.filter(pk=numbers.get(given["story"], 0), live=True).first()
    if story is None:
        return
    made = actions.pick(container, story, position=given.get("position"))
    if words := {name: given[name] for name in ("headline", "kicker") if name in given}:
        actions.override(made, **words)
