"""The writer of one generation: documents in, documents out, and a state with each commit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from redaksi.search import documents, shelf
from redaksi.search.documents import Document
from redaksi.search.shelf import State
from redaksi.search.words import Tongue, tongue

#: Bytes that tantivy gathers before it writes a segment: small for the clock, more for a rebuild.
LITTLE, MUCH = 20_000_000, 120_000_000


class Writer:
    """Puts documents into a generation; what is not committed never was."""

    def __init__(self, generation: Path, writer: tantivy.IndexWriter, language: Tongue) -> None:
        self._generation, self._writer, self._language = generation, writer, language
        self.changed = 0

    def put(self, document: Document) -> None:
        """Keep *document* in place of what was kept under its key."""
        self.drop(document.key)
        self.add(document)

    def add(self, document: Document) -> None:
        """Keep *document*, of which nothing was kept before."""
        with shelf.unbroken():
            self._writer.add_document(documents.written(document, self._language))
        self.changed += 1

    def drop(self, key: str) -> None:
        """Keep nothing more under *key*."""
        with shelf.unbroken():
            self._writer.delete_documents_by_term("key", key)
        self.changed += 1

    def finish(self, state: State) -> State:
        """Commit, merge, and write *state*; readers see it all from now on."""
        if self.changed:
            with shelf.unbroken():
                self._writer.commit()
                self._writer.wait_merging_threads()
        return shelf.write_state(self._generation, state)


@contextmanager
def writing(generation: Path, language: str, *, heap: int = LITTLE) -> Iterator[Writer]:
    """A writer of the index in *generation*; Busy when there is one already, Unready when broken.

    Whoever holds it must hold the lock of the folder, too; one ``finish`` ends it.
    """
    index = shelf.opened(generation)
    with shelf.unbroken():
        made = index.writer(heap_size=heap, num_threads=1)
    yield Writer(generation, made, tongue(language))
