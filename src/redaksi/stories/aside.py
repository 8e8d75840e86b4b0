"""Text that was refused, kept as a version beside the newest one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from wagtail.log_actions import log
from wagtail.models import Revision

from redaksi.lib import clock

#: The act in Wagtail's history (redaksi.stories.wagtail_hooks names it).
ACTION = "redaksi.kept_aside"
#: Wagtail takes the version with the latest moment for the newest: a kept one stands just before.
_BEFORE = timedelta(milliseconds=1)


def keep(story: Any, by: Any) -> int:
    """Write the version; the same writer's later text of the same beginning takes its place.

    It has no number of its own (``version`` 0), so that no door can publish it as it is; its
    beginning is kept as ``aside``, one more than the number, so that 0 is one too.
    """
    begun = int(story.version or 0) + 1
    content = {**story.serializable_data(), "version": 0, "aside": begun}
    held = story.revisions.filter(user=by, content__aside=begun).first()
    made = held or Revision(content_object=story, base_content_type=story.get_base_content_type())
    made.user, made.content, made.object_str = by, content, str(story)
    made.created_at = made.created_at or _moment(story)
    made.save()
    if held is None:
        log(instance=story, action=ACTION, user=by, revision=made, content_changed=True)
    return int(made.pk)


def _moment(story: Any) -> Any:
    newest = story.revisions.order_by("-created_at", "-pk").first()
    return (newest.created_at if newest else clock.now()) - _BEFORE
