"""What the rules about the code share: the rooms that exist, their floors, and who may know whom.

The floors are read from import-linter's first contract in pyproject.toml: they stand written once.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "redaksi"
MADE = {".git", ".tools", ".venv", "__pycache__", "build", "dist", "redaksi-demo", "htmlcov"}
MADE |= {".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache"}
TEXT = {".css", ".html", ".in", ".ini", ".js", ".json", ".lock", ".md", ".po", ".py", ".sh", ".svg"}
TEXT |= {".conf", ".service", ".toml", ".txt", ".xml", ".yaml", ".yml", ""}


@cache
def contracts() -> dict[str, dict[str, Any]]:
    """import-linter's contracts by their id."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


@cache
def floors() -> dict[str, int]:
    """Every room that may exist and its floor: 0 is the lowest."""
    rows = reversed(contracts()["floors"]["layers"])
    return {room.strip(" ()"): floor for floor, row in enumerate(rows) for room in row.split("|")}


@cache
def rooms() -> tuple[str, ...]:
    """The rooms that exist now."""
    return tuple(sorted(path.parent.name for path in SRC.glob("*/__init__.py")))


def may_know(room: str, other: str) -> bool:
    """True when ``room`` may name something of ``other``: its own, or one on a lower floor."""
    return room == other or floors()[other] < floors()[room]


def room_of(name: str) -> str | None:
    """The room of a module, app or class path such as ``redaksi.stories.models``; None outside."""
    package, _, rest = name.partition(".")
    room = rest.partition(".")[0]
    return room if package == "redaksi" and room in floors() else None


def files(top: Path, *suffixes: str) -> Iterator[Path]:
    """The files under ``top`` that are written by hand, with these endings (all text when none)."""
    for path in sorted(top.iterdir()):
        if path.name in MADE or path.name.endswith(".egg-info"):
            continue
        if path.is_dir():
            yield from files(path, *suffixes)
        elif path.suffix in (suffixes or TEXT):
            yield path


def text(path: Path) -> str:
    """A file's text; bytes that are no UTF-8 stand as replacement characters."""
    return path.read_text(encoding="utf-8", errors="replace")


def place(path: Path, line: int = 0) -> str:
    """How a file is named in a failure: from the top of the repository, with the line."""
    name = path.relative_to(ROOT).as_posix()
    return f"{name}:{line}" if line else name
