"""The verbs that make stories public, correct them and take them back.

Each is one transaction with one row of the log. ``by`` is the user who acts (None: the shell);
rights are asked here, so that every door (desk, shell, program) asks the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils.translation import gettext as _

from redaksi.lib import clock
from redaksi.press import acts
from redaksi.stories import aside
from redaksi.stories.errors import StoryError
from redaksi.stories.grounds import Ground
from redaksi.stories.models import Correction, Story
from redaksi.stories.relating import relate  # noqa: F401 (handed on)
from redaksi.stories.sharing import revoke, share  # noqa: F401 (handed on)


@dataclass(frozen=True, kw_only=True)
class Done:
    """What a verb did: the story as it is now, and the number of its row in the log (or None)."""

    story: Story
    seq: int | None


def save_draft(story: Story, *, by: Any = None) -> Done:
    """Save *story* (with its children, as it is in memory) as a new version.

    Touches nothing that readers see of a live story. Raises StaleWrite.
    """
    with acts.gathering(actor=by):
        if not story.live:
            story.save()
        story.save_revision(user=by, clean=False, log_action=True)
    return Done(story=story, seq=None)


def keep_aside(story: Story, *, by: Any = None) -> int:
    """Keep *story* as it is in memory (refused text) as a version beside the newest; its id.

    Everybody goes on with the newest; the kept one stands in the history just before it, to be
    compared and restored. The same writer's later text of the same beginning takes its place.
    """
    with acts.gathering(actor=by):
        return aside.keep(story, by)


def restore(story: Story, revision: int, *, by: Any = None) -> Done:
    """Make the text of version *revision* (its id) the newest version of *story*: a draft, beside
    all that there were; readers see what they saw.

    The log says which version came back, so does the story's history. Raises StoryError when the
    story has no such version, StaleWrite.
    """
    _may(by, "change")
    found = story.revisions.filter(pk=revision).first()
    if found is None:
        raise StoryError(f"{story.subject} has no version {revision}.")
    told = {"revision": found.pk, "version": found.content.get("version") or 0}
    with acts.act("restored", story.subject, actor=by, always=True, payload=told) as act:
        old = found.as_object()
        old.version, old.go_live_at = story.version, story.newest().go_live_at
        made = old.save_revision(user=by, clean=False, previous_revision=found, log_action=True)
        act.payload["as"] = made.content["version"]
    return Done(story=story.reread(), seq=act.seq)


def publish(story: Story, *, by: Any = None) -> Done:
    """Make the newest version of *story* what readers see, now or at its ``go_live_at``.

    Touches ``story:``, ``card:`` and the lists it enters, leaves or moves in. Raises NotReady with
    all Problems, StaleWrite, PermissionDenied.
    """
    _may(by, "publish")
    kind = "updated" if story.live else "published"
    with acts.act(kind, story.subject, actor=by) as act:
        _newest_version(story, by).publish(user=by)
    return Done(story=story.reread(), seq=act.seq)


def update(story: Story, *, by: Any = None) -> Done:
    """Save *story* as it is in memory and publish it at once."""
    _may(by, "publish")
    with acts.gathering(actor=by):
        save_draft(story, by=by)
        kind = "updated" if story.live else "published"
        with acts.act(kind, story.subject, actor=by) as act:
            story.latest_revision.publish(user=by)
    return Done(story=story.reread(), seq=act.seq)


def correct(
    story: Story, *, by: Any = None, kind: str = "minor", note: str, origin: str = "own"
) -> Done:
    """Publish *story* as it is in memory with a public, timed note of what was wrong.

    ``kind`` is minor or significant (then it also stands under the headline), ``origin`` says who
    saw it: ``own``, or ``asked`` by somebody with a right of correction. Touches what the
    change touches, ``story:``, ``notes:`` and the list of corrections. Raises as publish does.
    """
    _may(by, "publish")
    _refuse_empty("correction", "note", note)
    if kind not in Correction.Kind.values:
        raise StoryError(f"A correction is {' or '.join(Correction.Kind.values)}, not “{kind}”.")
    if origin not in Correction.Origin.values:
        allowed = " or ".join(Correction.Origin.values)
        raise StoryError(f"A correction comes of {allowed}, not “{origin}”.")
    if not story.live:
        raise StoryError(f"{story.subject} is not live: only what readers see can be corrected.")
    with acts.act(
        "corrected", story.subject, actor=by, payload={"kind": kind, "origin": origin}
    ) as act:
        update(story, by=by)
        now = clock.now()
        Correction.objects.create(
            story=story, kind=kind, origin=origin, note=note.strip(), at=now,
            by=getattr(by, "username", "") or "",
        )  # fmt: skip
        story.mark_updated(now)
    return Done(story=story.reread(), seq=act.seq)


def withdraw(
    story: Story, *, by: Any = None, reason: str, ground: str = "", asked_by: Any = None
) -> Done:
    """Take *story* from readers: out of every list at once, its address answers 410 with *reason*
    and *ground* (a word of ``Ground``, or none).

    Where the settings want two persons, *asked_by* is the other one; the shell (``by`` None) is
    the machine's owner and needs nobody. Touches ``story:``, ``card:``, every list it stood in,
    and what announces withdrawals.
    """
    _may(by, "publish")
    _refuse_empty("withdrawal", "reason", reason)
    if ground and ground not in Ground.values:
        raise StoryError(f"A ground is {', '.join(Ground.values)}, not “{ground}”.")
    if settings.WITHDRAWAL_BY_TWO and by is not None and asked_by in (None, by):
        raise StoryError(
            _("A withdrawal needs two persons here: one who asks, another who agrees.")
        )
    if not story.live:
        raise StoryError(f"{story.subject} is not live: there is nothing to withdraw.")
    told = {"reason": reason, "ground": ground, "asked_by": getattr(asked_by, "username", "")}
    payload = {name: value for name, value in told.items() if value}
    with acts.act("withdrawn", story.subject, actor=by, payload=payload) as act:
        story.reread()
        story.withdrawn_reason, story.withdrawn_ground = reason.strip(), ground
        story.unpublish(user=by)
    return Done(story=story.reread(), seq=act.seq)


def doubt(story: Story, *, by: Any = None, why: str) -> Done:
    """Tell readers that *story* is not yet verified and *why* (cyber-media guideline, point 2c).

    The story may be a draft that goes out so. Touches ``story:`` and ``card:``. Said again, it
    changes the words and keeps since when.
    """
    _may(by, "publish")
    _refuse_empty("story that is not yet verified", "explanation", why)
    since = story.unverified_at or clock.now()
    return _verification(story, "unverified", by, unverified_at=since, unverified_why=why.strip())


def verify(story: Story, *, by: Any = None) -> Done:
    """Take the words *not yet verified* from *story*. Touches ``story:`` and ``card:``."""
    _may(by, "publish")
    return _verification(story, "verified", by, unverified_at=None, unverified_why="")


def _verification(story: Story, kind: str, by: Any, **values: Any) -> Done:
    """Write *values*, which belong to no version: a form that is open stays good."""
    with acts.act(kind, story.subject, actor=by, always=True) as act:
        Story.objects.filter(pk=story.pk).update(**values, version=F("version"))
        if story.live:
            story.mark_updated(clock.now())
    return Done(story=story.reread(), seq=act.seq)


def schedule(story: Story, moment: datetime, *, by: Any = None) -> Done:
    """Save *story* and publish it when *moment* comes."""
    _may(by, "publish")
    story.go_live_at = moment
    with acts.gathering(actor=by):
        save_draft(story, by=by)
        story.latest_revision.publish(user=by)
    return Done(story=story.reread(), seq=None)


def _newest_version(story: Story, by: Any) -> Any:
    """The revision that holds the story's current version; a new one when the row has moved on."""
    newest = story.latest_revision
    if newest is not None and newest.content.get("version") == story.version:
        return newest
    return story.save_revision(user=by, clean=False)


def _may(by: Any, what: str) -> None:
    if by is not None and not by.has_perm(f"redaksi_stories.{what}_story"):
        raise PermissionDenied(
            f"{by} may not {what} stories: that needs the role editor, chief or admin."
        )


def _refuse_empty(verb: str, field: str, value: str) -> None:
    if not value.strip():
        raise StoryError(f"A {verb} needs a {field}: it is what readers will see.")
