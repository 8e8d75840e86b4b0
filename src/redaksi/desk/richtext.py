"""Rich text at the desk: links to stories by id, and addresses typed by hand, never pages."""

from __future__ import annotations

from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import LinkElementHandler
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea
from wagtail.admin.rich_text.editors.draftail import features as draftail

from redaksi.lib.markup import closed
from redaksi.stories.models import Story

KIND = "STORY"


class TextArea(DraftailRichTextArea):
    """Wagtail's editor, which also opens what the shell and the importer stored."""

    def format_value(self, value: Any) -> Any:
        return super().format_value(closed(value) if isinstance(value, str) else value)


class StoryLinkElementHandler(LinkElementHandler):
    """A stored link to a story, as the editor holds it."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        number = attrs.get("id", "")
        story = Story.objects.filter(pk=number).first() if number.isdecimal() else None
        if story is None:
            return {"id": number}
        return {"id": story.pk, "url": story.url, "string": str(story)}


def story_link(props: dict[str, Any]) -> Any:
    """The stored form of a link to a story."""
    return DOM.create_element("a", {"linktype": "story", "id": props.get("id")}, props["children"])


def register(features: Any) -> None:
    """Teach the editor the feature ``story-link``, and its plain links to ask for an address."""
    features.register_editor_plugin(
        "draftail",
        "story-link",
        draftail.EntityFeature(
            {
                "type": KIND,
                "icon": "doc-full",
                "description": _("Link to a story"),
                "attributes": ["id", "url", "string"],
                "allowlist": {"data-id": True},
                "chooserUrls": {"storyChooser": reverse_lazy("stories_chooser:choose")},
            },
            js=["redaksi_desk/storylink.js"],
        ),
    )
    features.register_converter_rule(
        "contentstate",
        "story-link",
        {
            "from_database_format": {'a[linktype="story"]': StoryLinkElementHandler(KIND)},
            "to_database_format": {"entity_decorators": {KIND: story_link}},
        },
    )
    link = features.plugins_by_editor["draftail"]["link"]  # asking for it would scan again
    urls = {**link.data["chooserUrls"]}
    urls["pageChooser"] = urls["externalLinkChooser"]
    link.data = {**link.data, "chooserUrls": urls}
