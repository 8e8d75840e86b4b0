"""Work that falls due: scheduled versions go live, expired stories go, embargoes hold.

Whatever cannot be done at its time stays due, or is told in the story's history; the desk shows
both (:mod:`redaksi.stories.lapses`).
"""

from __future__ import annotations

import logging
from datetime import datetime

from wagtail.log_actions import log
from wagtail.models import Revision

from redaksi.lib import clock
from redaksi.lib.lateness import late
from redaksi.press import acts
from redaksi.stories import lapses
from redaksi.stories.errors import StoryError
from redaksi.stories.models import Story

logger = logging.getLogger(__name__)


def run(now: datetime) -> int:
    """Do everything that is due at *now*; how many stories it concerned."""
    sure = min(now, clock.sure())
    held = sum(_hold_back(one) for one in Story.objects.filter(live=True, embargo_until__gt=now))
    published = sum(_publish(one, now, sure) for one in lapses.due(now))
    return held + published + sum(_expire(one, now) for one in lapses.expired(now))


def _hold_back(story: Story) -> int:
    """Its embargo is ahead again: the clock went back, or a row was written by hand."""
    logger.error(
        "%s was live though it is under embargo until %s: it is held back until then. "
        "Was the machine's clock set back?", story.subject, story.embargo_until,
    )  # fmt: skip
    story.hold_back()
    return 1


def _publish(revision: Revision, now: datetime, sure: datetime) -> int:
    subject = f"story:{revision.object_id}"
    until = Story.objects.values_list("embargo_until", flat=True).get(pk=revision.object_id)
    if until and until > sure:
        return _wait(revision, until, now)
    seconds = late(f"Publishing {subject}", revision.approved_go_live_at, now)
    try:
        with acts.act("changed", subject, payload={"late_s": seconds}):  # the verb gives the kind
            revision.publish(log_action=True)
    except StoryError as error:
        logger.error("A scheduled story was not published: %s", error)
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        log(instance=revision.content_object, action="wagtail.schedule.cancel", revision=revision,
            data={"revision": {"id": revision.pk}, "why": str(error)})  # fmt: skip
        return 0
    return 1


def _wait(revision: Revision, until: datetime, now: datetime) -> int:
    """Its embargo was put off since it was scheduled: so is the schedule.

    When only the machine's clock has reached the end, having jumped ahead, the story stays due.
    """
    if until > now:
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=until)
        return 1
    return 0


def _expire(story: Story, now: datetime) -> int:
    seconds = late(f"The expiry of {story.subject}", story.expire_at, now)
    with acts.act("expired", story.subject, payload={"late_s": seconds}):
        story.unpublish(set_expired=True, log_action=True)
    return 1
