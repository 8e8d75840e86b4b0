"""Wrong orders in the shipped processes: one function each, changed as its module is loaded.

``redaksi up`` of a test finds a ``sitecustomize`` on its path that calls :func:`install`; nothing
of this can be reached in a newspaper. A pause inside a mutant only makes soon what can happen at
any time.
"""

from __future__ import annotations

import dataclasses
import importlib.abc
import importlib.util
import sys
import time
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

MOMENT = 0.03  # seconds
Change = Callable[[Any], None]


def version_read_after_rendering(makeup: Any) -> None:
    """A page is stored under the moment its rendering ended."""
    shell, fragment = makeup.Makeup._shell, makeup.Makeup._fragment

    async def late_shell(self: Any, ask: Any, g: int) -> Any:
        made = await shell(self, ask, g)
        return dataclasses.replace(made, version=self._freshness.table.g)

    async def late_fragment(self: Any, key: Any) -> Any:
        made = await fragment(self, key)
        made.version = made.checked = self._freshness.table.g
        return made

    makeup.Makeup._shell, makeup.Makeup._fragment = late_shell, late_fragment


def tag_moved_before_the_commit(acts: Any) -> None:
    """The table learns of an act inside its transaction, and so nothing is left for afterwards."""
    write = acts._write

    def early(gathered: Any) -> None:
        from django.conf import settings

        from redaksi.edge.follower import catch_up
        from redaksi.edge.tagtable import TagTable
        from redaksi.press.follow import DatabaseLog

        write(gathered)
        table = TagTable.open(settings.EDGE_FOLDER)
        catch_up(table, DatabaseLog())
        table.close()
        time.sleep(MOMENT)

    acts._write = early


def g_moved_before_the_slots(follower: Any) -> None:
    """The clock turns before the table says what moved."""

    def apply(table: Any, rows: Sequence[Any], last: int) -> None:
        g = table.g + 1
        table.finish(g, rows[-1].seq)
        time.sleep(MOMENT)
        table.mark({table.slot(tag) for row in rows for tag in row.tags}, g)

    follower._apply = apply


def flight_taken_unchecked(engine: Any) -> None:
    """Who joins a question under way takes its answer, however old the question is."""

    async def get(self: Any, ask: Any) -> Any:
        page = self.hit(ask.key)
        if page:
            return page
        flight, _begins = self._flights.join(ask.key, lambda: self._makeup.page(ask))
        return await flight.landed()

    engine.Engine.get = get


def nothing_moved_on_commit(follow: Any) -> None:
    """A publish returns at once; the edge finds out by itself within a second."""
    follow.after_commit = lambda: None


#: Each wrong order, and the module whose function it changes.
MUTANTS: dict[str, tuple[str, Change]] = {
    "version read after rendering": ("redaksi.edge.makeup", version_read_after_rendering),
    "tag moved before the commit": ("redaksi.press.acts", tag_moved_before_the_commit),
    "G moved before the slots": ("redaksi.edge.follower", g_moved_before_the_slots),
    "flight taken unchecked": ("redaksi.edge.engine", flight_taken_unchecked),
    "nothing moved on commit": ("redaksi.press.follow", nothing_moved_on_commit),
}


class _AsItLoads(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds one module, loads it as it is, and changes it before anybody has it."""

    def __init__(self, module: str, change: Change) -> None:
        self.module, self.change = module, change
        self.found: ModuleSpec | None = None

    def find_spec(self, name: str, path: Any, target: Any = None) -> ModuleSpec | None:
        if name != self.module:
            return None
        sys.meta_path.remove(self)
        self.found = importlib.util.find_spec(name)
        assert self.found is not None
        return importlib.util.spec_from_file_location(name, self.found.origin, loader=self)

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        assert self.found is not None
        assert self.found.loader is not None
        self.found.loader.exec_module(module)
        self.change(module)


def install(name: str) -> None:
    """Have the mutant *name* made in this process, as soon as its module is loaded."""
    module, change = MUTANTS[name]
    sys.meta_path.insert(0, _AsItLoads(module, change))


def plugin(folder: Path, name: str) -> Path:
    """A folder for the path of ``redaksi up``, which makes the mutant in all its processes."""
    folder.mkdir()
    lines = ("from tests.flows.exact import mutants", f"mutants.install({name!r})", "")
    (folder / "sitecustomize.py").write_text("\n".join(lines))
    return folder
