"""A newsroom whose search follows its log when a test says so."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from redaksi.search import actions, following, queries, reader
from redaksi.stories import actions as stories
from redaksi.stories.models import Story
from tests.stories.conftest import Newsroom, newsroom

__all__ = ["newsroom"]


@pytest.fixture
def top(tmp_path: Path, newsroom: Newsroom) -> Any:
    """The folder of the index, empty; it stands where the settings say."""
    following._versions_read.clear()
    reader._kept.clear()
    with override_settings(SEARCH_FOLDER=tmp_path / "search"):
        yield tmp_path / "search"


@pytest.fixture
def publish(newsroom: Newsroom, top: Path) -> Callable[..., Story]:
    """``publish("headline", text="…")``: a live story that the index knows."""

    def published(headline: str, **fields: Any) -> Story:
        story = stories.update(newsroom.story(headline, **fields)).story
        actions.catch_up()
        return story

    return published


def found(text: str, **how: Any) -> list[str]:
    """The headlines that *text* finds, in order."""
    return [one.card.headline for one in queries.search(text, **how).items]
