"""The index on the disk: generations in ``<data>/search/``, one of them current.

``current`` names the folder in use; a rebuild fills another and renames a new ``current`` over
it. Each generation has a ``state.json``: how far the log was followed, what it was made with, and
the size and time of each file, by which a reader sees that somebody else wrote to them *before*
touching the memory they are mapped to (a file cut short under a mapping kills the process).
"""

from __future__ import annotations

import fcntl
import importlib.metadata
import json
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path

import tantivy

#: Rises when documents or analysis change: an index of another layout is built anew.
LAYOUT = 1
#: Seconds between two tries at a lock.
PAUSE = 0.05
CURRENT, STATE = "current", "state.json"
#: Files that change in place by design.
_CHANGING = (STATE, ".lock", ".json")
FileFacts = dict[str, list[int]]


class Unready(Exception):
    """There is no index that can be asked; ``says`` why."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


class Busy(Exception):
    """Another process is writing."""


@dataclass(frozen=True, kw_only=True)
class State:
    """How far one generation is.

    ``seq`` is the last row of the log that it knows and ``mark`` the time of that row, by which
    another newspaper's log is told apart; ``revision`` the time of the newest version read (seconds
    since 1970), ``swept`` the last story looked at by the sweep, ``todo`` stories that are still to
    be read, ``behind`` whether the sweep must reach the end before the index is whole.
    """

    seq: int = 0
    mark: str = ""
    revision: float = 0.0
    swept: int = 0
    behind: bool = False
    todo: tuple[int, ...] = ()
    language: str = "id"
    made_with: str = ""
    files: FileFacts = field(default_factory=dict)

    @property
    def fits(self) -> bool:
        """Whether this program reads and writes an index made like that."""
        return self.made_with == made_with()


@cache
def made_with() -> str:
    """What a generation is made with, such as ``1 tantivy 0.26.2``."""
    return f"{LAYOUT} tantivy {importlib.metadata.version('tantivy')}"


# Places ---------------------------------------------------------------------------------------


def current(top: Path) -> Path:
    """The folder of the current generation under *top*; Unready when there is none."""
    try:
        name = (top / CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Unready("There is no index yet.") from error
    if not name or "/" in name or not (top / name / STATE).exists():
        raise Unready("The index is gone.")
    return top / name


def new_generation(top: Path) -> Path:
    """An empty folder for a new generation, private to this user."""
    made = top / f"g{secrets.token_hex(6)}"
    made.mkdir(parents=True, mode=0o700)
    return made


def take_into_use(top: Path, generation: Path) -> None:
    """Make *generation* the current one, at once for everybody, and drop the others."""
    _write(top / CURRENT, generation.name)
    for other in top.glob("g*"):
        if other != generation and other.is_dir():
            shutil.rmtree(other, ignore_errors=True)


def read_state(generation: Path) -> State:
    """The state of *generation*; Unready when it cannot be read."""
    try:
        raw = json.loads((generation / STATE).read_text(encoding="utf-8"))
        return State(**{**raw, "todo": tuple(raw.get("todo", ()))})
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise Unready(f"The index cannot be read: {error}") from error


def write_state(generation: Path, state: State) -> State:
    """Keep *state* with the facts of the files as they are now."""
    kept = replace(state, files=_facts(generation))
    _write(generation / STATE, json.dumps(asdict(kept)))
    return kept


def _write(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)


def _facts(generation: Path) -> FileFacts:
    found = {}
    for one in os.scandir(generation):
        if one.is_file() and not one.name.endswith(_CHANGING):
            known = one.stat()
            found[one.name] = [known.st_size, known.st_mtime_ns]
    return found


def untouched(generation: Path, files: FileFacts) -> bool:
    """Whether each of *files* is as the writer left it."""
    try:
        for name, (size, moment) in files.items():
            known = os.stat(generation / name)
            if known.st_size != size or known.st_mtime_ns != moment:
                return False
    except OSError:
        return False
    return True


# Locks ----------------------------------------------------------------------------------------


@contextmanager
def locked(top: Path, name: str, *, patience: float = 0.0) -> Iterator[None]:
    """Hold the lock *name* of *top*, which falls with its holder.

    Raises Busy when another holds it for more than *patience* seconds.
    """
    top.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (top / f"{name}.lock").open("w") as handle:
        until = time.monotonic() + patience
        while not _taken(handle.fileno()):
            if time.monotonic() >= until:
                raise Busy(f"Another process holds {top / name}.lock.")
            time.sleep(PAUSE)
        yield


def _taken(number: int) -> bool:
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


# Opening --------------------------------------------------------------------------------------


def opened(generation: Path) -> tantivy.Index:
    """The index in *generation*, with our tokenizer; Unready when it is broken."""
    with unbroken():
        index = tantivy.Index.open(str(generation))
        index.config_reader("manual", 0)
        index.reload()
        return index


def created(generation: Path, schema: tantivy.Schema) -> tantivy.Index:
    """A new, empty index in *generation*."""
    with unbroken():
        return tantivy.Index(schema, path=str(generation))


@contextmanager
def unbroken() -> Iterator[None]:
    """Turn what tantivy raises over a damaged index into Unready, a full disk into OSError.

    A damage that it did not foresee is a *panic*, which is no Exception in Python.
    """
    try:
        yield
    except (Unready, Busy, OSError):
        raise
    except ValueError as error:
        if "No space left" in str(error):
            raise OSError(28, "No space left on device", "the search index") from error
        raise Unready(f"The index is damaged: {str(error)[:300]}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Unready(f"The index is damaged: {str(error)[:300]}") from error
