"""Versions of a front in words: who launched, who changed it meanwhile, what differs."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from redaksi.desk import times
from redaksi.desk.curation import words
from redaksi.fronts import merging
from redaksi.fronts.models import Front, FrontVersion
from redaksi.fronts.shapes import Arrangement, Box
from redaksi.stories.models import Story

#: The word of an act, as a version keeps it, in the language of the desk.
ACTS = {
    "added": _("container added"), "changed": _("container changed"),
    "moved": _("container moved"), "removed": _("container removed"), "picked": _("picked"),
    "dropped": _("taken out"), "left out": _("left out"), "ordered": _("picks ordered"),
    "held": _("held"), "overridden": _("card changed"), "timed": _("times set"),
    "created": _("front made"), "launched": _("launched"), "restored": _("version restored"),
    "undone": _("change taken back"), "discarded": _("draft discarded"),
}  # fmt: skip
HOW = {
    "added": _("new"), "removed": _("removed"), "moved": _("moved"), "changed": _("changed"),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Step:
    """One version in words."""

    number: int
    at: str
    by: str
    act: str
    what: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One container on both sides: its title, how it differs, the headlines then and now."""

    title: str
    how: str
    was: tuple[str, ...]
    now: tuple[str, ...]


def launches(front: Front, most: int) -> list[Step]:
    """The newest *most* launches of *front*."""
    rows = FrontVersion.objects.filter(front=front, launched__isnull=False)
    return _steps(list(rows.defer("draft", "launched").order_by("-number")[:most]))


def acts_since(front: Front, number: int) -> list[Step]:
    """What was done to *front* after version *number*, oldest first."""
    rows = FrontVersion.objects.filter(front=front, number__gt=number)
    return _steps(list(rows.defer("draft", "launched").order_by("number")[:50]))


def _steps(rows: list[FrontVersion]) -> list[Step]:
    clock = times.wall()
    return [
        Step(number=one.number, at=clock.told(one.at), by=one.by, what=one.what, why=one.why,
             act=str(ACTS.get(one.act, one.act)))
        for one in rows
    ]  # fmt: skip


def since(front: Front, number: int) -> list[Pair]:
    """The draft as it was at version *number* beside the draft now; empty when it is not kept."""
    rows = FrontVersion.objects.select_related("front").filter(front=front, number__lte=number)
    seen = rows.order_by("-number").first()
    return pairs(seen.drafted(), front.draft()) if seen else []


def pairs(was: Arrangement, now: Arrangement) -> list[Pair]:
    """The containers that differ between two arrangements, with their picks."""
    names, headlines = words.names((was, now)), _headlines((was, now))
    found = [one for one in merging.differences(was, now) if one.how != "same"]
    return [
        Pair(
            title=words.title(one.now or one.was or Box(pk=0, kind="grid"), names),
            how=str(HOW[one.how]), was=_picks(one.was, names, headlines),
            now=_picks(one.now, names, headlines),
        )
        for one in found
    ]  # fmt: skip


def _headlines(both: tuple[Arrangement, Arrangement]) -> dict[int, str]:
    wanted = {pick.story for one in both for box in one.boxes for pick in box.picks}
    rows = Story.objects.filter(pk__in=[pk for pk in wanted if pk])
    return dict(rows.values_list("pk", "headline"))


def _picks(box: Box | None, names: words.Names, headlines: dict[int, str]) -> tuple[str, ...]:
    if box is None:
        return ()
    shown = (one for one in box.picks if not one.left_out)
    said = tuple(one.headline or headlines.get(one.story or 0, one.link) for one in shown)
    return (words.fills(box, names), *said)
