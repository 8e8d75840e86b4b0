"""A deploy moves every page once, and only when something is new."""

from __future__ import annotations

import pytest

from redaksi.press.deploy import note_deploy
from redaksi.press.models import LogEntry

pytestmark = pytest.mark.django_db


def test_the_first_start_and_each_new_stamp_move_the_templates() -> None:
    assert [note_deploy(stamp) for stamp in ("a", "a", "b", "b", "a")] == [
        True, False, True, False, True,
    ]  # fmt: skip
    rows = LogEntry.objects.filter(kind="deployed").order_by("seq")
    assert [(row.tags, row.payload["stamp"]) for row in rows] == [
        (["template"], "a"), (["template"], "b"), (["template"], "a"),
    ]  # fmt: skip
