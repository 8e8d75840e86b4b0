"""What other rooms may know of stories. Every query notes the tags of what it hands out.

Lists are newest first and paged by key: ``before`` is the opaque key of the page before
(:func:`redaksi.lib.ids.encode_key`), None for the first page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, prefetch_related_objects

from redaksi.lib import ids
from redaksi.press import lists, reading, remembering
from redaksi.sections.queries import topic_ref
from redaksi.stories import cards, keyed, texts, windows
from redaksi.stories.almanac import (  # noqa: F401 (handed on)
    Young,
    addresses_between,
    days_of,
    newest,
    oldest,
    young,
)
from redaksi.stories.beside import (  # noqa: F401 (handed on)
    among_newest,
    answers_to,
    fill,
    followers,
    followers_ids,
    headlines,
    headlines_of,
)
from redaksi.stories.keyed import PAGE
from redaksi.stories.listed import parts_of, with_stories  # noqa: F401 (handed on)
from redaksi.stories.models import (
    Byline,
    Correction,
    PreviewLink,
    Story,
    StorySource,
    StoryTopic,
)
from redaksi.stories.profiles import Profile
from redaksi.stories.shapes import (
    Block,
    Cards,
    Corrected,
    Corrections,
    Note,
    StoryView,
    Withdrawn,
)
from redaksi.stories.weekly import on_days, within  # noqa: F401 (handed on)
from redaksi.stylebook import signoff, teaser, words

#: A story without its text, and the text, hold as much as so many cards.
WEIGHT, TEXT_WEIGHT = 6, 12
Raw = list[dict[str, Any]]

# One story ------------------------------------------------------------------------------------


@reading.reads
def story_at(pk: int, *, picks: int = 0) -> StoryView | Withdrawn | None:
    """Story *pk* as readers see it: live, withdrawn, or None (draft, unknown, under embargo).

    With at most *picks* of the stories that follow it, picked or like it. Notes ``story:``, and
    these ``related:``.
    """
    reading.note(f"story:{pk}")

    found = remembering.recalled(("story", pk), lambda: _own(pk), weight=WEIGHT)
    if not isinstance(found, tuple):
        return found
    view, raw = found

    def text() -> tuple[tuple[Block, ...], int]:
        reading.note(f"story:{pk}")
        return _text(raw, view)

    made = _with_text(view, *remembering.recalled(("text", pk), text, weight=TEXT_WEIGHT))
    return replace(made, picks=followers(pk, picks)) if picks else made


def _own(pk: int) -> tuple[StoryView, Raw] | Withdrawn | None:
    """What is the story's own, and its text as it is stored: another story that the text leads to
    changes the text alone."""
    row = _row(pk)
    if row is None or (row.live and row.is_early):
        reading.good_until(row.embargo_until if row else None)
        return None
    return (_without_text(row), _raw(row)) if row.live else _withdrawn(row)


def _raw(row: Any) -> Raw:
    return list(row.body.raw_data) if row.body else []


def _text(raw: Raw, view: StoryView) -> tuple[tuple[Block, ...], int]:
    """The blocks of *raw*, the text of *view*, and how many words they have."""
    made = texts.blocks(raw, paid=view.profile == Profile.ADVERTORIAL)
    return made, words.count(" ".join(teaser.plain(one.html or one.text) for one in made))


def _with_text(view: StoryView, blocks: tuple[Block, ...], counted: int) -> StoryView:
    minutes = words.reading_minutes(counted)
    return replace(view, blocks=blocks, words=counted, minutes=minutes)


def _row(pk: int) -> Any:
    reading.note(f"story:{pk}")
    return (
        Story.objects.select_related("section__parent", "photo", "passed_by")
        .prefetch_related(
            Prefetch("topic_rows", StoryTopic.objects.select_related("topic")),
            Prefetch("source_rows", StorySource.objects.select_related("agency")),
        )
        .annotate(
            is_corrected=Exists(Correction.objects.filter(story=OuterRef("pk"))),
            is_answered=Exists(Story.objects.live().filter(reply_to=OuterRef("pk"))),
        )
        .filter(pk=pk)
        .first()
    )


def _withdrawn(row: Any) -> Withdrawn | None:
    if row.withdrawn_at is None:
        return None
    return Withdrawn(
        pk=row.pk, url=row.url, slug=row.slug, headline=row.headline,
        published_at=row.published_at, withdrawn_at=row.withdrawn_at, reason=row.withdrawn_reason,
        ground=row.withdrawn_ground,
    )  # fmt: skip


def story_view(row: Any) -> StoryView:
    """*row* (a live story, or a draft for its preview) as its page shows it."""
    made = _without_text(row)
    return _with_text(made, *_text(_raw(row), made))


def _without_text(row: Any) -> StoryView:
    reading.note(f"story:{row.pk}")
    _sign(row)
    picture = cards.picture(row.photo) if row.photo_id else None
    sources = _sources(row)
    return StoryView(
        pk=row.pk,
        url=row.url,
        slug=row.slug,
        headline=row.headline,
        short_headline=row.short_headline or row.headline,
        search_headline=row.search_headline or row.headline,
        kicker=row.kicker,
        dateline=row.dateline,
        teaser=row.teaser,
        section=cards.section_of(row.section),
        bylines=cards.signed_by(row),
        topics=tuple(topic_ref(one.topic) for one in row.topic_rows.all()),
        sources=sources,
        sign_off=signoff.compose(sources, row.passed_by.code if row.passed_by else None),
        passed_by=_passed_by(row),
        photo=picture,
        photo_caption=row.photo_caption or (picture.caption if picture else ""),
        blocks=(),
        corrections=_notes(row),
        published_at=row.published_at,
        updated_at=row.updated_at,
        words=0,
        minutes=0,
        profile=row.profile,
        sponsor=row.sponsor,
        unverified=row.unverified,
        unverified_why=row.unverified_why,
        reply_by=row.reply_by,
        answers=headlines_of([row.reply_to_id]).get(row.reply_to_id) if row.reply_to_id else None,
        replies=answers_to(row.pk) if row.pk and getattr(row, "is_answered", True) else (),
    )


def _sign(story: Any) -> None:
    """Load who signed *story*; a draft in memory has its own, an unsaved one nobody."""
    signed = Byline.objects.select_related("person").order_by("order", "pk")
    if story.pk and "_cluster_related_objects" not in vars(story):
        prefetch_related_objects([story], Prefetch("bylines", signed))


def _sources(row: Any) -> tuple[str, ...]:
    found = []
    for one in row.source_rows.all():
        reading.note(f"agency:{one.agency_id}")
        found.append(one.agency.name)
    return tuple(found)


def _passed_by(row: Any) -> str:
    if row.passed_by is None:
        return ""
    reading.note(f"person:{row.passed_by_id}")
    return str(row.passed_by.name)


def _notes(row: Any) -> tuple[Note, ...]:
    if not row.pk or not getattr(row, "is_corrected", True):
        return ()
    rows = Correction.objects.filter(story_id=row.pk).order_by("at", "pk")
    return tuple(_note(one) for one in rows)


def _note(row: Correction) -> Note:
    return Note(pk=row.pk, kind=row.kind, note=row.note, at=row.at, origin=row.origin)


@reading.reads
def notes_of(pks: Iterable[int]) -> dict[int, tuple[Note, ...]]:
    """The corrections of the stories *pks*, by story; notes ``notes:ID`` of each."""
    wanted = list(pks)
    reading.note(*(f"notes:{pk}" for pk in wanted), *(() if wanted else ("template",)))
    found: dict[int, tuple[Note, ...]] = {}
    for one in Correction.objects.filter(story__in=wanted).order_by("at", "pk"):
        found[one.story_id] = (*found.get(one.story_id, ()), _note(one))
    return found


@reading.reads
def changed(pks: Iterable[int]) -> dict[int, datetime]:
    """When the live stories *pks* last changed for their readers; notes ``story:ID`` of each."""
    wanted = list(pks)
    reading.note(*(f"story:{pk}" for pk in wanted), *(() if wanted else ("template",)))
    rows = Story.objects.live().filter(pk__in=wanted, updated_at__isnull=False)
    return dict(rows.values_list("pk", "updated_at"))


@reading.reads
def address_of(pk: int) -> str | None:
    """The address of story *pk* when it is live or withdrawn, else None; notes ``card:ID``."""
    reading.note(f"card:{pk}", f"story:{pk}")
    row = Story.objects.defer("body").filter(pk=pk).first()
    if row is None or not (row.is_out or (row.withdrawn_at and not row.live)):
        return None
    return str(row.url)


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What a preview link opens: a story as one version has it (None: the link has ended), the
    number of that version and until when the link works."""

    version: Any | None
    number: int
    until: datetime


