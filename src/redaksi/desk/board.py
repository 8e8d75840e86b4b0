"""The board: the day's stories as cards, by stage; a few queries whatever their number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Max, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import ngettext
from wagtail.models import Revision

from redaksi.desk import holding, times
from redaksi.desk.models import Work, name_of
from redaksi.lib import clock
from redaksi.sections.models import Section
from redaksi.stories.models import Story

#: The most cards of a board; a newsroom with more narrows it down.
MOST = 600
#: Unfinished work without a deadline stands on the board of the day for so long.
FRESH, WEEK = timedelta(days=3), timedelta(days=7)
#: The day of a night shift goes on: what is due so soon belongs to it, midnight or not.
NIGHT = timedelta(hours=6)
#: A change that was committed late is sent once more.
LATE_COMMITS = timedelta(seconds=10)
TODAY, LATE, ALL = "today", "late", "all"
MINE, NOBODY = "me", "nobody"


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What the address asks for: a section's id, a holder (id, ``me``, ``nobody``), a time."""

    section: int | None = None
    holder: str = ""
    due: str = TODAY

    @classmethod
    def of(cls, asked: QueryDict) -> Filters:
        """From the address; what is no filter is passed over."""
        section, holder = asked.get("section", ""), asked.get("holder", "")
        due = asked.get("due", "")
        return cls(
            section=int(section) if is_id(section) else None,
            holder=holder if holder in (MINE, NOBODY) or is_id(holder) else "",
            due=due if due in (LATE, ALL) else TODAY,
        )


@dataclass(frozen=True, kw_only=True)
class Card:
    """What a card shows; times are sentences in the newsroom's zone."""

    pk: int
    version: int
    stage: str
    headline: str
    section: str
    holder: str
    since: str
    due: str
    late: str
    locked_by: str
    locked_at: str
    mine: bool
    words: int
    photos: int
    musts: int
    goes_live: str
    embargo: str
    out: str
    changed: bool
    withdrawal: str
    look_again: str
    overdue: bool


def mark() -> str:
    """How far the board is: it rises with every change; one query."""
    newest = Work.objects.aggregate(Max("changed_at"))["changed_at__max"]
    return newest.isoformat() if newest else ""


