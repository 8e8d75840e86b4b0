"""What goes into a backup, in which order, so that it is of one moment while publishing goes on.

Files first, then the database, then the files that came or changed meanwhile: whatever a row of
the database names was copied before it could be deleted, or came in the second round.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from redaksi.ops.backup import files, postgresbook, postgresrun, shapes, sqlitebook
from redaksi.ops.backup.files import Copied
from redaksi.ops.backup.shapes import BackupFailed, Book


@dataclass(kw_only=True)
class Filling:
    """One backup under way in *target*; what has not changed since *former* is linked to it."""

    newspaper: Path
    data: Path
    target: Path
    former: Path | None
    without: Path
    whole: bool
    sums: dict[str, str] = field(default_factory=dict)
    bytes: int = 0
    copied: int = 0
    _taken: dict[str, Copied] = field(default_factory=dict)
    _former: dict[str, str] = field(default_factory=dict)

    def fill(self, sqlite: Path | None) -> Book:
        """Fill the target with files and database (*sqlite*'s file, or the server's dump).

        Every file that was copied is read back. Raises OSError, sqlite3.Error, BackupFailed.
        """
        self._former = _sums(self.former)
        self._refuse_what_does_not_fit(sqlite)
        self._files()
        book = self._sqlite(sqlite) if sqlite else self._postgresql()
        self._files()
        self.bytes = sum(one.size for one in self._taken.values())
        self.sums = {place: one.sum for place, one in self._taken.items()}
        return book

    def write_sums(self) -> str:
        """Leave the list of sums in the target; its own SHA-256."""
        text = files.sums_text(self.sums)
        write(self.target / shapes.SUMS, text)
        return hashlib.sha256(text.encode()).hexdigest()

    def _files(self) -> None:
        found = files.of_newspaper(self.newspaper, self.data, self.without, media=self.whole)
        for place, source in found:
            try:
                self._take(place, source)
            except FileNotFoundError:
                self._taken.pop(place, None)  # deleted while it was read: no row names it

    def _take(self, place: str, source: Path) -> None:
        facts = source.stat()
        taken = self._taken.get(place)
        if taken and (taken.size, taken.changed) == (facts.st_size, facts.st_mtime_ns):
            return
        if taken is None and self._linked(place, facts):
            return
        if source.suffix == ".sqlite3":
            (self.target / place).unlink(missing_ok=True)
            sqlitebook.copy(source, self.target / place)
            self._taken[place] = self._counted(place, facts.st_mtime_ns)
            return
        self._read_back(place, files.copy(source, self.target / place))

    def _linked(self, place: str, facts: os.stat_result) -> bool:
        """Whether the former backup has this file and it could be linked."""
        if self.former is None or not self._stands(place, facts):
            return False
        if not files.link(self.former / place, self.target / place):
            return False
        self._taken[place] = Copied(
            size=facts.st_size, changed=facts.st_mtime_ns, sum=self._former[place]
        )
        return True

    def _read_back(self, place: str, made: Copied) -> None:
        if files.sum_of(self.target / place) != made.sum:
            raise BackupFailed(f"{place} came back from the disk as other than it was written")
        self._taken[place] = made
        self.copied += 1

    def _counted(self, place: str, changed: int) -> Copied:
        path = self.target / place
        self.copied += 1
        return Copied(size=path.stat().st_size, changed=changed, sum=files.sum_of(path))

    def _sqlite(self, database: Path) -> Book:
        sqlitebook.copy(database, self.target / shapes.SQLITE)
        self._taken[shapes.SQLITE] = self._counted(shapes.SQLITE, 0)
        book = sqlitebook.look(self.target / shapes.SQLITE)
        return self._since(book, lambda seq: sqlitebook.hash_at(self.target / shapes.SQLITE, seq))

    def _postgresql(self) -> Book:
        book = postgresbook.dump(self.target / shapes.DUMP)
        postgresrun.look(self.target / shapes.DUMP)
        self._taken[shapes.DUMP] = self._counted(shapes.DUMP, 0)
        return self._since(book, postgresbook.hash_at)

    def _since(self, book: Book, hash_at: Callable[[int], str]) -> Book:
        """*book*, with a problem when the log no longer goes on from the former backup's head."""
        if self.former is None:
            return book
        told = shapes.read(self.former)
        if told.log_hash and told.log_seq and hash_at(told.log_seq) != told.log_hash:
            book.problems.append(
                f"row {told.log_seq} has another hash than in {self.former}: the log was written "
                "anew, or the database is another one"
            )
        return book

    def _refuse_what_does_not_fit(self, sqlite: Path | None) -> None:
        needed = sqlite.stat().st_size if sqlite else 0
        for place, source in files.of_newspaper(
            self.newspaper, self.data, self.without, media=self.whole
        ):
            with suppress(FileNotFoundError):
                facts = source.stat()
                needed += 0 if self._stands(place, facts) else facts.st_size
        free = shutil.disk_usage(self.target).free
        if needed + shapes.SPARE > free:
            raise BackupFailed(
                f"the disk of {self.target.parent} is too full: {needed // 1_000_000:,} MB and "
                f"{shapes.SPARE // 1_000_000} MB of rest are needed, {free // 1_000_000:,} MB are "
                "free; make room or name another folder in backup.folder"
            )

    def _stands(self, place: str, facts: os.stat_result) -> bool:
        """Whether the former backup has this file as it is now, by its size and its time."""
        if self.former is None or place not in self._former:
            return False
        try:
            old = (self.former / place).stat()
        except FileNotFoundError:
            return False
        return (old.st_size, old.st_mtime_ns) == (facts.st_size, facts.st_mtime_ns)


def _sums(former: Path | None) -> dict[str, str]:
    """The sums of the *former* backup; none when there is none, or when they cannot be read."""
    if former is None:
        return {}
    try:
        return files.sums_of((former / shapes.SUMS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def write(path: Path, text: str) -> None:
    """Leave *text* at *path* (0600), on the disk."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def settle(top: Path) -> None:
    """Have every folder below *top* on the disk."""
    for here, _folders, _names in os.walk(top):
        sync(Path(here))


def sync(folder: Path) -> None:
    """Have the names in *folder* on the disk."""
    place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(place)
    finally:
        os.close(place)
