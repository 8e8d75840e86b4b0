"""Reads over many stories at once: the newest of every section, the days of a month, addresses.

They are part of :mod:`redaksi.stories.queries`, which hands them on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from django.db.models import Count, Value

from redaksi.press import lists, reading
from redaksi.sections.models import Section
from redaksi.stories import addresses, cards, tops, windows
from redaksi.stories.models import Story
from redaksi.stories.profiles import Profile
from redaksi.stories.shapes import Card
from redaksi.stories.tops import Top


@dataclass(frozen=True, kw_only=True)
class Newest:
    """The newest stories of the newspaper, and of each section that was asked for."""

    latest: tuple[Card, ...]
    sections: Mapping[int, tuple[Card, ...]]


@reading.reads
def newest(sections: Iterable[int], *, latest: int = 9, each: int = 10) -> Newest:
    """The *latest* newest stories, and the *each* newest of each of *sections* (with those within).

    Four queries whatever the number of sections. Notes the top of each list that is asked (none
    of the newspaper's for 0 *latest*), and the cards.
    """
    wanted = list(sections)
    reading.note("tree", *([lists.head_tag(windows.LATEST, latest)] if latest else ()))
    reading.note(*(lists.head_tag(f"list:section:{pk}", each) for pk in wanted))
    trees = _trees(wanted)
    parts = {pk: Top(count=each, sections=trees[pk]) for pk in wanted}
    parts |= {0: Top(count=latest)} if latest else {}
    found = tops.newest(parts)
    made = {card.pk: card for card in cards.in_order({pk for pks in found.values() for pk in pks})}
    return Newest(
        latest=_cards(made, found.get(0, ())),
        sections={pk: _cards(made, found[pk]) for pk in wanted},
    )


def _trees(wanted: Sequence[int]) -> dict[int, list[int]]:
    parents = dict(Section.objects.values_list("pk", "parent_id"))
    return {top: [pk for pk in parents if top in _lineage(pk, parents)] for top in wanted}


def _lineage(pk: int | None, parents: Mapping[int, int | None]) -> list[int]:
    found: list[int] = []
    while pk is not None and pk not in found:
        found.append(pk)
        pk = parents.get(pk)
    return found


def _cards(made: Mapping[int, Card], pks: Iterable[int]) -> tuple[Card, ...]:
    return tuple(made[pk] for pk in pks if pk in made)


@reading.reads
def oldest() -> datetime | None:
    """When the oldest live story was published; None while there is none."""
    reading.note(f"{windows.LATEST}:end")
    return (
        Story.objects.live()
        .order_by("published_at", "pk")
        .values_list("published_at", flat=True)
        .first()
    )


@reading.reads
def days_of(year: int, month: int, zone: tzinfo) -> dict[date, int]:
    """The days of a month, in *zone*, with how many live stories each has; never an empty day."""
    first = datetime(year, month, 1, tzinfo=zone)
    after = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=zone)
    reading.note(*lists.window_tags(windows.LATEST, after, first, ends=False))
    counts = [_count(first, number) for number in range((after.date() - first.date()).days)]
    rows = counts[0].union(*counts[1:], all=True)
    return {date(year, month, number): count for number, count in sorted(rows) if count}


def _count(first: datetime, number: int) -> Any:
    start = datetime.combine(first.date() + timedelta(days=number), first.timetz())
    end = datetime.combine(first.date() + timedelta(days=number + 1), first.timetz())
    rows = Story.objects.live().filter(published_at__gte=start, published_at__lt=end).order_by()
    counted = rows.annotate(day=Value(number + 1)).values("day").annotate(stories=Count("pk"))
    return counted.values_list("day", "stories")


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where a story is, and when it last changed."""

    url: str
    changed_at: datetime


@reading.reads
def addresses_between(start: datetime, end: datetime, *, limit: int) -> tuple[Address, ...]:
    """The addresses of the newest *limit* live stories from *start* (included) until *end* (not).

    Too many to be noted one by one: whoever shows them must not keep them.
    """
    reading.note(*lists.window_tags(windows.LATEST, end, start, ends=False))
    rows = Story.objects.live().filter(published_at__gte=start, published_at__lt=end)
    fields = rows.order_by("-published_at", "-pk").values_list(
        "pk", "slug", "published_at", "updated_at"
    )
    return tuple(
        Address(url=addresses.story(pk, slug), changed_at=updated or published)
        for pk, slug, published, updated in fields[:limit]
    )


@dataclass(frozen=True, kw_only=True)
class Young(Address):
    """The address of a story with its headline and the time it was published."""

    headline: str
    published_at: datetime


@reading.reads
def young(since: datetime, until: datetime, *, limit: int) -> tuple[Young, ...]:
    """The newest *limit* live stories published after *since* and until *until*, those that were
    paid for left out; notes each ``story:ID``, theirs too, and the days between."""
    reading.note(*lists.window_tags(windows.LATEST, until, since, ends=False))
    rows = Story.objects.live().filter(published_at__gt=since, published_at__lte=until)
    fields = ("pk", "slug", "headline", "published_at", "updated_at", "profile")
    found = list(rows.order_by("-published_at", "-pk").values_list(*fields)[:limit])
    reading.note(*(f"story:{pk}" for pk, *_rest in found))
    return tuple(
        Young(
            url=addresses.story(pk, slug), headline=headline, published_at=published,
            changed_at=updated or published,
        )
        for pk, slug, headline, published, updated, profile in found
        if profile != Profile.ADVERTORIAL
    )  # fmt: skip
