"""What every verb shares: rights, the next version, the step that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F

from redaksi.fronts import checking, shapes
from redaksi.fronts.errors import NotPossible, StaleFront
from redaksi.fronts.models import Container, Front, FrontVersion
from redaksi.lib import clock
from redaksi.press import acts
from redaksi.press.public import unlogged

#: So many steps of a draft are kept behind the newest; launches are kept for good.
KEPT = 200


def may(by: Any, what: str) -> None:
    """Raise PermissionDenied when *by* (None: the shell) may not *what* (change, launch) fronts."""
    if by is not None and not by.has_perm(f"redaksi_fronts.{what}_front"):
        raise PermissionDenied(f"{by} may not {what} fronts: that needs another role.")


@contextmanager
def drafting(front: Front, act: str, *, what: str = "", by: Any = None) -> Iterator[None]:
    """One act on the draft of *front*: the right, the next version, the step that is kept."""
    may(by, "change")
    with acts.gathering(actor=by):
        take(front)
        yield
        keep(front, act, what=what, by=by)


def take(front: Front) -> int:
    """Take the next version of *front* and hold its row; returns the version before."""
    unlogged(Front).filter(pk=front.pk).update(version=F("version") + 1)
    front.refresh_from_db()
    return front.version - 1


def take_container(container: Container, front: Front) -> None:
    """Mark *container* as changed by this version of *front*; StaleFront when it was meanwhile."""
    rows = Container.objects.filter(pk=container.pk, version=container.version)
    if not rows.update(version=front.version):
        found = Container.objects.filter(pk=container.pk).values_list("version", flat=True).first()
        raise StaleFront(
            front=front.pk, what=f"container:{container.pk}", based_on=container.version,
            current=found or front.version - 1,
        )  # fmt: skip
    container.version = front.version


def keep(
    front: Front,
    act: str,
    *,
    what: str = "",
    why: str = "",
    launched: list[dict[str, Any]] | None = None,
    by: Any = None,
) -> FrontVersion:
    """Write the version of *front* that this act made, and forget steps of long ago."""
    old = FrontVersion.objects.filter(front=front, launched__isnull=True)
    old.filter(number__lt=front.version - KEPT).delete()
    return FrontVersion.objects.create(
        front=front, number=front.version, at=clock.now(), by=_name(by), act=act,
        what=what[:200], why=why[:300], draft=front.draft().written(), launched=launched,
    )  # fmt: skip


def refuse_problems(box: shapes.Box) -> None:
    """Raise NotPossible with every Problem of *box*, if there is one."""
    problems = checking.problems_of(box)
    if problems:
        raise NotPossible(what=f"container:{box.pk}", problems=problems)


def _name(by: Any) -> str:
    return str(by.get_username() if hasattr(by, "get_username") else by or "")[:150]
