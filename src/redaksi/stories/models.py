"""The models of the room, for Django and for the rooms above: see the files they come from."""

from redaksi.stories.belongings import (
    Belonging,
    Byline,
    RelatedPick,
    Relation,
    StorySource,
    StoryTopic,
)
from redaksi.stories.notes import Correction
from redaksi.stories.previewlink import USUAL as PREVIEW_USUAL
from redaksi.stories.previewlink import PreviewLink
from redaksi.stories.story import Story, StoryQuerySet

__all__ = [
    "PREVIEW_USUAL",
    "Belonging",
    "Byline",
    "Correction",
    "PreviewLink",
    "RelatedPick",
    "Relation",
    "Story",
    "StoryQuerySet",
    "StorySource",
    "StoryTopic",
]
