"""Which windows of lists move when a story or a correction enters or leaves them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import partial
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from redaksi.press import lists
from redaksi.press.public import Facts, unlogged
from redaksi.sections.models import Section
from redaksi.stories import tops, weekdays

LATEST = "list:latest"
CORRECTIONS = "list:corrections"
#: The newest withdrawals, as the page of corrections announces them.
WITHDRAWALS = "withdrawals"

SECTION = "list:section:"

#: Every section's id with those it stands in, innermost first.
Lineages = dict[int, tuple[int, ...]]
#: The tags that a story moves in each list that it enters or leaves.
Moves = dict[str, list[str]]
#: How many stories the statement under way changed.
_together: ContextVar[int] = ContextVar("redaksi_stories_together", default=1)


def model(name: str) -> type[models.Model]:
    """The model *name* of this room: Story and its rows ask here before they are all defined."""
    return apps.get_model("redaksi_stories", name)


def of_story(pk: int, was: Facts | None, now: Facts | None) -> set[str]:
    """The tags of the lists that story *pk* enters, leaves or moves in (None: not live)."""
    stays = bool(was and now and was["at"] == now["at"])
    if was and now and stays and was["filed"] == now["filed"]:
        return set()
    lineages = _lineages()
    left = _keys(was, lineages) if was else set()
    entered = _keys(now, lineages) if now else set()
    if stays:
        left, entered = left - entered, entered - left
    moved = partial(_moved, pk=pk, lineages=lineages)
    gone = {key: moved(key, was["at"]) for key in left} if was else {}
    come = {key: moved(key, now["at"]) for key in entered} if now else {}
    tags = {tag for moves in (gone, come) for found in moves.values() for tag in found}
    near = {key for key in gone.keys() | come.keys() if _is_near(key, gone, come)}
    return tags | _places(near, pk, lineages)


@contextmanager
def together(stories: int) -> Iterator[None]:
    """Say that one statement changed as many *stories*: what each moves depends on the others."""
    token = _together.set(max(stories, 1))
    try:
        yield
    finally:
        _together.reset(token)


def _is_near(key: str, gone: Moves, come: Moves) -> bool:
    """Whether the story enters the newest ten of the section *key*, or leaves them."""
    was, now = (f"{key}:top" in moves.get(key, ()) for moves in (gone, come))
    near = was != now if _together.get() == 1 else was or now
    return key.startswith(SECTION) and near


def _places(keys: Iterable[str], pk: int, lineages: Lineages) -> set[str]:
    """The ``place:`` of story *pk*, which enters or leaves the newest ten of the sections *keys*,
    and of those whom that pushes out or lets in: the tenth of the others, or as many round the
    tenth as one statement changed."""
    many = _together.get()
    parts = {
        number: tops.Top(count=lists.TOP + many, sections=_sections_in(number, lineages))
        for number in (int(key.removeprefix(SECTION)) for key in keys)
    }
    found = {pk} if parts else set()
    for line in tops.newest(parts).values():
        others = [one for one in line if one != pk]
        found.update(others[max(lists.TOP - many, 0) : lists.TOP - 1 + many])
    return {f"place:{one}" for one in found}


def of_belonging(facts: Facts) -> set[str]:
    """The tags of a byline, topic, source or pick that was changed by itself."""
    pk = facts["story_id"]
    story = unlogged(model("Story")).filter(pk=pk, live=True)
    at = story.values_list("published_at", flat=True).first()
    if at is None:
        return set()
    if "target_id" in facts:
        return {f"related:{pk}"}
    tags = {f"story:{pk}", f"card:{pk}"}
    for name in ("person", "topic"):
        if number := facts.get(f"{name}_id"):
            tags |= set(_moved(f"list:{name}:{number}", at, pk=pk, lineages={}))
    return tags


def of_correction(pk: int, before: Facts | None, after: Facts | None) -> set[str]:
    """The tags that move when correction *pk* comes, changes or goes."""
    tags: set[str] = set()
    for facts in (before, after):
        if facts and before != after:
            tags |= {f"story:{facts['story_id']}", f"notes:{facts['story_id']}"}
            tags |= set(_correction_moved(facts["at"], pk))
    return tags


def of_corrections(story: int) -> set[str]:
    """The tags of all corrections of *story*, which comes or goes with them."""
    rows = unlogged(model("Correction")).filter(story=story)
    tags = {tag for pk, at in rows.values_list("pk", "at") for tag in _correction_moved(at, pk)}
    return tags | {f"notes:{story}"} if tags else tags


def _keys(facts: Facts, lineages: Lineages) -> set[str]:
    """The lists that a live story of *facts* stands in."""
    section, people, topics = facts["filed"]
    keys = {LATEST, weekdays.list_of(facts["at"])}
    keys |= {f"list:section:{pk}" for pk in lineages.get(section, ())}
    keys |= {f"list:person:{person}" for person in people}
    return keys | {f"list:topic:{topic}" for topic in topics}


def _moved(key: str, at: datetime, *, pk: int, lineages: Lineages) -> list[str]:
    rows, name = _rows_of(key, lineages)
    others = rows.exclude(**{name: pk})
    newer = others.filter(Q(published_at__gt=at) | Q(published_at=at, **{f"{name}__gt": pk}))
    older = others.filter(Q(published_at__lt=at) | Q(published_at=at, **{f"{name}__lt": pk}))
    counted = len(newer.values_list("pk")[: lists.FIRST])
    return lists.moved_tags(key, at, newer=counted, is_oldest=not older.exists())


def _rows_of(key: str, lineages: Lineages) -> tuple[models.QuerySet[Any], str]:
    """The rows of list *key*, unordered, and the name of their story id."""
    _list, kind, *rest = key.split(":")
    stories = unlogged(model("Story")).filter(live=True)
    if kind == "latest":
        return stories, "pk"
    number = int(rest[0])
    if kind == "day":
        return weekdays.on(stories, [number]), "pk"
    if kind == "section":
        return stories.filter(section__in=_sections_in(number, lineages)), "pk"
    name, field = ("Byline", "person") if kind == "person" else ("StoryTopic", "topic")
    rows = unlogged(model(name)).filter(published_at__isnull=False, **{field: number})
    return rows, "story_id"


def _sections_in(section: int, lineages: Lineages) -> list[int]:
    return [pk for pk, line in lineages.items() if section in line]


def _correction_moved(at: datetime, pk: int) -> list[str]:
    others = unlogged(model("Correction")).filter(story__live=True).exclude(pk=pk)
    newer = others.filter(Q(at__gt=at) | Q(at=at, pk__gt=pk))
    older = others.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk))
    counted = len(newer.values_list("pk")[: lists.FIRST])
    return lists.moved_tags(CORRECTIONS, at, newer=counted, is_oldest=not older.exists())


def _lineages() -> Lineages:
    parents = dict(unlogged(Section).order_by().values_list("pk", "parent_id"))
    return {pk: tuple(_climb(pk, parents)) for pk in parents}


def _climb(pk: int | None, parents: dict[int, int | None]) -> Iterator[int]:
    walked: set[int] = set()
    while pk is not None and pk not in walked:
        yield pk
        walked.add(pk)
        pk = parents.get(pk)
