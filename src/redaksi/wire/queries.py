"""What other rooms ask about wires and their items. Readers see none of it: no tag is noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from redaksi.wire import rules
from redaksi.wire.models import Item, ItemQuerySet, Source
from redaksi.wire.parsers import bodies
from redaksi.wire.parsers.bodies import Block

__all__ = ["Block", "blocks", "found", "in_trouble", "newest", "of_thread", "text", "Wanted"]

#: The words of a search that are looked at, and characters of it.
MOST_WORDS, LONGEST = 8, 200
#: States that a list without a wish shows: what is in quarantine or dropped is asked for.
CURRENT = (Item.State.NEW, Item.State.TAKEN)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a list of items is narrowed to: a source's and a section's id, a state, words.

    ``state`` is one of Item.State, ``all``, or empty for what is new or taken.
    """

    source: int | None = None
    section: int | None = None
    state: str = ""
    text: str = ""


def found(wanted: Wanted) -> ItemQuerySet:
    """The newest versions of the items that are *wanted*, newest first, without their texts."""
    rows = Item.objects.newest().select_related("source", "by__person", "like__source")
    rows = rows.defer("body", "sketch", "like__body", "like__sketch")
    if wanted.source:
        rows = rows.filter(source=wanted.source)
    if wanted.section:
        rows = rows.filter(source__section=wanted.section)
    if wanted.state in Item.State.values:
        rows = rows.filter(state=wanted.state)
    elif wanted.state != "all":
        rows = rows.filter(state__in=CURRENT)
    for word in wanted.text[:LONGEST].split()[:MOST_WORDS]:
        holds = Q(title__icontains=word) | Q(summary__icontains=word) | Q(body__icontains=word)
        rows = rows.filter(holds)
    return rows


def newest(thread: int) -> Item | None:
    """The newest version of the item whose first version is the row *thread*."""
    rows = of_thread(thread).filter(replaced_by=None)
    return rows.select_related("source").order_by("-version").first()


def of_thread(thread: int) -> ItemQuerySet:
    """All versions of the item whose first version is the row *thread*, oldest first."""
    return Item.objects.filter(Q(pk=thread) | Q(first=thread)).order_by("version")


def blocks(item: Item) -> list[Block]:
    """The text of *item* as plain blocks."""
    return bodies.blocks(item.body)


def text(item: Item) -> str:
    """The words of *item*, a line for each block."""
    return bodies.text(item.body)


def in_trouble(now: datetime) -> list[Source]:
    """The sources that fail again and again, or have been silent for too long; one query."""
    rows = Source.objects.filter(active=True)
    return [one for one in rows if rules.health(one, now) in ("failing", "silent")]
