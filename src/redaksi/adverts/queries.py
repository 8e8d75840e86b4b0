"""What other rooms may know of advertisements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from redaksi.adverts.models import Advert
from redaksi.adverts.rules import Candidate, chosen
from redaksi.photos.queries import Picture, picture
from redaksi.press import reading
from redaksi.sections.queries import within

#: Every place there is.
PLACES: tuple[str, ...] = tuple(Advert.Place.values)


@dataclass(frozen=True, kw_only=True)
class AdvertView:
    """An advertisement as readers see it; ``link`` "" leads nowhere."""

    pk: int
    place: str
    text: str
    link: str
    photo: Picture | None


@reading.reads
def standing(place: str, section: int | None, now: datetime) -> AdvertView | None:
    """The advertisement in *place* on a page of *section* (None: of none) at *now*.

    Notes ``adverts:PLACE``, ``tree`` where a section is asked for, and until when it stands.
    """
    reading.note(f"adverts:{place}")
    rows = Advert.objects.filter(place=place, live=True).select_related("photo").order_by("pk")
    found = {row.pk: row for row in rows}
    inside = within(section) if section and any(row.sections for row in found.values()) else ()
    choice = chosen(map(_candidate, found.values()), inside, now)
    reading.good_until(choice.until)
    return _view(found[choice.pk]) if choice.pk is not None else None


def _candidate(row: Advert) -> Candidate:
    return Candidate(
        pk=row.pk, weight=row.weight, starts_at=row.starts_at, ends_at=row.ends_at,
        sections=tuple(row.sections),
    )  # fmt: skip


def _view(row: Advert) -> AdvertView:
    return AdvertView(
        pk=row.pk, place=row.place, text=row.text, link=row.link,
        photo=picture(row.photo) if row.photo else None,
    )  # fmt: skip
