"""Collections as readers see them; part of :mod:`redaksi.fronts.queries`, which hands them on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from redaksi.fronts.kinds import Rule
from redaksi.fronts.models import Collection, CollectionPick
from redaksi.press import reading
from redaksi.stories import queries as stories
from redaksi.stories.shapes import Cards


@dataclass(frozen=True, kw_only=True)
class CollectionView:
    """A collection as readers see it, without its stories."""

    pk: int
    name: str
    slug: str
    url: str
    description: str


@reading.reads
def collection_at(slug: str) -> CollectionView | None:
    """The collection *slug*; notes ``list:collection:ID``, or its address when there is none."""
    row = Collection.objects.filter(slug=slug).first()
    reading.note(f"list:collection:{row.pk}" if row else f"path:/collection/{slug}/")
    return _view(row) if row else None


def _view(row: Collection) -> CollectionView:
    return CollectionView(
        pk=row.pk, name=row.name, slug=row.slug, url=row.url, description=row.description
    )


@reading.reads
def every_collection() -> tuple[CollectionView, ...]:
    """All collections, by their names; notes every ``list:collection:ID``, and
    ``addresses:collection``."""
    rows = list(Collection.objects.order_by("name", "pk"))
    reading.note("addresses:collection", *(f"list:collection:{row.pk}" for row in rows))
    return tuple(_view(row) for row in rows)


@reading.reads
def collections_of(pks: Iterable[int]) -> dict[int, CollectionView]:
    """The collections *pks*, by id; notes every ``list:collection:ID``."""
    wanted = set(pks)
    reading.note("template", *(f"list:collection:{pk}" for pk in wanted))
    rows = Collection.objects.filter(pk__in=wanted) if wanted else ()
    return {row.pk: _view(row) for row in rows}


@reading.reads
def of_collection(pk: int, *, before: str | None = None, limit: int = stories.PAGE) -> Cards:
    """The stories of collection *pk*: on the first page its picks, then the newest by its rule.

    Notes ``list:collection:ID``, and the list that the rule reads.
    """
    reading.note(f"list:collection:{pk}")
    row = Collection.objects.filter(pk=pk).first()
    if row is None:
        return Cards(items=())
    rows = CollectionPick.objects.filter(collection=pk).order_by("order", "pk")
    wanted = list(rows.values_list("story_id", flat=True))
    picks = stories.picked(wanted) if before is None else ()
    if row.rule == Rule.NONE:
        return Cards(items=picks[:limit])
    found = _by_rule(row, before, limit)
    behind = [card for card in found.items if card.pk not in wanted]
    return Cards(items=(*picks, *behind), before=found.before)


def _by_rule(row: Collection, before: str | None, limit: int) -> Cards:
    days = [int(day) for day in row.days]
    if row.rule == Rule.SECTION and row.section_id:
        if days:
            return stories.on_days(days, section=row.section_id, before=before, limit=limit)
        return stories.in_section(row.section_id, before=before, limit=limit)
    if row.rule == Rule.TOPIC and row.topic_id:
        if days:
            return stories.on_days(days, topic=row.topic_id, before=before, limit=limit)
        return stories.of_topic(row.topic_id, before=before, limit=limit)
    if row.rule != Rule.NEWEST:
        return Cards(items=())
    if days:
        return stories.on_days(days, before=before, limit=limit)
    return stories.latest(before=before, limit=limit)
