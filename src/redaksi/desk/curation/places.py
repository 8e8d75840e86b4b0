"""All pages that have a front or may have one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from redaksi.desk import times
from redaksi.fronts.models import Front, FrontVersion
from redaksi.sections.models import Section


@dataclass(frozen=True, kw_only=True)
class Row:
    """One page: its front, if it has one, and its last launch in words."""

    place: str
    section: Section | None
    front: Front | None
    launched: str
    by: str


def rows() -> list[Row]:
    """The home page, then the sections in the order of their addresses; three queries."""
    clock = times.wall()
    last = FrontVersion.objects.filter(front=OuterRef("pk"), launched__isnull=False)
    newest = last.order_by("-at").values("at")[:1]
    found = Front.objects.annotate(
        last=Subquery(newest), by=Subquery(last.order_by("-at").values("by")[:1])
    )
    fronts = {one.section_id: one for one in found.select_related("section")}
    return [
        Row(
            place="home" if section is None else str(section.pk), section=section,
            front=fronts.get(section.pk if section else None),
            launched=clock.told(getattr(fronts.get(section.pk if section else None), "last", None)),
            by=getattr(fronts.get(section.pk if section else None), "by", None) or "",
        )
        for section in (None, *Section.objects.order_by("path"))
    ]  # fmt: skip
