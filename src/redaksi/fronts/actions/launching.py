"""Verbs that make a front, show its draft to readers, and bring older versions back as drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from redaksi.fronts import defaults, merging, rules, shapes
from redaksi.fronts.actions import rebuilding
from redaksi.fronts.actions.steps import drafting, keep, may, refuse_problems, take
from redaksi.fronts.errors import FrontError, StaleFront
from redaksi.fronts.models import Container, Front, FrontVersion
from redaksi.lib import clock
from redaksi.press import acts
from redaksi.sections.models import Section


@dataclass(frozen=True, kw_only=True)
class Done:
    """What a launch did: the front as it is now, and the number of its row in the log (or None)."""

    front: Front
    seq: int | None


def create_front(section: Section | None = None, *, by: Any = None) -> Front:
    """A front without containers for *section* (None: the home page); the one there is, if any.

    Until its first launch readers see the automatic arrangement.
    """
    may(by, "change")
    with acts.gathering(actor=by):
        found = Front.objects.filter(section=section).first()
        return found or Front.objects.create(section=section)


def create_default_front(section: Section | None = None, *, by: Any = None) -> Front:
    """A front for *section* (None: the home page) whose containers show what readers see without
    one; nothing is launched yet. Raises FrontError where there are containers already."""
    with acts.gathering(actor=by):
        front = create_front(section, by=by)
        if front.containers.exists():
            raise FrontError(f"{front.subject} has containers already; they are not replaced.")
        with drafting(front, "created", by=by):
            made = defaults.arrangement(front.pk, section)
            rebuilding.rebuild(front, made)
    return front


def launch(
    front: Front, containers: Sequence[Container] | None = None, *, why: str = "", by: Any = None
) -> Done:
    """Show readers the draft of *front*: all of it, or *containers* alone (a removed one: its row
    as it was). The version keeps who did it and *why*.

    Touches ``front:ID`` when readers see a change. Raises StaleFront when *front* (or one of
    *containers*) was changed since the object in hand was read, NotPossible, PermissionDenied.
    """
    may(by, "launch")
    with acts.act("launched", front.subject, actor=by, payload={"why": why[:300]}) as act:
        seen = front.version
        current = take(front)
        _refuse_stale(front, containers, seen, current)
        draft = front.draft()
        for box in draft.boxes:
            refuse_problems(box)
        which = None if containers is None else [one.pk for one in containers]
        shown = merging.launched(front.live(), draft, which)
        what = ", ".join(str(one) for one in containers or ())
        keep(front, "launched", what=what, why=why, launched=shown.written(), by=by)
        _show(front, shown)
    return Done(front=front, seq=act.seq)


def _refuse_stale(
    front: Front, containers: Sequence[Container] | None, seen: int, current: int
) -> None:
    if containers is None:
        if seen != current:
            raise StaleFront(front=front.pk, what=front.subject, based_on=seen, current=current)
        return
    versions = dict(front.containers.values_list("pk", "version"))
    for one in containers:
        if versions.get(one.pk, one.version) != one.version:
            raise StaleFront(
                front=front.pk, what=f"container:{one.pk}", based_on=one.version,
                current=versions[one.pk],
            )  # fmt: skip


def _show(front: Front, shown: shapes.Arrangement) -> None:
    front.launched = shown.written()
    front.next_change = rules.next_change(shown.boxes, clock.now())
    front.save()


def restore(front: Front, number: int, *, by: Any = None) -> Front:
    """Make the draft of *front* what readers saw from launch *number* on, or for a step of the
    draft what the draft was then. Readers see nothing of it until a launch."""
    version = FrontVersion.objects.select_related("front").get(front=front, number=number)
    wanted = version.live() or version.drafted()
    with drafting(front, "restored", what=str(number), by=by):
        rebuilding.rebuild(front, wanted)
    return front


def undo(front: Front, *, by: Any = None) -> Front:
    """Take the last act on the draft of *front* back; FrontError when no step before it is kept."""
    before = front.versions.filter(number__lt=front.version).order_by("-number").first()
    if before is None:
        raise FrontError(f"{front.subject} has no earlier step: there is nothing to take back.")
    with drafting(front, "undone", by=by):
        rebuilding.rebuild(front, before.drafted())
    return front


def discard(front: Front, *, by: Any = None) -> Front:
    """Make the draft of *front* what readers see now."""
    with drafting(front, "discarded", by=by):
        rebuilding.rebuild(front, front.live())
    return front
