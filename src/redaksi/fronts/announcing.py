"""What a bar of breaking news may be, every Problem at once; until when it can be undone. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from redaksi.fronts.checking import Problem

#: For so long one press undoes the act.
UNDO = timedelta(seconds=10)
#: How long a bar stands when nobody says otherwise, and at most: after a day it is no news.
USUAL, LONGEST = timedelta(hours=2), timedelta(hours=24)
TEXT_MOST = 120


def announcing(text: str, ends_at: datetime, story: Any, now: datetime) -> list[Problem]:
    """Everything that is wrong with announcing *text* until *ends_at*, leading to *story*."""
    return [*_of_text(text), *_of_end(ends_at, now), *_of_story(story)]


def too_late() -> Problem:
    """What is said to an undo that comes too late."""
    says = _("The ten seconds are over: take the bar away instead.")
    return Problem(field="undo", says=says)


def _of_text(text: str) -> Iterator[Problem]:
    if not text:
        yield Problem(field="text", says=_("The bar needs a text."))
    elif len(text) > TEXT_MOST:
        says = _("The text has %(seen)d characters; at most %(most)d fit on a phone.")
        yield Problem(field="text", says=says % {"seen": len(text), "most": TEXT_MOST})


def _of_end(ends_at: datetime, now: datetime) -> Iterator[Problem]:
    if ends_at <= now:
        yield Problem(field="ends_at", says=_("Its end has passed: give a later one."))
    elif ends_at > now + LONGEST:
        hours = int(LONGEST.total_seconds() // 3600)
        says = ngettext(
            "A bar stands for at most %(hours)d hour: give an earlier end.",
            "A bar stands for at most %(hours)d hours: give an earlier end.",
            hours,
        )
        yield Problem(field="ends_at", says=says % {"hours": hours})


def _of_story(story: Any) -> Iterator[Problem]:
    if story is not None and not story.is_out:
        says = _("Readers do not see this story: publish it first, or leave the link out.")
        yield Problem(field="story", says=says)
