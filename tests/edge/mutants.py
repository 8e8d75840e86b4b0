"""Wrong orders, each made by changing one function; each was somebody's bug once.

A pause inside a mutant only makes what could happen at any time happen soon.
"""

import asyncio
import dataclasses
import time
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from typing import Any

import pytest

from redaksi.edge import follower
from redaksi.edge.asking import Ask, Key
from redaksi.edge.engine import Engine
from redaksi.edge.follower import Row
from redaksi.edge.freshness import Freshness
from redaksi.edge.makeup import Makeup
from redaksi.edge.pages import Fragment, Page, Shell
from redaksi.edge.tagtable import APPLIED, TagTable
from tests.edge.newsroom import Night, tags_of

Patch = pytest.MonkeyPatch
MOMENT = 0.001  # seconds


def version_read_after_rendering(night: Night, patch: Patch) -> None:
    shell = Makeup._shell

    async def late(self: Makeup, ask: Ask, g: int) -> Shell:
        made = await shell(self, ask, g)
        return dataclasses.replace(made, version=night.tables[0].g)

    patch.setattr(Makeup, "_shell", late)


def fragment_version_read_after_rendering(night: Night, patch: Patch) -> None:
    fragment = Makeup._fragment

    async def late(self: Makeup, key: Any) -> Fragment:
        made = await fragment(self, key)
        made.version = made.checked = night.tables[0].g
        return made

    patch.setattr(Makeup, "_fragment", late)


def tag_moved_before_the_commit(night: Night, patch: Patch) -> None:
    def publish(table: TagTable, story: int, dies: bool) -> int:
        with night.database.act(story) as seq:
            with table.lock():
                g = table.g + 1
                table.mark([table.slot(tag) for tag in tags_of(story)], g)
                table.finish(g, table.applied)
            time.sleep(MOMENT)
        return seq

    patch.setattr(night, "publish", publish)
    patch.setattr(Engine, "follow", no_following)


def g_moved_before_the_slots(night: Night, patch: Patch) -> None:
    def apply(table: TagTable, rows: list[Row], last: int) -> None:
        g = table.g + 1
        table.finish(g, rows[-1].seq)
        time.sleep(MOMENT)
        table.mark({table.slot(tag) for row in rows for tag in row.tags}, g)

    patch.setattr(follower, "_apply", apply)


def flight_taken_unchecked(night: Night, patch: Patch) -> None:
    async def get(self: Engine, ask: Ask) -> Page:
        flight, _ = self._flights.join(ask.key, lambda: self._makeup.page(ask))
        return await flight.landed()

    patch.setattr(Engine, "get", get)


def version_read_inside_an_open_transaction(night: Night, patch: Patch) -> None:
    shell = Makeup._shell

    async def late(self: Makeup, ask: Ask, g: int) -> Shell:
        night.application.snapshots.append(night.application.begin())
        await asyncio.sleep(MOMENT)
        return await shell(self, ask, night.tables[0].g)

    patch.setattr(Makeup, "_shell", late)


def deleted_on_save(night: Night, patch: Patch) -> None:
    """The usual cache: a save deletes what it knows of, what is found is taken."""

    def apply(table: TagTable, rows: list[Row], last: int) -> None:
        pages, fragments = night.engine.store.main.pages, night.engine.store.fragments
        for key in [*pages]:
            pages.pop(key, None)
        for key in [*fragments]:
            fragments.pop(key, None)
        table.head[APPLIED] = rows[-1].seq

    patch.setattr(follower, "_apply", apply)


def dead_publisher_without_a_log(night: Night, patch: Patch) -> None:
    """Only the act that was just made is bumped; one whose publisher died never is."""

    def apply(table: TagTable, rows: list[Row], last: int) -> None:
        g = table.g + 1
        table.mark([table.slot(tag) for tag in rows[-1].tags], g)
        table.finish(g, rows[-1].seq)

    night.dying = 0.3
    patch.setattr(follower, "_apply", apply)


def fragments_not_checked(night: Night, patch: Patch) -> None:
    def fragment(self: Freshness, key: Any, g: int) -> Fragment | None:
        return self.store.fragments.get(key)

    patch.setattr(Freshness, "fragment", fragment)


def g_read_after_the_slots(night: Night, patch: Patch) -> None:
    page = Freshness.page

    def late(self: Freshness, key: Key) -> Page | None:
        found = page(self, key)
        if found:
            time.sleep(MOMENT)
            found.checked = self.table.g
        return found

    patch.setattr(Freshness, "page", late)


def seq_read_after_the_check(night: Night, patch: Patch) -> None:
    page = Freshness.page

    def late(self: Freshness, key: Key) -> Page | None:
        found = page(self, key)
        if found:
            time.sleep(MOMENT)
            found.seq = self.table.applied
        return found

    patch.setattr(Freshness, "page", late)


def seq_moved_before_g(night: Night, patch: Patch) -> None:
    def finish(self: TagTable, g: int, applied: int) -> None:
        self.head[APPLIED] = applied
        time.sleep(MOMENT)
        self.cells[0] = g

    patch.setattr(TagTable, "finish", finish)


def must_ignored(night: Night, patch: Patch) -> None:
    night.application.failing = 0.3
    patch.setattr(Freshness, "_allowed", lambda self, page: True)


def nobody_takes_the_lock(night: Night, patch: Patch) -> None:
    """Two publishers turn the clock at once, and one turns it back."""
    mark = TagTable.mark

    def slow(self: TagTable, slots: Iterable[int], g: int) -> None:
        time.sleep(night.chance.uniform(0, 3 * MOMENT))
        mark(self, slots, g)

    patch.setattr(TagTable, "mark", slow)
    patch.setattr(TagTable, "lock", lambda self: nullcontext())


def expiry_ignored(night: Night, patch: Patch) -> None:
    """An older page that was excused for a second is taken for fresh ever after."""
    night.application.failing = 0.3

    def excuse(self: Freshness, page: Page) -> bool:
        page.checked = self.table.g
        return True

    patch.setattr(Freshness, "excuse", excuse)


async def no_following(self: Engine) -> int:
    return self.table.applied


MUTANTS: list[Callable[[Night, Patch], None]] = [
    version_read_after_rendering,
    fragment_version_read_after_rendering,
    tag_moved_before_the_commit,
    g_moved_before_the_slots,
    flight_taken_unchecked,
    version_read_inside_an_open_transaction,
    deleted_on_save,
    dead_publisher_without_a_log,
    fragments_not_checked,
    g_read_after_the_slots,
    seq_read_after_the_check,
    seq_moved_before_g,
    must_ignored,
    expiry_ignored,
    nobody_takes_the_lock,
]
