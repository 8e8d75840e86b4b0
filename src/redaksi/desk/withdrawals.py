"""A withdrawal by two: one asks with a reason, another one agrees; nobody agrees to their own."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from redaksi.desk import queries, work
from redaksi.desk.models import Notice, WithdrawalRequest
from redaksi.lib import clock
from redaksi.press import acts
from redaksi.stories import actions
from redaksi.stories.errors import StoryError
from redaksi.stories.models import Story

PUBLISH = "redaksi_stories.publish_story"


def asked(story: Story) -> WithdrawalRequest | None:
    """The request that waits for somebody to agree; None when there is none."""
    return WithdrawalRequest.objects.select_related("by__person").filter(story=story.pk).first()


@transaction.atomic
def ask(story: Story, *, by: Any, ground: str, reason: str) -> WithdrawalRequest:
    """Ask that *story* be withdrawn; everybody who may agree finds a notice.

    Raises PermissionDenied, StoryError when nobody reads it or somebody asked already.
    """
    _may(by)
    if not story.live:
        raise StoryError(_("Readers do not see this story: there is nothing to withdraw."))
    if asked(story):
        raise StoryError(_("Somebody asked for this withdrawal already."))
    made = WithdrawalRequest.objects.create(
        story_id=story.pk, by=by, ground=ground, reason=reason.strip(), at=clock.now()
    )
    for user in queries.publishers():
        if user.pk != by.pk:
            _tell(story, user.pk, by, Notice.Kind.WITHDRAW, reason)
    work.changed(story.pk)
    return made


def agree(story: Story, *, by: Any) -> actions.Done:
    """Withdraw *story*, as somebody else asked; raises StoryError when nobody else did."""
    _may(by)
    with acts.gathering(actor=by):
        request = _waiting(story)
        if request.by_id == by.pk:
            raise StoryError(_("You asked for it yourself: somebody else has to agree."))
        done = actions.withdraw(
            story, by=by, reason=request.reason, ground=request.ground,
            asked_by=request.by or "?",
        )  # fmt: skip
        _end(story, request, by, Notice.Kind.WITHDRAWN)
    return done


@transaction.atomic
def drop(story: Story, *, by: Any) -> None:
    """Keep *story*: who asked takes the request back, or another one says no and they are told."""
    _may(by)
    _end(story, _waiting(story), by, Notice.Kind.KEPT)


def forget(story_id: int) -> None:
    """The story is gone from readers by another way: nobody has to agree any more."""
    WithdrawalRequest.objects.filter(story=story_id).delete()
    Notice.objects.filter(story=story_id, kind=Notice.Kind.WITHDRAW).delete()


def _waiting(story: Story) -> WithdrawalRequest:
    found = WithdrawalRequest.objects.select_for_update().filter(story=story.pk).first()
    if found is None:
        raise StoryError(_("Nobody asks for this withdrawal any more."))
    return found


def _end(story: Story, request: WithdrawalRequest, by: Any, kind: str) -> None:
    if request.by_id not in (None, by.pk):
        _tell(story, request.by_id, by, kind, request.reason)
    forget(story.pk)
    work.changed(story.pk)


def _tell(story: Story, user_id: int, by: Any, kind: str, note: str) -> None:
    Notice.objects.create(
        user_id=user_id, story_id=story.pk, by=by, kind=kind, note=note.strip()[:300],
        at=clock.now(), mail_at=clock.now() if kind == Notice.Kind.WITHDRAW else None,
    )  # fmt: skip


def _may(by: Any) -> None:
    if not by.has_perm(PUBLISH):
        raise PermissionDenied(_("Your role may not do this with stories."))
