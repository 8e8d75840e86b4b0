"""The reader of the current generation: kept open, looked at again before each use."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import tantivy

from redaksi.search import documents, shelf
from redaksi.search.shelf import State, Unready
from redaksi.search.words import Tongue, tongue

#: How long a text is when nothing else is known, in terms.
USUAL_LENGTH = 250.0
_AVERAGE = {"length": {"avg": {"field": "length"}}}


@dataclass(frozen=True, kw_only=True)
class Reader:
    """An index as it was at one commit. ``usual`` is the mean length of a story in terms."""

    generation: Path
    seen: tuple[int, int]
    state: State
    schema: tantivy.Schema
    searcher: tantivy.Searcher
    tongue: Tongue
    usual: float

    def hits(
        self, query: tantivy.Query, limit: int
    ) -> tuple[list[float], list[tantivy.DocAddress]]:
        """Scores and places of the best *limit* for *query*."""
        found = self.searcher.search(query, limit, count=False).hits
        return [float(score or 0) for score, _place in found], [place for _score, place in found]

    def numbers(self, field: str, places: list[tantivy.DocAddress]) -> list[int]:
        """The number that each of *places* has in *field*; 0 for none."""
        return numbers(self.searcher, field, places)

    def count_of(self, field: str, stem: str) -> int:
        """In how many stories *stem* stands in *field*."""
        return self.searcher.doc_freq(field, stem)


def numbers(searcher: tantivy.Searcher, field: str, places: list[tantivy.DocAddress]) -> list[int]:
    """The number that each of *places* has in *field*; 0 for none."""
    return [int(one or 0) for one in searcher.fast_field_values(field, places)]


_kept: dict[Path, Reader] = {}
_lock = threading.Lock()


def reader(top: Path) -> Reader:
    """The index under *top* as it is now; Unready when there is none that can be asked.

    Costs a few file looks when nothing changed.
    """
    with _lock:
        known = _kept.get(top)
        if known is None or not _same(top, known):
            _kept.pop(top, None)
            known = _kept[top] = _open(shelf.current(top))
        return known


def _same(top: Path, known: Reader) -> bool:
    try:
        here = shelf.current(top) == known.generation and _moment(known.generation) == known.seen
    except (OSError, Unready):
        return False
    return here and shelf.untouched(known.generation, known.state.files)


def _moment(generation: Path) -> tuple[int, int]:
    found = (generation / shelf.STATE).stat()
    return found.st_mtime_ns, found.st_ino


def _open(generation: Path) -> Reader:
    """Open *generation*, again when its writer came between."""
    for _again in range(3):
        try:
            seen = _moment(generation)
            state = shelf.read_state(generation)
        except OSError as error:
            raise Unready(f"The index cannot be read: {error}") from error
        if shelf.untouched(generation, state.files):
            return _opened(generation, seen, state)
    raise Unready("The index was changed by somebody else.")


def _opened(generation: Path, seen: tuple[int, int], state: State) -> Reader:
    if not state.fits:
        raise Unready("The index is of another version.")
    index = shelf.opened(generation)
    with shelf.unbroken():
        searcher = index.searcher()
        return Reader(
            generation=generation, seen=seen, state=state, schema=documents.schema(),
            searcher=searcher, tongue=tongue(state.language), usual=_usual(searcher),
        )  # fmt: skip


def _usual(searcher: tantivy.Searcher) -> float:
    if not searcher.num_docs:
        return USUAL_LENGTH
    told = searcher.aggregate(tantivy.Query.all_query(), _AVERAGE)
    return float(told["length"]["value"] or USUAL_LENGTH)