@reading.reads
def shared(link: int, key: str) -> Shared | None:
    """What the preview link *link* with *key* opens now; None when there is no such link."""
    reading.note("template")
    row = PreviewLink.objects.select_related("revision").filter(pk=link).first()
    if row is None or not row.opens_with(key):
        return None
    number = int(row.revision.content.get("version") or 0)
    version = row.version() if row.is_open() else None
    return Shared(version=version, number=number, until=row.ends_at)


# Lists ----------------------------------------------------------------------------------------


@reading.reads
def latest(*, before: str | None = None, limit: int = PAGE) -> Cards:
    """The newest stories of the newspaper."""
    rows = Story.objects.live().values_list("published_at", "pk")
    return keyed.page(windows.LATEST, [rows], "pk", before, limit)


@reading.reads
def in_section(section: int, *, before: str | None = None, limit: int = PAGE) -> Cards:
    """The newest stories of *section* and of the sections within it."""
    live = Story.objects.live().values_list("published_at", "pk")
    rows = [live.filter(section=pk) for pk in within(section)]
    return keyed.page(f"list:section:{section}", rows, "pk", before, limit)


@reading.reads
def of_topic(topic: int, *, before: str | None = None, limit: int = PAGE) -> Cards:
    """The newest stories with *topic*."""
    rows = StoryTopic.objects.filter(topic=topic, published_at__isnull=False)
    keys = rows.values_list("published_at", "story_id")
    return keyed.page(f"list:topic:{topic}", [keys], "story_id", before, limit)


