"""What the panel beside a story says of it, from its form as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.text import capfirst

from redaksi.desk import drafts, sidebyside, times
from redaksi.stories import rules
from redaksi.stories.models import Story
from redaksi.stories.rules import Problem
from redaksi.stylebook import signoff, words


@dataclass(frozen=True, kw_only=True)
class Checks:
    """What the panel beside the text shows."""

    musts: tuple[Problem, ...]
    advice: tuple[Problem, ...]
    sign_off: str
    words: int
    minutes: int
    goes_live: str = ""
    elsewhere: str = ""


def checks_of(form: Any) -> Checks:
    """The checks of the story that *form* holds: saved, unbound, or refused."""
    return checks(drafts.drafted(form) if form.is_bound and form.errors else form.instance)


def checks(story: Story, refused: tuple[Problem, ...] = ()) -> Checks:
    """The checks of *story*; *refused* is what its form refuses, which also blocks publishing."""
    found = [*refused, *rules.ready(story, settings.LANGUAGE_CODE)]
    counted = words.count(sidebyside.body(story))
    clock = times.wall() if story.go_live_at else None
    agencies = [row.agency.name for row in story.source_rows.all() if row.agency_id]
    return Checks(
        musts=tuple(one for one in found if one.must),
        advice=tuple(one for one in found if not one.must),
        sign_off=signoff.compose(agencies, story.passed_by.code if story.passed_by else None),
        words=counted,
        minutes=words.reading_minutes(counted),
        goes_live=clock.told(story.go_live_at) if clock else "",
        elsewhere=clock.elsewhere(story.go_live_at) if clock else "",
    )


def refused_by(form: Any) -> tuple[Problem, ...]:
    """Field by field what the bound *form* refuses, as Problems."""
    named = ((form.fields[name].label, name, says) for name, says in form.errors.items()
             if name in form.fields)  # fmt: skip
    return tuple(
        Problem(
            field=name, says=f"{capfirst(str(label or name))}: {' '.join(says)}".replace("%", "%%")
        )
        for label, name, says in named
    )
