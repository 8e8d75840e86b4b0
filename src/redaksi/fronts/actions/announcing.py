"""Breaking news: put onto every page in one act, undone in another, taken away at its end."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied

from redaksi.fronts import rules
from redaksi.fronts.errors import NotPossible
from redaksi.fronts.models import Breaking
from redaksi.lib import clock
from redaksi.press import acts
from redaksi.press.public import unlogged
from redaksi.stories.models import Story

#: The press of the undo travels, too.
TRAVELS = timedelta(seconds=2)


def announce(
    text: str, *, ends_at: datetime, story: Story | None = None, by: Any = None
) -> Breaking:
    """Put *text* onto every page until *ends_at*, as a link to *story* when there is one.

    Who may publish may do it. It takes the place of the bar that stands. Touches ``breaking``, in
    one row of the log. Raises NotPossible with every Problem, PermissionDenied.
    """
    _may(by)
    now, text = clock.now(), " ".join(text.split())
    problems = rules.announcing(text, ends_at, story, now)
    if problems:
        raise NotPossible(what="breaking", problems=problems)
    with acts.gathering(actor=by):
        before = _standing(now)
        row = Breaking(
            text=text, story=story, at=now, ends_at=ends_at.replace(microsecond=0),
            replaced=before, by=getattr(by, "username", "") or "",
        )  # fmt: skip
        unlogged(Breaking).bulk_create([row])  # the act below is its one row in the log
        if before:
            _end(before, now)
        told = {"text": text, "until": row.ends_at.isoformat(timespec="seconds")}
        with acts.act("announced", row.subject, payload=told) as act:
            act.touch(Breaking.TAG)
    return row


def undo(row: Breaking, *, by: Any = None) -> None:
    """Undo the act that put *row* there, within ten seconds: what stood before stands again.

    Touches ``breaking``. Raises NotPossible when it is too late or over already.
    """
    _may(by)
    now = clock.now()
    with acts.gathering(actor=by):
        row = _held(row)
        if row.ended_at or now > row.at + rules.UNDO + TRAVELS:
            raise NotPossible(what=row.subject, problems=[rules.too_late()])
        _end(row, now)
        if row.replaced_id:
            before = unlogged(Breaking).filter(pk=row.replaced_id, ends_at__gt=now)
            before.update(ended_at=None)
        with acts.act("undone", row.subject) as act:
            act.touch(Breaking.TAG)


def take_away(row: Breaking, *, by: Any = None) -> bool:
    """Take *row* from every page before its end; whether it still stood. Touches ``breaking``."""
    _may(by)
    with acts.gathering(actor=by):
        row = _held(row)
        if row.ended_at:
            return False
        _end(row, clock.now())
        with acts.act("ended", row.subject) as act:
            act.touch(Breaking.TAG)
    return True


def _standing(now: datetime) -> Breaking | None:
    found: Breaking | None = Breaking.objects.standing(now).first()
    return _held(found) if found else None


def _held(row: Breaking) -> Breaking:
    """*row* as it is now, kept from others until the transaction ends."""
    return unlogged(Breaking).select_for_update().get(pk=row.pk)


def _end(row: Breaking, now: datetime) -> None:
    unlogged(Breaking).filter(pk=row.pk).update(ended_at=now)


def _may(by: Any) -> None:
    if by is not None and not by.has_perm("redaksi_stories.publish_story"):
        raise PermissionDenied(f"{by} may not announce news: that needs the right to publish.")
