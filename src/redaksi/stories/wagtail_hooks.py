"""What stories teach Wagtail's rich text: how a link to a story opens."""

from typing import Any

from wagtail import hooks

from redaksi.stories.links import StoryLinkHandler


@hooks.register("register_rich_text_features")
def register_story_link(features: Any) -> None:
    features.register_link_type(StoryLinkHandler)
