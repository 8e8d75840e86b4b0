"""What a story must have before readers see it; pure over the story and the clock handed in.

Every rule runs: an editor is told all Problems at once, never the first only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, tzinfo
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from redaksi.lib import clock
from redaksi.stories import profilerules
from redaksi.stories.problems import SAID, SHOWN, Problem, figures, raw, text_of
from redaksi.stories.profiles import Profile
from redaksi.stylebook import dates, running, teaser

HEADLINE_MOST = 160
TEASER_MOST = 300
DATELINE_MOST = 40
#: What is checked as running text: a quotation stays as it was said.
_RUNNING = ("paragraph", "list", "factbox")


def ready(story: Any, language: str = "id", *, now: datetime | None = None) -> list[Problem]:
    """All Problems of *story* (with its children, as drafted), musts first.

    ``language`` is the newspaper's (``id``, ``en``), for the advice on numbers; ``now`` the time
    at which rights must not have expired.
    """
    now = now or clock.now()
    found = [problem for rule in RULES for problem in rule(story)]
    found += [*_photos(story, now), *_running_text(story, language, now)]
    return sorted(found, key=lambda problem: not problem.must)


def publishable(
    story: Any, language: str = "id", *, zone: Callable[[], tzinfo], now: datetime | None = None
) -> list[Problem]:
    """All Problems of *story* as it would go to readers: those of :func:`ready`, and its times.

    *zone* answers with the newspaper's, for the times in the sentences. Without *now* what goes out
    at once does so by a clock that never jumps ahead (:func:`redaksi.lib.clock.sure`).
    """
    at = now or clock.sure()
    if story.go_live_at and story.go_live_at > (now or clock.now()):
        at = story.go_live_at
    found = [*_times(story, at, language, zone), *ready(story, language, now=now)]
    return sorted(found, key=lambda problem: not problem.must)


def _times(
    story: Any, at: datetime, language: str, zone: Callable[[], tzinfo]
) -> Iterator[Problem]:
    """What goes out *at* does so neither under embargo nor after it should have gone down."""

    def told(moment: datetime) -> str:
        elsewhere = ", ".join(dates.beside(moment, zone(), language))
        said = dates.short_time(moment, clock.now(), zone(), language)
        return f"{said} ({elsewhere})" if elsewhere else said

    if story.embargo_until and at < story.embargo_until:
        yield Problem(
            field="embargo_until",
            says=_("Under embargo until %(until)s, and it would go out %(at)s: "
                   "have it published at the end of the embargo, or later."),
            params={"until": told(story.embargo_until), "at": told(at)},
        )  # fmt: skip
    if story.expire_at and story.expire_at <= at:
        yield Problem(
            field="expire_at",
            says=_("It would go out %(at)s, but should go down %(down)s: "
                   "empty that time, or give a later one."),
            params={"down": told(story.expire_at), "at": told(at)},
        )  # fmt: skip


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
        block["type"] in SAID and teaser.plain(text_of(block["value"])).strip()
        for block in raw(story)
    )
    shown = any(block["type"] in SHOWN for block in raw(story))
    if not said and not shown:
        yield Problem(field="body", says=_("The story has no text."))


def _teaser(story: Any) -> Iterator[Problem]:
    text = story.teaser.strip()
    if not text and story.profile != Profile.BRIEF:
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


def _lead_photo(story: Any) -> Iterator[Problem]:
    photo = story.photo
    if photo is None:
        if story.profile not in (Profile.BRIEF, Profile.OPINION):
            yield Problem(field="photo", says=_("The story has no lead photo."), must=False)
        return
    if not photo.credit.strip():
        yield Problem(field="photo", says=_("The lead photo has no credit."))
    if not photo.description.strip():
        yield Problem(field="photo", says=_("The lead photo has no alt text."), must=False)
    if not (story.photo_caption or photo.caption).strip():
        yield Problem(field="photo", says=_("The lead photo has no caption."), must=False)


def _photos_in_the_text(story: Any) -> Iterator[Problem]:
    for value in figures(story):
        named = {"photo": value["photo"].title}
        if not value["photo"].credit.strip():
            yield Problem(
                field="body",
                says=_("The photo “%(photo)s” in the text has no credit."),
                params=named,
            )
        if not (value["alt"] or value["photo"].description).strip():
            yield Problem(
                field="body",
                says=_("The photo “%(photo)s” in the text has no alt text."),
                params=named,
                must=False,
            )


def _photos(story: Any, now: datetime) -> Iterator[Problem]:
    """The rights to every photo of the story, the lead photo's too."""
    shown = [("photo", story.photo)] if story.photo else []
    shown += [("body", value["photo"]) for value in figures(story)]
    for field, photo in shown:
        if photo.expires_at and photo.expires_at <= now:
            day = timezone.localtime(photo.expires_at).date().isoformat()
            yield Problem(
                field=field,
                says=_("The rights to the photo “%(photo)s” expired on %(day)s."),
                params={"photo": photo.title, "day": day},
            )


