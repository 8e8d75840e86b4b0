"""What readers see of stories, and which tags move when that changes.

Membership of lists is compared exactly: a story that enters, leaves or moves within a list moves
the windows of that list it touches (see :mod:`redaksi.press.lists`), nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, F, OuterRef, Subquery, When

from redaksi.press import acts
from redaksi.press.public import MANY, Facts, unlogged
from redaksi.stories import windows

_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')

_CARD = (
    "headline", "short_headline", "slug", "kicker", "teaser", "section_id", "photo_id", "profile",
    "sponsor", "unverified_at",
)  # fmt: skip
_PAGE = (
    "search_headline", "dateline", "photo_caption", "passed_by_id", "reply_to_id", "reply_by",
    "unverified_why",
)  # fmt: skip
_ROW = (
    "pk", "live", "published_at", "updated_at", "withdrawn_at", "withdrawn_reason",
    "withdrawn_ground", "body",
    *_CARD, *_PAGE,
)  # fmt: skip
#: The rows that belong to a story, and what readers see of each.
_CHILDREN = {
    "Byline": ("person_id", "role"),
    "StoryTopic": ("topic_id",),
    "StorySource": ("agency_id",),
    "RelatedPick": ("target_id",),
}


def seen(model: Any, pks: Iterable[Any]) -> dict[Any, Facts]:
    """What readers see of the stories *pks*: facts by id; stories never live show only that."""
    wanted = list(pks)
    if not wanted or len(wanted) > MANY:
        return {}
    rows = list(unlogged(model).filter(pk__in=wanted).values(*_ROW))
    shown = [row["pk"] for row in rows if row["live"]]
    children = [_children(name, shown, *fields) for name, fields in _CHILDREN.items()]
    return {row["pk"]: _facts(row, *(one.get(row["pk"], ()) for one in children)) for row in rows}


def _children(name: str, pks: list[int], *fields: str) -> dict[int, tuple[Any, ...]]:
    found: dict[int, tuple[Any, ...]] = {}
    if pks:
        rows = unlogged(windows.model(name)).filter(story__in=pks).order_by("order", "pk")
        for story, *values in rows.values_list("story_id", *fields):
            found[story] = (*found.get(story, ()), tuple(values))
    return found


def _facts(
    row: dict[str, Any],
    signed: tuple[Any, ...],
    topics: tuple[Any, ...],
    sources: tuple[Any, ...],
    related: tuple[Any, ...],
) -> Facts:
    if not row["live"]:
        names = ("withdrawn_at", "withdrawn_reason", "withdrawn_ground", "slug", "headline")
        notice = tuple(row[name] for name in names)
        return {"live": False, "notice": notice if row["withdrawn_at"] else None}
    people = frozenset(person for person, _role in signed)
    return {
        "live": True,
        "at": row["published_at"],
        "updated_at": row["updated_at"],
        "photo": row["photo_id"],
        "filed": (row["section_id"], people, frozenset(topic for (topic,) in topics)),
        "card": (*(row[name] for name in _CARD), signed, row["published_at"]),
        "page": (*(row[name] for name in _PAGE), topics, sources, _plain(row["body"])),
        "related": related,
        "reply": (row["reply_to_id"], row["reply_by"]),
    }


def _plain(body: Any) -> str:
    return json.dumps(_shown(list(body.raw_data)), sort_keys=True, default=str) if body else ""


def _shown(value: Any) -> Any:
    """*value* without the marks that the editor puts into it and no reader sees."""
    if isinstance(value, dict):
        if value.get("type") == "item":  # a list's wrapping of one of its items
            return _shown(value.get("value"))
        return {
            name: _shown(one)
            for name, one in value.items()
            if name != "id" and one not in ("", None)
        }
    if isinstance(value, list):
        return [_shown(one) for one in value]
    return _BLOCK_KEY.sub("", value) if isinstance(value, str) else value


def differs(before: Facts | None, after: Facts | None) -> bool:
    """Whether a live story's own content is another than before, its times left aside."""
    if not (before and after and before["live"] and after["live"]):
        return False
    return bool(before["card"][:-1] != after["card"][:-1] or before["page"] != after["page"])


def tags_between(pk: int, before: Facts | None, after: Facts | None) -> set[str]:
    """The tags that move when story *pk* goes from *before* to *after*."""
    if before == after or not _ever_seen(before, after):
        return set()
    was = before if before and before["live"] else None
    now = after if after and after["live"] else None
    tags = {f"story:{pk}"}
    if was is None or now is None:
        tags |= {f"card:{pk}", *windows.of_corrections(pk)} if was or now else set()
    elif was["card"] != now["card"]:
        tags.add(f"card:{pk}")
    if was and now and was["related"] != now["related"]:
        tags.add(f"related:{pk}")
        if all(was[name] == now[name] for name in was if name != "related"):
            tags.discard(f"story:{pk}")
    tags |= {f"story:{answer}" for answer in answered(before, after)}
    if _notice(before) != _notice(after):
        tags.add(windows.WITHDRAWALS)
    if was and (now is None or was["photo"] not in (None, now["photo"])):
        tags.add(acts.TAKEDOWN)
    return tags | windows.of_story(pk, was, now)


def answered(before: Facts | None, after: Facts | None) -> set[int]:
    """The stories that get an answer (right of reply), lose it, or whose answer changes hands."""
    replies = [one["reply"] if one and one["live"] else (None, "") for one in (before, after)]
    return {story for story, _by in replies if story} if replies[0] != replies[1] else set()


def _notice(facts: Facts | None) -> Any:
    return facts.get("notice") if facts else None


def _ever_seen(before: Facts | None, after: Facts | None) -> bool:
    return any(one and (one["live"] or one.get("notice")) for one in (before, after))


def times_differ(before: Facts | None, after: Facts | None) -> bool:
    """Whether a story entered or left the lists, or stands at another time in them."""
    was, now = ((one.get("at") if one else None) for one in (before, after))
    return bool(was != now)


def copy_times(pks: Iterable[int]) -> None:
    """Give the rows that lists are read from their story's own time; none while it is not live."""
    own = unlogged(windows.model("Story")).filter(pk=OuterRef("story_id"))
    time = Subquery(own.values(time=Case(When(live=True, then=F("published_at")))))
    for name in ("Byline", "StoryTopic"):
        unlogged(windows.model(name)).filter(story__in=list(pks)).update(published_at=time)