@reading.reads
def by_person(person: int, *, before: str | None = None, limit: int = PAGE) -> Cards:
    """The newest stories that *person* signed."""
    rows = Byline.objects.filter(person=person, published_at__isnull=False)
    keys = rows.values_list("published_at", "story_id").distinct()
    return keyed.page(f"list:person:{person}", [keys], "story_id", before, limit)


@reading.reads
def published_between(
    start: datetime, end: datetime, *, before: str | None = None, limit: int = PAGE
) -> Cards:
    """The newest stories published from *start* (included) until *end* (not)."""
    rows = Story.objects.live().filter(published_at__gte=start, published_at__lt=end)
    found = keyed.keys(
        [rows.values_list("published_at", "pk")], "pk", keyed.decoded(before), limit + 1
    )
    reading.note(*lists.window_tags(windows.LATEST, end, start, ends=False))
    return keyed.cards_of(found, limit)


@reading.reads
def picked(pks: Iterable[int]) -> tuple[cards.Card, ...]:
    """The cards of the live stories *pks* in that order."""
    reading.note("template")
    return cards.in_order(pks)


@reading.reads
def corrections(*, before: str | None = None, limit: int = PAGE) -> Corrections:
    """The newest corrections of live stories."""
    rows = Correction.objects.filter(story__live=True)
    key = keyed.decoded(before)
    if key:
        rows = rows.filter(Q(at__lt=key[0]) | Q(at=key[0], pk__lt=key[1]))
    found = list(rows.order_by("-at", "-pk")[: limit + 1])
    keyed.note_window(windows.CORRECTIONS, [(one.at, one.pk) for one in found], key, limit)
    shown = {card.pk: card for card in cards.in_order({one.story_id for one in found[:limit]})}
    items = tuple(
        Corrected(note=_note(one), card=shown[one.story_id])
        for one in found[:limit]
        if one.story_id in shown
    )
    more = ids.encode_key(found[limit - 1].at, found[limit - 1].pk) if len(found) > limit else None
    return Corrections(items=items, before=more)


@reading.reads
def withdrawals(*, limit: int = PAGE) -> tuple[Withdrawn, ...]:
    """The stories that were withdrawn last and why (an expiry is none); notes ``withdrawals``."""
    reading.note(windows.WITHDRAWALS)
    rows = Story.objects.filter(live=False, withdrawn_at__isnull=False).exclude(withdrawn_reason="")
    found = (_withdrawn(row) for row in rows.defer("body").order_by("-withdrawn_at", "-pk")[:limit])
    return tuple(one for one in found if one)
