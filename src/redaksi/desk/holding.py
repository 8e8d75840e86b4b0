"""Who holds a story: one person at a time has it open; a senior takes it over; it is handed on.

The lock is Wagtail's (``locked_by``, ``locked_at``). It is taken by the open page of the editor,
kept by its heartbeat, and ends with the tab: when the page says so, or when it was silent for
:data:`SILENT`. Who holds the work (``Work.holder``) stays so when the tab is closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from redaksi.desk import times, work
from redaksi.desk.models import Notice, Work, name_of
from redaksi.lib import clock
from redaksi.stories.errors import StoryError
from redaksi.stories.models import Story

#: A page that was silent for so long is closed. Browsers let a hidden tab speak once a minute.
SILENT = timedelta(seconds=150)
SENIOR = "redaksi_stories.unlock_story"


class Held(StoryError):
    """Story *pk* is open at somebody else's: only they, or a senior who takes it over, write."""

    def __init__(self, *, pk: int, lock: Lock) -> None:
        self.pk, self.lock = pk, lock
        super().__init__(lock.told())


@dataclass(frozen=True, kw_only=True)
class Lock:
    """Who has a story open, by their id and name, and since when."""

    user_id: int
    name: str
    since: datetime

    @property
    def at(self) -> str:
        """Since when, as a sentence in the newsroom's zone."""
        return times.wall().told(self.since)

    def told(self) -> str:
        """The sentence for everybody else."""
        said = _("%(name)s has had this story open since %(time)s.")
        return said % {"name": self.name, "time": self.at}


def lock_on(story: Story) -> Lock | None:
    """Who has *story* open now; None when nobody, or a page that is silent, has."""
    row = Story.objects.filter(pk=story.pk, locked=True, locked_by__isnull=False)
    found = row.select_related("locked_by__person", "work").defer("body").first()
    if found is None or not is_alive(found):
        return None
    since = found.locked_at or clock.now()
    return Lock(user_id=found.locked_by_id, name=name_of(found.locked_by), since=since)


def is_alive(story: Story) -> bool:
    """Whether the lock on *story* (with its ``work``) was heard of lately; no query."""
    if not story.locked or story.locked_by_id is None:
        return False
    row = getattr(story, "work", None)
    heard = [one for one in (row and row.seen_at, story.locked_at) if one]
    return bool(heard) and max(heard) > clock.now() - SILENT


def lock_against(story: Story, user: Any) -> Lock | None:
    """The lock that keeps *user* from writing *story*; None when they may."""
    lock = lock_on(story)
    return lock if lock and lock.user_id != getattr(user, "pk", None) else None


def refuse_held(story: Story, user: Any) -> None:
    """Raise Held when somebody else than *user* has *story* open."""
    lock = lock_against(story, user)
    if lock:
        raise Held(pk=story.pk, lock=lock)


@transaction.atomic
def keep(story: Story, *, by: Any) -> Lock | None:
    """Take or keep the lock on *story* for the open page of *by*: one beat of its heart.

    Returns the lock that is in force after it, which is somebody else's when they were first. Who
    opens a story that nobody holds, holds it.
    """
    row = _row(story)
    lock = lock_on(story)
    if lock and lock.user_id != by.pk:
        return lock
    now = clock.now()
    if lock is None:
        _lock(story, by, now)
        _hold(row, row.holder or by, now)
    row.seen_at = now
    row.save()
    return lock or lock_on(story)


@transaction.atomic
def release(story: Story, *, by: Any) -> None:
    """The page of *by* was closed: the lock ends, unless it is somebody else's."""
    if Story.objects.filter(pk=story.pk, locked_by=by).update(**_FREE):
        work.changed(story.pk)


@transaction.atomic
def take(story: Story, *, by: Any, opening: bool = False) -> None:
    """*by* holds *story* from now on; a lock of somebody else is a senior's to break.

    Whoever had it open is told; their text up to then is a version, and what they send later is
    kept beside the newest one. ``opening`` locks it at once, for the page that follows. Raises
    Held, PermissionDenied.
    """
    _may_change(by)
    row, lock, now = _row(story), lock_against(story, by), clock.now()
    if lock and not by.has_perm(SENIOR):
        raise Held(pk=story.pk, lock=lock)
    if lock:
        _tell(story, lock.user_id, by, Notice.Kind.TAKEN)
    if lock or opening:  # else the page of the former holder would lock it with its next beat
        _lock(story, by, now)
        row.seen_at = now
    _hold(row, by, now)
    row.save()


@transaction.atomic
def hand_over(story: Story, *, by: Any, to: Any, note: str = "") -> None:
    """*by* gives the work on *story* to the colleague *to*, who finds a notice at the desk and in
    their mail.

    Who may write may hand over; a lock of a third person only a senior ends. Raises Held,
    PermissionDenied, StoryError for a colleague who may not write.
    """
    _may_change(by)
    if not to.is_active or not to.has_perm("redaksi_stories.change_story"):
        raise StoryError(_("%(name)s may not change stories.") % {"name": name_of(to)})
    row, lock = _row(story), lock_against(story, by)
    if lock and lock.user_id != to.pk and not by.has_perm(SENIOR):
        raise Held(pk=story.pk, lock=lock)
    Story.objects.filter(pk=story.pk).exclude(locked_by=to).update(**_FREE)
    _hold(row, to, clock.now())
    row.save()
    if to.pk != by.pk:
        _tell(story, to.pk, by, Notice.Kind.HANDED, note)


_FREE = {"locked": False, "locked_by": None, "locked_at": None}


def _row(story: Story) -> Work:
    """The work on *story*, kept from other writers until the transaction ends."""
    work.begun(story.pk)
    return Work.objects.select_for_update(of=("self",)).select_related("holder").get(pk=story.pk)


def _lock(story: Story, by: Any, now: datetime) -> None:
    rows = Story.objects.filter(pk=story.pk)
    rows.update(locked=True, locked_by=by, locked_at=now)


def _hold(row: Work, holder: Any, now: datetime) -> None:
    if row.holder_id != holder.pk or row.since is None:
        row.holder, row.since = holder, now
    row.changed_at = now


def _tell(story: Story, user_id: int, by: Any, kind: str, note: str = "") -> None:
    Notice.objects.create(
        user_id=user_id, story_id=story.pk, by=by, kind=kind, note=note.strip()[:300],
        at=clock.now(), mail_at=clock.now() if kind == Notice.Kind.HANDED else None,
    )  # fmt: skip


def _may_change(by: Any) -> None:
    if not by.has_perm("redaksi_stories.change_story"):
        raise PermissionDenied(f"{by} may not change stories: that needs a writing role.")
