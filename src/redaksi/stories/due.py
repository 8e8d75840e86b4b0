"""Work that falls due: scheduled versions go live, expired stories go."""

from __future__ import annotations

import logging
from datetime import datetime

from wagtail.log_actions import log
from wagtail.models import Revision

from redaksi.lib.lateness import late
from redaksi.press import acts
from redaksi.stories.errors import StoryError
from redaksi.stories.models import Story

logger = logging.getLogger(__name__)


def run(now: datetime) -> int:
    """Do everything that is due at *now*; how many stories it concerned."""
    published = sum(_publish(one, now) for one in _due(now))
    return published + sum(_expire(one, now) for one in _expired(now))


def _due(now: datetime) -> list[Revision]:
    rows = Revision.objects.filter(
        approved_go_live_at__lte=now, base_content_type=Story.get_base_content_type()
    )
    return list(rows.order_by("approved_go_live_at", "pk"))


def _expired(now: datetime) -> list[Story]:
    return list(Story.objects.filter(live=True, expire_at__lte=now))


def _publish(revision: Revision, now: datetime) -> int:
    subject = f"story:{revision.object_id}"
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


def _expire(story: Story, now: datetime) -> int:
    seconds = late(f"The expiry of {story.subject}", story.expire_at, now)
    with acts.act("expired", story.subject, payload={"late_s": seconds}):
        story.unpublish(set_expired=True, log_action=True)
    return 1
