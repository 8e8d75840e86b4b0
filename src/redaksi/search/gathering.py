"""Documents out of the database: the live text of a story, and the draft that the desk works on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from wagtail.models import Revision

from redaksi.search import plaintext
from redaksi.search.documents import Document
from redaksi.stories.models import Byline, Story, StoryTopic

#: The fields of a story that are words, beside headline and body.
_WORDS = ("short_headline", "search_headline", "kicker", "dateline", "teaser")
_ROW = ("pk", "version", "live", "section_id", "published_at", "has_unpublished_changes",
        "latest_revision_id", "headline", "body", *_WORDS)  # fmt: skip


@dataclass(kw_only=True)
class _Names:
    """Ids and names that belong to one story."""

    people: list[int] = field(default_factory=list)
    topics: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def stamp(version: int, live: bool) -> int:
    """What tells one state of a story from the next."""
    return 2 * version + live


def moment(seconds: float) -> datetime:
    """The moment *seconds* after 1970 began, aware."""
    return datetime.fromtimestamp(max(0.0, seconds), UTC)


def documents(pks: Iterable[int]) -> Iterator[Document]:
    """The documents of those stories of *pks* that exist, in a fixed number of queries."""
    wanted = list(pks)
    rows = list(Story.objects.filter(pk__in=wanted).values(*_ROW))
    names = _names(wanted)
    drafts = _drafts(rows)
    for row in rows:
        yield _document(row, names[row["pk"]], drafts.get(row["latest_revision_id"]))


def _document(row: dict[str, Any], named: _Names, draft: dict[str, Any] | None) -> Document:
    live, at = row["live"], row["published_at"]
    said = " ".join(named.names)
    return Document(
        story=row["pk"],
        stamp=stamp(row["version"], live),
        at=int(at.timestamp()) if at else 0,
        section=row["section_id"] or 0,
        people=tuple(named.people),
        topics=tuple(named.topics),
        headline=row["headline"] if live else "",
        text=f"{_text(row)} {said}" if live else "",
        names=said,
        draft=_draft(row, draft, said),
    )


def _draft(row: dict[str, Any], draft: dict[str, Any] | None, said: str) -> str:
    """What the desk alone may find: nothing for a live story without changes."""
    if row["live"] and draft is None:
        return ""
    newest = draft or row
    return f"{newest.get('headline') or ''} {_text(newest)} {said}"


def _text(row: dict[str, Any]) -> str:
    said = [str(row.get(name) or "") for name in _WORDS]
    body = row.get("body")
    raw = body if isinstance(body, str) else list(getattr(body, "raw_data", None) or ())
    return " ".join([*said, *plaintext.of_blocks(raw)])


def _names(pks: list[int]) -> dict[int, _Names]:
    found: dict[int, _Names] = defaultdict(_Names)
    people = Byline.objects.filter(story__in=pks).order_by("order", "pk")
    for story, pk, name in people.values_list("story_id", "person_id", "person__name"):
        found[story].people.append(pk)
        found[story].names.append(name)
    topics = StoryTopic.objects.filter(story__in=pks).order_by("order", "pk")
    for story, pk, name in topics.values_list("story_id", "topic_id", "topic__name"):
        found[story].topics.append(pk)
        found[story].names.append(name)
    return found


def _drafts(rows: list[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """The newest versions of those *rows* that differ from what readers see, by revision."""
    wanted = [
        row["latest_revision_id"]
        for row in rows
        if row["latest_revision_id"] and (row["has_unpublished_changes"] or not row["live"])
    ]
    return dict(Revision.objects.filter(pk__in=wanted).values_list("pk", "content"))
