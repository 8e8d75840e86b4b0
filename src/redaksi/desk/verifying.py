"""The follow-up clock of stories that went out before they were verified.

Whoever says so says when the newsroom looks again (cyber-media guideline, point 2d: the newsroom
goes on verifying). At that time who holds the work, and who said so, are told once.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from redaksi.desk import work
from redaksi.desk.models import Notice, Work
from redaksi.press import acts
from redaksi.stories import actions
from redaksi.stories.models import Story


def doubt(story: Story, *, by: Any, why: str, until: datetime) -> None:
    """Tell readers that *story* is not yet verified; the desk looks again at *until*.

    Said again, it is prolonged. Raises PermissionDenied, StoryError.
    """
    with acts.gathering(actor=by):
        actions.doubt(story, by=by, why=why)
        work.changed(story.pk, look_again_at=until, look_again_by=by, look_again_told=False)
        _put_away(story.pk)


def verify(story: Story, *, by: Any) -> None:
    """The newsroom verified *story*: readers are told no more that it did not."""
    with acts.gathering(actor=by):
        actions.verify(story, by=by)
        work.changed(story.pk, look_again_at=None, look_again_by=None, look_again_told=False)
        _put_away(story.pk)


def run(now: datetime) -> int:
    """Tell those whom it concerns what is to be looked at again at *now*; how many stories."""
    rows = Work.objects.filter(look_again_at__lte=now, look_again_told=False)
    due = rows.filter(story__unverified_at__isnull=False)
    return sum(_tell(row, now) for row in due)


@transaction.atomic
def _tell(row: Work, now: datetime) -> int:
    waiting = Work.objects.filter(pk=row.pk, look_again_told=False)
    if not waiting.update(look_again_told=True):
        return 0  # another clock was faster
    for user_id in {one for one in (row.holder_id, row.look_again_by_id) if one is not None}:
        Notice.objects.create(
            user_id=user_id, story_id=row.pk, kind=Notice.Kind.VERIFY, at=now, mail_at=now,
            note=row.story.unverified_why[:300],
        )  # fmt: skip
    work.changed(row.pk)
    return 1


def _put_away(pk: int) -> None:
    Notice.objects.filter(story=pk, kind=Notice.Kind.VERIFY).delete()