def _bylines(story: Any) -> Iterator[Problem]:
    signed = [(byline.person_id, byline.role) for byline in story.bylines.all()]
    if not signed and story.profile not in (Profile.OPINION, Profile.ADVERTORIAL):
        yield Problem(
            field="bylines",
            says=_("No person signed the story: the newspaper's own byline stands there."),
            must=False,
        )
    if any(person is None for person, _role in signed):
        yield Problem(field="bylines", says=_("A byline names no person."))
    if len(set(signed)) < len(signed):
        yield Problem(field="bylines", says=_("A person signed twice as the same."))


def _dateline(story: Any) -> Iterator[Problem]:
    length = len(story.dateline.strip())
    if length > DATELINE_MOST:
        yield Problem(
            field="dateline",
            says=_("The dateline has %(seen)d characters; a place needs at most %(most)d."),
            params={"seen": length, "most": DATELINE_MOST},
            must=False,
        )


def _running_text(story: Any, language: str, now: datetime) -> Iterator[Problem]:
    """House style of running text: weekdays that fit their dates, numbers as the language has."""
    published = timezone.localtime(story.published_at or story.go_live_at or now).date()
    for block in raw(story):
        if block["type"] in _RUNNING:
            text = teaser.plain(text_of(block["value"]))
            for advice in running.check(text, language, published):
                params = dict(advice.params)
                yield Problem(field="body", says=advice.says, params=params, must=False)


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


def _reply(story: Any) -> Iterator[Problem]:
    """The right of reply: who answers, and which story (press law, article 1)."""
    if story.reply_to_id is None:
        if story.reply_by.strip():
            yield Problem(field="reply_to", says=_("Choose the story that is answered."))
        return
    if story.reply_to_id == story.pk:
        yield Problem(field="reply_to", says=_("A story does not answer itself."))
    elif not story.reply_to.live_version:
        yield Problem(field="reply_to", says=_("The story that is answered was never published."))
    if not story.reply_by.strip():
        yield Problem(field="reply_by", says=_("Say who answers: a right of reply is somebody's."))


def _self_reference(story: Any) -> Iterator[Problem]:
    if story.pk and any(pick.target_id == story.pk for pick in story.related_picks.all()):
        yield Problem(field="related_picks", says=_("The story is related to itself."))
    if story.pk and any(
        block["type"] == "crosslink" and block["value"] == story.pk for block in raw(story)
    ):
        yield Problem(field="body", says=_("A cross-link leads to the story itself."))


RULES: tuple[Callable[[Any], Iterator[Problem]], ...] = (
    _headline, _section, _dateline, _body, _teaser, _lead_photo, _photos_in_the_text, _bylines,
    _topics, _passed, _self_reference, _reply,
    profilerules.fits,
)  # fmt: skip
