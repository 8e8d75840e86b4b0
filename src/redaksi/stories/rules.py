"""What a story must have before readers see it; pure over the story handed in.

Every rule runs: an editor is told all Problems at once, never the first only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from redaksi.stylebook import teaser


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something wrong with a field: a *must* blocks publishing, otherwise it is advice."""

    field: str
    says: str
    must: bool = True
    params: dict[str, Any] = field(default_factory=dict, compare=False)

    def told(self) -> str:
        """The sentence in the language of the moment."""
        return gettext(self.says) % self.params if self.params else gettext(self.says)


HEADLINE_MOST = 160
TEASER_MOST = 300


def ready(story: Any, language: str = "id") -> list[Problem]:
    """All Problems of *story* (with its children, as drafted), musts first."""
    found = [problem for rule in RULES for problem in rule(story)]
    return sorted(found, key=lambda problem: not problem.must)


def musts(problems: Iterable[Problem]) -> list[Problem]:
    """Those that block publishing."""
    return [problem for problem in problems if problem.must]


def _headline(story: Any) -> Iterator[Problem]:
    length = len(story.headline.strip())
    if not length:
        yield Problem(field="headline", says=_("The story has no headline."))
    elif length > HEADLINE_MOST:
        yield Problem(
            field="headline",
            says=_("The headline has %(seen)d characters; at most %(most)d fit."),
            params={"seen": length, "most": HEADLINE_MOST},
        )


def _section(story: Any) -> Iterator[Problem]:
    if not story.section_id:
        yield Problem(field="section", says=_("The story stands in no section."))


def _body(story: Any) -> Iterator[Problem]:
    said = any(
        block["type"] in ("paragraph", "list", "quote", "table", "factbox")
        and teaser.plain(_text_of(block["value"])).strip()
        for block in _raw(story)
    )
    shown = any(block["type"] in ("gallery", "photo", "document") for block in _raw(story))
    if not said and not shown:
        yield Problem(field="body", says=_("The story has no text."))


def _teaser(story: Any) -> Iterator[Problem]:
    text = story.teaser.strip()
    if not text:
        yield Problem(
            field="teaser",
            says=_("No teaser: lists show the beginning of the text instead."),
            must=False,
        )
    elif len(text) > TEASER_MOST:
        yield Problem(
            field="teaser",
            says=_("The teaser has %(seen)d characters; lists cut it after %(most)d."),
            params={"seen": len(text), "most": TEASER_MOST},
            must=False,
        )


def _photo(story: Any) -> Iterator[Problem]:
    photo = story.photo
    if photo is None:
        yield Problem(field="photo", says=_("The story has no lead photo."), must=False)
        return
    if not photo.credit.strip():
        yield Problem(field="photo", says=_("The lead photo has no credit."))
    if not photo.description.strip():
        yield Problem(field="photo", says=_("The lead photo has no alt text."), must=False)
    if not (story.photo_caption or photo.caption).strip():
        yield Problem(field="photo", says=_("The lead photo has no caption."), must=False)


def _topics(story: Any) -> Iterator[Problem]:
    if not story.topic_rows.all():
        yield Problem(field="topic_rows", says=_("The story has no topic."), must=False)


def _passed(story: Any) -> Iterator[Problem]:
    if story.passed_by_id is None:
        yield Problem(
            field="passed_by",
            says=_("Nobody passed the story: the sign-off carries no editor code."),
            must=False,
        )


def _self_reference(story: Any) -> Iterator[Problem]:
    if story.pk and any(pick.target_id == story.pk for pick in story.related_picks.all()):
        yield Problem(field="related_picks", says=_("The story is related to itself."))
    if story.pk and any(
        block["type"] == "crosslink" and block["value"] == story.pk for block in _raw(story)
    ):
        yield Problem(field="body", says=_("A cross-link leads to the story itself."))


def _raw(story: Any) -> list[dict[str, Any]]:
    return list(story.body.raw_data) if story.body else []


def _text_of(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(_text_of(one) for one in value.values())
    if isinstance(value, list):
        return " ".join(_text_of(one) for one in value)
    return value if isinstance(value, str) else ""


RULES: tuple[Callable[[Any], Iterator[Problem]], ...] = (
    _headline, _section, _body, _teaser, _photo, _topics, _passed, _self_reference,
)  # fmt: skip