def since(text: str) -> datetime | None:
    """The moment that a mark stands for, or None for what is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment - LATE_COMMITS if moment.tzinfo else None


def order(filters: Filters, user: Any) -> dict[str, list[int]]:
    """Stage to the ids of its cards, most urgent first; two queries."""
    lanes: dict[str, list[int]] = {stage: [] for stage in Work.Stage.values}
    midnight = times.wall().midnight()
    rows = [*_open(filters, user, midnight), *_live(filters, user, midnight)]
    for pk, stage in rows[:MOST]:
        lanes[stage].append(pk)
    return lanes


def cards(pks: Iterable[int], user: Any, after: datetime | None = None) -> list[Card]:
    """The cards of *pks* (those changed *after* a moment, when it is given); three queries."""
    rows = Work.objects.filter(pk__in=list(pks))
    if after:
        rows = rows.filter(changed_at__gte=after)
    found = list(rows.select_related(*_BESIDE).defer(*_HEAVY))
    wall, due = times.wall(), _scheduled([row.pk for row in found if row.stage != "live"])
    return [_card(row, user, wall, due.get(row.pk)) for row in found]


_BESIDE = (
    "holder__person", "story__section", "story__locked_by__person", "story__latest_revision",
    "story__withdrawal_request__by__person",
)  # fmt: skip
_HEAVY = ("story__body", "story__latest_revision__content")


def _card(row: Work, user: Any, wall: times.Wall, goes_live: datetime | None) -> Card:
    story, now = row.story, clock.now()
    newest, is_out = story.latest_revision, row.stage == Work.Stage.LIVE
    is_open, late = _is_open(story, row), "" if is_out else _late(row.due_at, now)
    return Card(
        pk=row.pk, version=story.version, stage=row.stage,
        headline=(newest.object_str if newest else "") or str(story),
        section=story.section.name if story.section else "",
        holder=name_of(row.holder), since=wall.told(row.since),
        due=wall.told(row.due_at), late=late,
        locked_by=name_of(story.locked_by) if is_open else "",
        locked_at=wall.told(story.locked_at) if is_open else "",
        mine=story.locked_by_id == user.pk,
        words=row.words, photos=row.photos, musts=row.musts,
        goes_live=wall.told(goes_live), embargo=_embargo(story, wall),
        out=wall.told(story.published_at) if is_out else "",
        changed=story.live and story.has_unpublished_changes,
        withdrawal=_asked_by(story),
        look_again=wall.told(row.look_again_at) if story.unverified else "",
        overdue=story.unverified and bool(row.look_again_at and row.look_again_at <= now),
    )  # fmt: skip


def _embargo(story: Story, wall: times.Wall) -> str:
    """Until when nobody may read *story*; empty when it may be read."""
    return wall.told(story.embargo_until) if story.is_early else ""


def _asked_by(story: Story) -> str:
    """Who asked for the withdrawal of *story*; empty when nobody did."""
    asked = getattr(story, "withdrawal_request", None)
    return (name_of(asked.by) or "?") if asked else ""


def _is_open(story: Story, row: Work) -> bool:
    """Whether somebody has *story* open now."""
    story.work = row
    return holding.is_alive(story)


def _late(due: datetime | None, now: datetime) -> str:
    """``25 minutes late``, from an hour on ``3 hours late``; empty before *due*."""
    if due is None or due >= now:
        return ""
    minutes = max(1, int((now - due).total_seconds() // 60))
    hours = minutes // 60
    if hours:
        said = ngettext("%(count)d hour late", "%(count)d hours late", hours)
    else:
        said = ngettext("%(count)d minute late", "%(count)d minutes late", minutes)
    return said % {"count": hours or minutes}


def _open(filters: Filters, user: Any, midnight: datetime) -> list[tuple[int, str]]:
    """Work that readers do not have yet, by its deadline."""
    rows = Work.objects.exclude(stage=Work.Stage.LIVE).filter(
        Q(story__withdrawn_at__isnull=True) | Q(story__live=True)
    )
    rows = _narrowed(rows, filters, user).filter(_when(filters.due, midnight))
    rows = rows.order_by(F("due_at").asc(nulls_last=True), "-changed_at", "pk")
    return list(rows.values_list("pk", "stage")[:MOST])


def _live(filters: Filters, user: Any, midnight: datetime) -> list[tuple[int, str]]:
    """What readers got, newest first."""
    if filters.due == LATE:
        return []
    begin = midnight - (WEEK if filters.due == ALL else timedelta())
    rows = Work.objects.filter(stage=Work.Stage.LIVE, story__live=True)
    rows = rows.filter(Q(story__published_at__gte=begin) | _pending())
    rows = _narrowed(rows, filters, user).order_by("-story__published_at", "-pk")
    return list(rows.values_list("pk", "stage")[:MOST])


def _pending() -> Q:
    """Stories that are out and ask for somebody, however old: to be verified, to be withdrawn."""
    return Q(story__unverified_at__isnull=False) | Q(story__withdrawal_request__isnull=False)


def _when(due: str, midnight: datetime) -> Q:
    if due == LATE:
        return Q(due_at__lt=clock.now())
    if due == ALL:
        return Q()
    until = max(midnight + timedelta(days=1), clock.now() + NIGHT)
    return Q(due_at__lt=until) | Q(due_at=None, changed_at__gte=clock.now() - FRESH)


def _narrowed(rows: QuerySet[Work], filters: Filters, user: Any) -> QuerySet[Work]:
    if filters.section:
        rows = rows.filter(story__section__in=_within(filters.section))
    if filters.holder == NOBODY:
        return rows.filter(holder=None)
    if filters.holder:
        return rows.filter(holder=user.pk if filters.holder == MINE else int(filters.holder))
    return rows


def _within(pk: int) -> QuerySet[Section]:
    """The section *pk* and those within it."""
    path = Section.objects.filter(pk=pk).values_list("path", flat=True).first()
    if path is None:
        return Section.objects.none()
    return Section.objects.filter(Q(pk=pk) | Q(path__startswith=f"{path}/"))


def _scheduled(pks: list[int]) -> dict[int, datetime]:
    kind = ContentType.objects.get_for_model(Story)
    rows = Revision.objects.filter(
        base_content_type=kind, approved_go_live_at__isnull=False,
        object_id__in=[str(pk) for pk in pks],
    )  # fmt: skip
    return {int(pk): at for pk, at in rows.values_list("object_id", "approved_go_live_at")}


def is_id(text: str) -> bool:
    """Whether *text* can be the number of a row."""
    return text.isascii() and text.isdecimal() and len(text) <= 18
