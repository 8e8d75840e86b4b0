"""What readers see of stories, and which tags move when that changes.

Membership of lists is compared exactly: a story that enters, leaves or moves within a list moves
the windows of that list it touches (see :mod:`redaksi.press.lists`), nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from redaksi.press import lists
from redaksi.press.public import MANY, Facts
from redaksi.sections.models import Section

LATEST = "list:latest"
CORRECTIONS = "list:corrections"

_CARD = (
    "headline", "short_headline", "slug", "kicker", "teaser", "section_id", "photo_id",
)  # fmt: skip
_PAGE = ("search_headline", "dateline", "photo_caption", "passed_by_id")


def _model(name: str) -> Any:
    return apps.get_model("redaksi_stories", name)


def seen(model: Any, pks: Iterable[Any]) -> dict[Any, Facts]:
    """What readers see of the stories *pks*: facts by id; stories never live show only that."""
    wanted = list(pks)
    if not wanted or len(wanted) > MANY:
        return {}
    fields = (
        "pk", "live", "published_at", "updated_at", "withdrawn_at", "withdrawn_reason", "body",
        *_CARD, *_PAGE,
    )  # fmt: skip
    rows = list(models.QuerySet(model).filter(pk__in=wanted).values(*fields))
    shown = [row["pk"] for row in rows if row["live"]]
    signed = _children("Byline", shown, "person_id", "role")
    topics = _children("StoryTopic", shown, "topic_id")
    sources = _children("StorySource", shown, "agency_id")
    related = _children("RelatedPick", shown, "target_id")
    lineages = _lineages() if shown else {}
    return {
        row["pk"]: _facts(
            row,
            signed.get(row["pk"], ()),
            topics.get(row["pk"], ()),
            sources.get(row["pk"], ()),
            related.get(row["pk"], ()),
            lineages,
        )
        for row in rows
    }


def _children(name: str, pks: list[int], *fields: str) -> dict[int, tuple[Any, ...]]:
    found: dict[int, tuple[Any, ...]] = {}
    if pks:
        rows = models.QuerySet(_model(name)).filter(story__in=pks).order_by("order", "pk")
        for story, *values in rows.values_list("story_id", *fields):
            found[story] = (*found.get(story, ()), tuple(values))
    return found


def _lineages() -> dict[int, tuple[int, ...]]:
    """Every section's id with those it stands in, innermost first."""
    parents = dict(models.QuerySet(Section).values_list("pk", "parent_id"))
    return {pk: tuple(_climb(pk, parents)) for pk in parents}


def _climb(pk: int | None, parents: dict[int, int | None]) -> Iterator[int]:
    walked: set[int] = set()
    while pk is not None and pk not in walked:
        yield pk
        walked.add(pk)
        pk = parents.get(pk)


def _facts(
    row: dict[str, Any],
    signed: tuple[Any, ...],
    topics: tuple[Any, ...],
    sources: tuple[Any, ...],
    related: tuple[Any, ...],
    lineages: dict[int, tuple[int, ...]],
) -> Facts:
    if not row["live"]:
        notice = (row["withdrawn_at"], row["withdrawn_reason"], row["slug"], row["headline"])
        return {"live": False, "notice": notice if row["withdrawn_at"] else None}
    keys = {LATEST}
    keys |= {f"list:section:{pk}" for pk in lineages.get(row["section_id"], ())}
    keys |= {f"list:person:{person}" for person, _role in signed}
    keys |= {f"list:topic:{topic}" for (topic,) in topics}
    return {
        "live": True,
        "at": row["published_at"],
        "updated_at": row["updated_at"],
        "lists": frozenset(keys),
        "card": (*(row[name] for name in _CARD), signed, row["published_at"]),
        "page": (*(row[name] for name in _PAGE), topics, sources, _plain(row["body"])),
        "related": related,
    }


def _plain(body: Any) -> str:
    return json.dumps(list(body.raw_data), sort_keys=True, default=str) if body else ""


def differs(before: Facts | None, after: Facts | None) -> bool:
    """Whether a live story's own content is another than before, its times left aside."""
    if not (before and after and before["live"] and after["live"]):
        return False
    return bool(before["card"][:-1] != after["card"][:-1] or before["page"] != after["page"])


