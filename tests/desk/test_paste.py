"""What is pasted at the desk: who may ask how it is read, and how long it may be."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from redaksi.archive import pasting
from redaksi.stories.models import Story
from redaksi.stories.put import put
from tests.stories.conftest import Newsroom

Desk = Callable[[str], Client]


def test_the_desk_answers_with_blocks_and_keeps_nothing(desk: Desk) -> None:
    given = {"html": "<h2>A</h2><p>B <s>c</s></p>", "text": ""}
    answer = desk("reporter").post(reverse("archive:paste"), given).json()
    assert [block["type"] for block in answer["blocks"]] == ["heading", "paragraph"]
    assert "B [dicoret: c]" in answer["inline"]
    assert answer["alone"] is False and not Story.objects.exists()


def test_too_long_a_text_is_told_what_is_allowed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pasting, "LONGEST", 10)
    answer = desk("reporter").post(reverse("archive:paste"), {"text": "x" * 11})
    assert answer.status_code == 413
    assert "11" in answer.json()["says"][0] and "10" in answer.json()["says"][0]


def test_the_editor_loads_what_reads_the_clipboard(desk: Desk) -> None:
    shown = desk("reporter").get(reverse("stories:add")).content.decode()
    assert 'redaksi_archive/paste.js" data-paste-url="/desk/paste/"' in shown


def test_a_story_with_line_breaks_from_the_shell_opens_at_the_desk(
    desk: Desk, newsroom: Newsroom
) -> None:
    blocks = [
        {"type": "paragraph", "html": "Satu<br>dua <b>tiga<br/>empat</b>"},
        {"type": "factbox", "html": "<p>Lima<br>enam</p>"},
        {"type": "list", "items": ["Tujuh<br>delapan"]},
    ]
    made = put({"headline": "Judul", "section": "Ekonomi", "body": blocks}, folder=Path())
    shown = desk("reporter").get(reverse("stories:edit", args=[made["id"]]))
    assert shown.status_code == 200
    assert "Satu\\\\ndua tiga\\\\nempat" in shown.content.decode()
