"""The sweep: slice by slice, whether the index has each story as the database has it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import tantivy

from redaksi.search import documents, gathering, shelf
from redaksi.search.reader import numbers
from redaksi.search.shelf import State
from redaksi.stories.models import Story

#: Stories of one slice.
SLICE = 1000
_LARGEST = 2**63 - 1


@dataclass(frozen=True, kw_only=True)
class Swept:
    """What one slice showed: stories to read again, stories that are gone, the state after it."""

    state: State
    stories: frozenset[int]
    gone: frozenset[int]


def look(generation: Path, state: State) -> Swept:
    """Compare the slice after ``state.swept``; at the end it begins at the start again."""
    rows = Story.objects.filter(pk__gt=state.swept).order_by("pk")
    found = list(rows.values_list("pk", "version", "live")[:SLICE])
    wanted = {pk: gathering.stamp(version, live) for pk, version, live in found}
    ends = len(found) < SLICE
    last = _LARGEST if ends else found[-1][0]
    kept = _kept(generation, state.swept + 1, last)
    wrong = {pk for pk, stamp in wanted.items() if kept.get(pk) != stamp}
    after = replace(state, swept=0, behind=False) if ends else replace(state, swept=last)
    return Swept(state=after, stories=frozenset(wrong), gone=frozenset(kept.keys() - wanted))


def _kept(generation: Path, first: int, last: int) -> dict[int, int]:
    """The stamps that the index has for the stories from *first* to *last*."""
    index = shelf.opened(generation)
    with shelf.unbroken():
        query = tantivy.Query.range_query(
            documents.schema(), "story", tantivy.FieldType.Unsigned, first, last
        )
        searcher = index.searcher()
        hits = searcher.search(query, max(1, searcher.num_docs), count=False).hits
        places = [place for _score, place in hits]
        stamps = numbers(searcher, "stamp", places)
        return dict(zip(numbers(searcher, "story", places), stamps, strict=True))
