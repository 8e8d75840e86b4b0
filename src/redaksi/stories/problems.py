"""What the rules of a story return, and how they look into its text; part of stories.rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from django.utils.translation import gettext

from redaksi.stylebook import teaser

#: Kinds of block that say something, and that show a photo.
SAID = ("paragraph", "list", "quote", "table", "factbox")
SHOWN = ("photo", "gallery", "document")


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something wrong with a field: a *must* blocks publishing, otherwise it is advice."""

    field: str
    says: str
    must: bool = True
    params: dict[str, Any] = dataclass_field(default_factory=dict, compare=False)

    def told(self) -> str:
        """The sentence in the language of the moment."""
        return gettext(self.says) % self.params if self.params else gettext(self.says)


def raw(story: Any) -> list[dict[str, Any]]:
    """The blocks of *story* as they are stored."""
    return list(story.body.raw_data) if story.body else []


def figures(story: Any) -> Iterator[Any]:
    """The photos in the text, each with this story's own ``alt``; a photo that is gone is none."""
    if not any(block["type"] in SHOWN for block in raw(story)):
        return  # the photos are asked for only where there are any
    for block in story.body:
        values = block.value["photos"] if block.block_type == "gallery" else [block.value]
        if block.block_type in SHOWN:
            yield from (value for value in values if value["photo"])


def text_in(story: Any) -> str:
    """The words of *story*, without markup."""
    said = (text_of(block["value"]) for block in raw(story) if block["type"] in SAID)
    return teaser.plain(" ".join(said))


def text_of(value: Any) -> str:
    """The text in a stored value; an item of a list may be wrapped as Wagtail does."""
    if isinstance(value, dict):
        return text_of(value["value"] if "value" in value else list(value.values()))
    if isinstance(value, list):
        return " ".join(text_of(one) for one in value)
    return value if isinstance(value, str) else ""
