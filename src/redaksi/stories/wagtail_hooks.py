"""What stories teach Wagtail: how a link to a story opens, and an act of its history."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from redaksi.stories import aside
from redaksi.stories.links import StoryLinkHandler


@hooks.register("register_rich_text_features")
def register_story_link(features: Any) -> None:
    features.register_link_type(StoryLinkHandler)


@hooks.register("register_log_actions")
def register_kept_aside(actions: Any) -> None:
    actions.register_action(
        aside.ACTION, _("Keep refused text"), _("Text that was refused was kept as a version")
    )
