"""A desk with one user of each role, and forms as a browser would send them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.utils import translation
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from redaksi.staff import actions as staff
from redaksi.stories import actions
from redaksi.stories.models import Story
from tests.stories.conftest import Newsroom, newsroom

__all__ = ["newsroom"]
PASSWORD = "tanjung-dermaga-12"


@pytest.fixture(autouse=True)
def media(tmp_path: Path) -> Any:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # whitenoise warns without
    with override_settings(MEDIA_ROOT=tmp_path / "media"), translation.override("id"):
        yield tmp_path / "media"


@pytest.fixture
def desk(newsroom: Newsroom) -> Callable[[str], Client]:
    """``desk("editor")``: a browser signed in as somebody of that role."""

    def signed_in(role: str) -> Client:
        client = Client()
        if role != "anonymous":
            client.force_login(somebody(role, newsroom))
        return client

    return signed_in


def somebody(role: str, newsroom: Newsroom | None = None) -> Any:
    """The user of *role*; the editor is the newsroom's Mira, with her code."""
    found = staff.User.objects.filter(username=role).first()
    if found:
        return found
    user = staff.add_user(role, role, PASSWORD)
    if newsroom and role == "editor":
        newsroom.editor.user = user
        newsroom.editor.save()
    return user


@pytest.fixture
def draft(newsroom: Newsroom) -> Story:
    """A draft that is ready to be published."""
    return actions.save_draft(newsroom.story(passed_by=None)).story


@pytest.fixture
def live(newsroom: Newsroom) -> Story:
    """A story that readers see."""
    return actions.update(newsroom.story()).story


def form_of(story: Story, **changed: Any) -> dict[str, Any]:
    """What the editor's form of *story* sends, with *changed* fields; ``text`` is the body."""
    newest = story.newest() if story.pk else story
    text = changed.pop("text", None)
    blocks = [("paragraph", rich_text(f"<p>{text}</p>"))] if text is not None else _blocks(newest)
    values = {
        "headline": newest.headline,
        "teaser": newest.teaser,
        "section": newest.section_id or "",
        "profile": newest.profile,
        "sponsor": newest.sponsor,
        "photo": newest.photo_id or "",
        "photo_caption": newest.photo_caption,
        "kicker": newest.kicker,
        "dateline": newest.dateline,
        "passed_by": newest.passed_by_id or "",
        "short_headline": newest.short_headline,
        "search_headline": newest.search_headline,
        "slug": newest.slug,
        "published_at": "",
        "go_live_at": "",
        "embargo_until": "",
        "expire_at": "",
        "base_version": newest.version if story.pk else 0,
        "body": streamfield(blocks),
        "bylines": _rows(newest.bylines, "person", "role"),
        "topic_rows": _rows(newest.topic_rows, "topic"),
        "source_rows": _rows(newest.source_rows, "agency"),
        "related_picks": _rows(newest.related_picks, "target"),
    }
    return nested_form_data({**values, **changed})


def _blocks(story: Story) -> list[tuple[str, str]]:
    return [(one["type"], rich_text(one["value"])) for one in story.body.raw_data]


def _rows(manager: Any, *names: str) -> dict[str, Any]:
    """A formset of rows that are all there already."""
    rows = [
        {"id": one.pk or "", **{name: _value(one, name) for name in names}} for one in manager.all()
    ]
    known = sum(1 for one in rows if one["id"])
    return inline_formset(rows, initial=known)


def _value(row: Any, name: str) -> Any:
    return getattr(row, f"{name}_id", None) or getattr(row, name)


def live_text(story: Story) -> str:
    return str(Story.objects.get(pk=story.pk).body.raw_data[0]["value"])
