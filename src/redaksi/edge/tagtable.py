"""The tag table: one shared file that says, for every tag, when it last moved.

The file is a row of unsigned 64-bit cells. Eight are the header (mark, number of slots, seq of the
log that is applied, the moment everything last moved); then comes G, this machine's clock, and
then the slots. A tag's slot holds G of the moment the tag last moved. Many processes map the file;
they write under an exclusive lock and read without one, because each cell is one aligned store.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

MARK = int.from_bytes(b"RDKSTAG1", "big")
HEADER = 8  # cells
APPLIED, FLOOR = 2, 3  # cells of the header
SLOTS = 2**17


class TagTable:
    """The mapped table; made with `TagTable.open`.

    `cells[0]` is G and `cells[slot(tag)]` a tag's slot; `head[APPLIED]` is the applied seq. Both
    may be read directly where a call costs too much.
    """

    def __init__(self, folder: Path, slots: int) -> None:
        self.folder = folder
        self.slots = slots
        self._fence = threading.Lock()
        with self.lock():
            self._map()

    @classmethod
    def open(cls, folder: Path, slots: int = SLOTS) -> TagTable:
        """The table of this folder, made when it is missing, of another size or another version.

        A table made anew counts as one in which everything moved. Raises OSError.
        """
        folder.mkdir(parents=True, exist_ok=True)
        return cls(folder, slots)

    @property
    def g(self) -> int:
        """This machine's clock: it stands one higher after each batch of moves."""
        return self.cells[0]

    @property
    def applied(self) -> int:
        """The seq of the log up to which every move is in the table."""
        return self.head[APPLIED]

    def slot(self, tag: str) -> int:
        """Where a tag stands: the same in every process. Two tags may share a slot."""
        return 1 + int.from_bytes(blake2b(tag.encode(), digest_size=8).digest()) % self.slots

    def moved(self, slot: int) -> int:
        """G of the moment the tags of this slot last moved."""
        return max(self.cells[slot], self.head[FLOOR])

    def fresh(self, slots: Iterable[int], version: int) -> bool:
        """Whether nothing of these slots moved after `version`. Read G before you ask."""
        moved = max(map(self.cells.__getitem__, slots), default=0)
        return version >= moved and version >= self.head[FLOOR]

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the right to write, alone among all threads and processes of this machine."""
        with open(self.folder / "lock", "ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def mark(self, slots: Iterable[int], g: int) -> None:
        """Say that these slots moved at `g`, which is still to come. Under the lock."""
        for slot in slots:
            self.cells[slot] = g

    def mark_all(self, g: int) -> None:
        """Say that everything moved at `g`. Under the lock."""
        self.head[FLOOR] = g

    def finish(self, g: int, applied: int) -> None:
        """Turn the clock to `g`, then note the seq that is now applied. Under the lock."""
        self.fence()
        self.cells[0] = g
        self.fence()
        self.head[APPLIED] = applied

    def fence(self) -> None:
        """Keep what was stored or read before apart from what comes after, on ARM too.

        Twice, because one pair of take and release lets both sides meet between the two.
        """
        with self._fence:
            pass
        with self._fence:
            pass

    def replaced(self) -> bool:
        """Whether the file in the folder is no longer the one that is mapped here."""
        try:
            return os.stat(self._path).st_ino != self._inode
        except FileNotFoundError:
            return True

    def reopen(self) -> None:
        """Map the file that now stands in the folder, as one in which everything just moved."""
        before = self.g
        self.close()
        with self.lock():
            self._map()
            if self.g <= before:  # a copy that was put back
                self.mark_all(before + 1)
                self.finish(before + 1, self.applied)

    def close(self) -> None:
        """Let go of the file."""
        self.cells.release()
        self.head.release()
        self._whole.release()
        self._mapped.close()

    @property
    def _path(self) -> Path:
        return self.folder / "tags"

    def _map(self) -> None:
        if not self._fits():
            self._make()
        with open(self._path, "r+b") as file:
            self._inode = os.fstat(file.fileno()).st_ino
            self._mapped = mmap.mmap(file.fileno(), 0)
        self._whole = memoryview(self._mapped).cast("Q")
        self.head = self._whole[:HEADER]
        self.cells = self._whole[HEADER:]

    def _fits(self) -> bool:
        try:
            with open(self._path, "rb") as file:
                first = memoryview(file.read(16)).cast("Q")
                size = os.fstat(file.fileno()).st_size
        except (FileNotFoundError, TypeError):
            return False
        return size == self._size and first.tolist() == [MARK, self.slots]

    @property
    def _size(self) -> int:
        return 8 * (HEADER + 1 + self.slots)

    def _make(self) -> None:
        """A new file beside the old one, then in its place: nobody maps a half-made table."""
        g = time.time_ns() // 1000  # higher than the clock of any table before it
        made = self._path.with_name(f"tags.{os.getpid()}")
        cells = memoryview(bytearray(self._size)).cast("Q")
        cells[0], cells[1], cells[FLOOR], cells[HEADER] = MARK, self.slots, g, g
        made.write_bytes(cells.cast("B"))
        made.replace(self._path)
