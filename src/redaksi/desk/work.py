"""The rows of work: made with the first version of a story, brought up to date with each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from redaksi.desk import sidebyside
from redaksi.desk.models import Work
from redaksi.lib import clock
from redaksi.stories import rules
from redaksi.stories.models import Story
from redaksi.stylebook import words


def begun(pk: int) -> None:
    """See that there is a row for the work on story *pk*."""
    if not Work.objects.filter(pk=pk).exists():
        live = Story.objects.filter(pk=pk, live=True).exists()
        stage = Work.Stage.LIVE if live else Work.Stage.WRITING
        _make(pk, stage=stage, changed_at=clock.now())


def changed(pk: int, **values: Any) -> None:
    """Write *values* about the work on story *pk*, and that its card is another one now."""
    rows = Work.objects.filter(pk=pk)
    values = {**values, "changed_at": clock.now()}
    if not rows.update(**values):
        begun(pk)
        rows.update(**values)


def measured(story: Story) -> None:
    """Note the length, photos and Problems of *story* as it is in memory, a new version of it."""
    found = rules.ready(story, settings.LANGUAGE_CODE)
    changed(
        story.pk,
        words=words.count(sidebyside.body(story)),
        photos=photos(story),
        musts=len(rules.musts(found)),
    )


def begin_old(story: Story, stage: str, at: datetime) -> None:
    """Make the row for the work on *story*, which is in *stage* and was last changed *at*."""
    newest = story.newest()
    found = rules.ready(newest, settings.LANGUAGE_CODE)
    _make(
        story.pk, stage=stage, changed_at=at, words=words.count(sidebyside.body(newest)),
        photos=photos(newest), musts=len(rules.musts(found)),
    )  # fmt: skip


def photos(story: Story) -> int:
    """How many photos *story* shows, the lead photo included."""
    raw = list(story.body.raw_data) if story.body else []
    inside = sum(one["type"] == "photo" for one in raw)
    inside += sum(len(one["value"].get("photos", ())) for one in raw if one["type"] == "gallery")
    return inside + bool(story.photo_id)


def _make(pk: int, **values: Any) -> None:
    try:
        with transaction.atomic():
            Work.objects.create(pk=pk, **values)
    except IntegrityError:
        return  # somebody else made it at the same moment