def tags_between(model: Any, pk: int, before: Facts | None, after: Facts | None) -> set[str]:
    """The tags that move when story *pk* goes from *before* to *after*."""
    if before == after or not _ever_seen(before, after):
        return set()
    was = before if before and before["live"] else None
    now = after if after and after["live"] else None
    tags = {f"story:{pk}"}
    if was is None or now is None:
        tags |= {f"card:{pk}"} if was or now else set()
        tags |= _correction_windows(pk) if was or now else set()
    elif was["card"] != now["card"]:
        tags.add(f"card:{pk}")
    if was and now and was["related"] != now["related"]:
        tags.add(f"related:{pk}")
        if all(was[name] == now[name] for name in was if name != "related"):
            tags.discard(f"story:{pk}")
    return tags | _list_tags(pk, was, now)


def _ever_seen(before: Facts | None, after: Facts | None) -> bool:
    return any(one and (one["live"] or one.get("notice")) for one in (before, after))


def _list_tags(pk: int, was: Facts | None, now: Facts | None) -> set[str]:
    left = was["lists"] if was else frozenset()
    entered = now["lists"] if now else frozenset()
    if was and now and was["at"] == now["at"]:
        left, entered = left - entered, entered - left
    tags: set[str] = set()
    for key in left:
        tags |= set(_moved(key, was["at"], pk)) if was else set()
    for key in entered:
        tags |= set(_moved(key, now["at"], pk)) if now else set()
    return tags


def _moved(key: str, at: datetime, pk: int) -> list[str]:
    rows, name = _rows_of(key)
    others = rows.exclude(**{name: pk})
    newer = others.filter(Q(published_at__gt=at) | Q(published_at=at, **{f"{name}__gt": pk}))
    older = others.filter(Q(published_at__lt=at) | Q(published_at=at, **{f"{name}__lt": pk}))
    counted = len(newer.values_list("pk")[: lists.FIRST])
    return lists.moved_tags(key, at, newer=counted, is_oldest=not older.exists())


def _rows_of(key: str) -> tuple[models.QuerySet[Any], str]:
    """The rows of list *key*, unordered, and the name of their story id."""
    _list, kind, *rest = key.split(":")
    stories = models.QuerySet(_model("Story")).filter(live=True)
    if kind == "latest":
        return stories, "pk"
    number = int(rest[0])
    if kind == "section":
        within = [pk for pk, line in _lineages().items() if number in line]
        return stories.filter(section__in=within), "pk"
    name, field = ("Byline", "person") if kind == "person" else ("StoryTopic", "topic")
    rows = models.QuerySet(_model(name)).filter(published_at__isnull=False, **{field: number})
    return rows, "story_id"


def copy_times(story: Any) -> None:
    """Give the rows that lists are read from the story's own time; none while it is not live."""
    at = story.published_at if story.live else None
    for name in ("Byline", "StoryTopic"):
        rows = models.QuerySet(_model(name)).filter(story=story.pk)
        rows.exclude(published_at=at).update(published_at=at) if at else rows.filter(
            published_at__isnull=False
        ).update(published_at=None)


def tags_of_belonging(facts: Facts) -> set[str]:
    """The tags of a byline, topic, source or pick that was changed by itself."""
    pk = facts["story_id"]
    story = models.QuerySet(_model("Story")).filter(pk=pk, live=True)
    at = story.values_list("published_at", flat=True).first()
    if at is None:
        return set()
    tags = {f"story:{pk}", f"card:{pk}"}
    if "target_id" in facts:
        return {f"related:{pk}"}
    for name in ("person", "topic"):
        if number := facts.get(f"{name}_id"):
            tags |= set(_moved(f"list:{name}:{number}", at, pk))
    return tags


def tags_of_correction(
    model: Any, pk: int, before: Facts | None, after: Facts | None
) -> Iterable[str]:
    """The tags that move when a correction comes, changes or goes."""
    if before == after:
        return ()
    tags: set[str] = set()
    for facts in (before, after):
        if facts:
            tags |= {f"story:{facts['story_id']}", f"notes:{facts['story_id']}"}
            tags |= set(_correction_moved(facts["at"], pk))
    return tags


def _correction_windows(story: int) -> set[str]:
    rows = models.QuerySet(_model("Correction")).filter(story=story)
    tags = {tag for pk, at in rows.values_list("pk", "at") for tag in _correction_moved(at, pk)}
    return tags | {f"notes:{story}"} if tags else tags


def _correction_moved(at: datetime, pk: int) -> list[str]:
    others = models.QuerySet(_model("Correction")).filter(story__live=True).exclude(pk=pk)
    newer = others.filter(Q(at__gt=at) | Q(at=at, pk__gt=pk))
    older = others.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk))
    counted = len(newer.values_list("pk")[: lists.FIRST])
    return lists.moved_tags(CORRECTIONS, at, newer=counted, is_oldest=not older.exists())
