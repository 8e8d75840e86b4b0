"""Files of a newspaper: which are backed up, copied or linked, their sums, read back from disk."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

CHUNK = 1024 * 1024
#: In the data's folder: made anew by `redaksi up`, on its way into the database (reads: what was
#: counted must not be counted twice), or taken by ways of their own.
MADE_ANEW = {"edge", "search", "static", "reads", ".doctor", "backups.json", "redaksi.sqlite3"}
#: What stands beside a SQLite database that is open.
JOURNALS = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, kw_only=True, slots=True)
class Copied:
    """One file in a backup: bytes, the time of its last change in nanoseconds, its SHA-256."""

    size: int
    changed: int
    sum: str


def of_newspaper(
    folder: Path, data: Path, without: Path, *, media: bool
) -> Iterator[tuple[str, Path]]:
    """Every file to be backed up, by its place in a backup; nothing in the folder *without*.

    Without *media* settings, templates and secrets alone.
    """
    if (folder / "redaksi.toml").is_file():
        yield "redaksi.toml", folder / "redaksi.toml"
    for part in ("templates", "static"):
        yield from _below(folder / part, part, without)
    for one in sorted(data.iterdir()):
        if one.name in MADE_ANEW or one.name.endswith(JOURNALS):
            continue
        if one.is_dir() and media:
            yield from _below(one, f"data/{one.name}", without)
        elif _is_plain(one):
            yield f"data/{one.name}", one


def _below(top: Path, inner: str, without: Path) -> Iterator[tuple[str, Path]]:
    """The plain files below *top*; folders behind links, too, each folder once."""
    seen: set[Path] = {without.resolve()}
    for here, folders, names in os.walk(top, followlinks=True):
        place = Path(here)
        if place.resolve() in seen:
            folders.clear()
            continue
        seen.add(place.resolve())
        folders.sort()
        rest = place.relative_to(top).as_posix()
        before = inner if rest == "." else f"{inner}/{rest}"
        for name in sorted(names):
            if _is_plain(place / name):
                yield f"{before}/{name}", place / name


def _is_plain(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return False


def copy(source: Path, target: Path) -> Copied:
    """Copy *source* to *target* (0600), with its time and its sum; read back from the disk.

    Raises OSError, FileNotFoundError when *source* went meanwhile.
    """
    with source.open("rb") as given:
        facts = os.fstat(given.fileno())
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        counted = hashlib.sha256()
        with _made(target) as written:
            while piece := given.read(CHUNK):
                counted.update(piece)
                written.write(piece)
            written.flush()
            os.fsync(written.fileno())
            size = written.tell()
    os.utime(target, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    return Copied(size=size, changed=facts.st_mtime_ns, sum=counted.hexdigest())


def _made(target: Path) -> BinaryIO:
    target.unlink(missing_ok=True)
    return os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def link(former: Path, target: Path) -> bool:
    """Have *target* be the same file as *former*; False where the file system cannot."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        os.link(former, target)
    except OSError:
        return False
    return True


def sum_of(path: Path) -> str:
    """The SHA-256 of what stands on the disk at *path*, not of what memory still holds."""
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return hashlib.file_digest(file, "sha256").hexdigest()


def sums_text(sums: dict[str, str]) -> str:
    """The sums by place as `sha256sum -c` reads them."""
    return "".join(f"{_line(place, digits)}\n" for place, digits in sorted(sums.items()))


def _line(place: str, digits: str) -> str:
    escaped = place.replace("\\", "\\\\").replace("\n", "\\n")
    return f"{'' if escaped == place else chr(92)}{digits}  {escaped}"


def sums_of(text: str) -> dict[str, str]:
    """The sums by place that :func:`sums_text` wrote."""
    found = {}
    for line in text.split("\n")[:-1]:
        escaped, line = line.startswith("\\"), line.removeprefix("\\")
        digits, _gap, place = line.partition("  ")
        found[_plain(place) if escaped else place] = digits
    return found


def _plain(place: str) -> str:
    return "\\".join(part.replace("\\n", "\n") for part in place.split("\\\\"))
