"""One post, read and turned into what a story needs; nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from redaksi.archive import bodies, rules
from redaksi.archive.bodies import Stored, Want
from redaksi.archive.parsers.blocks import Converted, convert
from redaksi.archive.parsers.facts import Item, Term
from redaksi.archive.parsers.markup import words
from redaksi.archive.rules import Fate
from redaksi.stories import embeds
from redaksi.stylebook import slugs


@dataclass(frozen=True, kw_only=True)
class Given:
    """A post as the export gives it, and what becomes of it; its text is not read yet."""

    item: Item
    fate: Fate
    digest: str


@dataclass(frozen=True, kw_only=True)
class Draft(Given):
    """A post ready to be put in: its fields, what it wants and what to note."""

    fields: dict[str, Any]
    section: Term | None
    topics: list[Term]
    wants: list[Want]
    notes: list[str]


def read(item: Item, shared: Mapping[int, str]) -> Converted:
    """The blocks of an item's content."""
    return convert(
        item.content, embeddable=lambda url: embeds.find(url) is not None, reusable=shared
    )


def draft(
    given: Given,
    *,
    shared: Mapping[int, str],
    numbers: dict[int, str],
    attached: Callable[[int], list[int]],
    now: datetime,
) -> Draft:
    """Read a post. ``attached`` gives the files attached to a post, for a bare ``[gallery]``."""
    item, fate = given.item, given.fate
    converted = read(item, shared)
    bare = any(block.get("attached") for block in converted.blocks)
    stored = bodies.stored(
        converted.blocks,
        thumbnail=_thumbnail(item),
        attached=attached(item.number or 0) if bare else [],
    )
    section = rules.main_category(item, numbers)
    return Draft(
        item=item,
        fate=fate,
        digest=given.digest,
        fields=_fields(item, fate, stored, now),
        section=section,
        topics=rules.topics_of(item, section),
        wants=stored.wants,
        notes=_notes(item, converted, stored),
    )


def _fields(item: Item, fate: Fate, stored: Stored, now: datetime) -> dict[str, Any]:
    headline = rules.headline(item)
    live = fate.state == "live"
    return {
        "headline": headline,
        "slug": slugs.slug(unquote(item.slug) or headline, limit=120),
        "teaser": rules.teaser_of(item),
        "body": stored.blocks,
        "photo_caption": stored.photo_caption,
        "published_at": _published(item, fate, now),
        "updated_at": rules.updated(item) if live else None,
        "live": live,
        "has_unpublished_changes": not live,
    }


def _published(item: Item, fate: Fate, now: datetime) -> datetime | None:
    if fate.state == "live":
        return item.published or item.modified or now
    return item.published if item.status in ("publish", "private") else None


def _thumbnail(item: Item) -> int | None:
    said = item.meta.get("_thumbnail_id", "").strip()
    return int(said) if said.isascii() and said.isdigit() and len(said) < 19 else None


def _notes(item: Item, converted: Converted, stored: Stored) -> list[str]:
    said: dict[str, list[str]] = {}
    for note in converted.notes:
        said.setdefault(note.says, []).append(note.block)
    found = [f"{says} ({', '.join(blocks)})" for says, blocks in said.items()]
    if not item.title.strip():
        found.append("it had no title: its headline is the beginning of its text")
    if not stored.blocks and not stored.wants:
        found.append("it has no text")
    if item.status == "publish" and item.published is None:
        found.append("it had no date: it carries the time of the import")
    if any(block["type"] == "table" and "<a " in repr(block) for block in converted.blocks):
        found.append("a table of it had links: their text was kept, their addresses were not")
    if len(words(item.excerpt)) > rules.LONGEST_TEASER:
        found.append(f"its excerpt was cut to {rules.LONGEST_TEASER} characters")
    if len(words(item.title)) > rules.LONGEST_HEADLINE:
        found.append(f"its title was cut to {rules.LONGEST_HEADLINE} characters")
    if item.sticky:
        found.append("it was kept on top (sticky): pin it on the front at the desk")
    return found
