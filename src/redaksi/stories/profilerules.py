"""What a story of each profile must have before readers see it; part of stories.rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext_noop as _

from redaksi.stories.problems import Problem, figures, text_in
from redaksi.stories.profiles import Profile
from redaksi.stylebook import words

#: Words of a brief at most, photos of a photo story at least.
BRIEF_MOST, PHOTOS_LEAST = 250, 3


def fits(story: Any) -> Iterator[Problem]:
    """What *story* lacks of its profile, and who paid where nobody may have."""
    rule = _RULES.get(story.profile)
    if rule:
        yield from rule(story)
    if story.sponsor.strip() and story.profile != Profile.ADVERTORIAL:
        yield Problem(
            field="sponsor",
            says=_("Only an advertorial is paid for: choose that profile, or empty the field."),
        )


def _brief(story: Any) -> Iterator[Problem]:
    seen = words.count(text_in(story))
    if not seen:
        yield Problem(field="body", says=_("A brief says something: it has no text."))
    elif seen > BRIEF_MOST:
        yield Problem(
            field="profile",
            says=_("A brief has at most %(most)d words; this one has %(seen)d."),
            params={"seen": seen, "most": BRIEF_MOST},
            must=False,
        )


def _opinion(story: Any) -> Iterator[Problem]:
    people = [one.person for one in story.bylines.all() if one.person_id]
    if not people:
        yield Problem(
            field="bylines", says=_("An opinion is somebody's: say whose, in the bylines.")
        )
    for person in people[:1]:
        if not person.portrait:
            yield Problem(
                field="bylines",
                says=_("%(name)s has no portrait: opinion pages begin with it."),
                params={"name": person.name},
                must=False,
            )


def _photo_story(story: Any) -> Iterator[Problem]:
    shown = list(figures(story))
    if len(shown) < PHOTOS_LEAST:
        yield Problem(
            field="body",
            says=_("A photo story shows at least %(least)d photos in its text; this one %(seen)d."),
            params={"seen": len(shown), "least": PHOTOS_LEAST},
        )
    for value in shown:
        if not (value["caption"] or value["photo"].caption).strip():
            yield Problem(
                field="body",
                says=_("The photo “%(photo)s” in the text has no caption."),
                params={"photo": value["photo"].title},
            )


def _advertorial(story: Any) -> Iterator[Problem]:
    if not story.sponsor.strip():
        yield Problem(
            field="sponsor",
            says=_("An advertorial says who paid for it (cyber-media guideline, point 6)."),
        )
    if any(one.person_id for one in story.bylines.all()):
        yield Problem(
            field="bylines",
            says=_("An advertorial is no work of the newsroom: leave reporters' names off it."),
            must=False,
        )


_RULES: dict[str, Callable[[Any], Iterator[Problem]]] = {
    Profile.BRIEF: _brief,
    Profile.OPINION: _opinion,
    Profile.PHOTO: _photo_story,
    Profile.ADVERTORIAL: _advertorial,
}
