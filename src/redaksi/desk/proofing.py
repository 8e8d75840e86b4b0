"""What the panel beside a story says of it, from its form as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from redaksi.desk import drafts, sidebyside, times
from redaksi.stories import rules
from redaksi.stories.models import Story
from redaksi.stories.rules import Problem
from redaksi.stylebook import signoff, words

#: Times that have words of their own below the checks, by field.
TOLD = {
    "go_live_at": _("Goes live %(at)s."),
    "embargo_until": _("Embargo until %(at)s."),
    "expire_at": _("Goes down %(at)s."),
}


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A time of the story: its field, a sentence, and the same moment elsewhere."""

    field: str
    says: str
    elsewhere: str


@dataclass(frozen=True, kw_only=True)
class Checks:
    """What the panel beside the text shows."""

    musts: tuple[Problem, ...]
    advice: tuple[Problem, ...]
    sign_off: str
    words: int
    minutes: int
    moments: tuple[Moment, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether only a schedule lets it out: its embargo is ahead."""
        return any(one.field == "embargo_until" for one in self.musts)


def checks_of(form: Any) -> Checks:
    """The checks of the story that *form* holds: saved, unbound, or refused."""
    return checks(drafts.drafted(form) if form.is_bound and form.errors else form.instance)


def checks(story: Story, refused: tuple[Problem, ...] = ()) -> Checks:
    """The checks of *story*; *refused* is what its form refuses, which also blocks publishing."""
    wall = times.wall()
    ready = rules.publishable(story, settings.LANGUAGE_CODE, zone=lambda: wall.zone)
    found = [*refused, *ready]
    counted = words.count(sidebyside.body(story))
    agencies = [row.agency.name for row in story.source_rows.all() if row.agency_id]
    return Checks(
        musts=tuple(one for one in found if one.must),
        advice=tuple(one for one in found if not one.must),
        sign_off=signoff.compose(agencies, story.passed_by.code if story.passed_by else None),
        words=counted,
        minutes=words.reading_minutes(counted),
        moments=tuple(_moments(story, wall)),
    )


def _moments(story: Story, wall: times.Wall) -> Iterator[Moment]:
    for name, says in TOLD.items():
        if at := getattr(story, name):
            yield Moment(
                field=name, says=str(says) % {"at": wall.told(at)}, elsewhere=wall.elsewhere(at)
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
