"""Rails: the parts of a page that are made, kept and sent by themselves.

A rail has an address of its own, ``/_rail/<name>/<parts>``, and everything it shows follows from
that address: what depends on the page stands in the address or on the page, never in the rail.
The edge asks for it once and puts it into every page that names it; without an edge the
application puts it in itself, with the same bytes.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404
from django.template import loader
from django.utils.safestring import SafeString

from redaksi.adverts import queries as adverts
from redaksi.editions import queries as editions
from redaksi.fronts import queries as fronts
from redaksi.fronts.models import Breaking
from redaksi.lib import clock, registries
from redaksi.lib.troubles import Troubles
from redaksi.partners import queries as partners
from redaksi.popular import queries as popular
from redaksi.portal import sheets
from redaksi.press import reading, remembering
from redaksi.press.reading import UnnotedRead
from redaksi.sections.queries import Title, footer_pages, menu
from redaksi.stories import queries

logger = logging.getLogger(__name__)
START = "/_rail/"
LATEST, ALSO, COLLECTION, POPULAR = 8, 6, 4, 5
#: Kinds of pages whose rails the desk sets.
PAGES = "story|list"
#: The rails at the side of a page while the desk has set none.
SIDE: tuple[str, ...] = ("epaper", "latest", "partners", "popular")
#: Every rail that may stand there.
BESIDE = frozenset({"epaper", "latest", "collection", "partner", "partners", "popular"})
#: After which a rail that raised is tried again.
AGAIN = timedelta(seconds=10)
#: In an address: no number, no story left out.
NONE = "-"
NUMBER = r"0|[1-9][0-9]{0,17}"


@dataclass(frozen=True, kw_only=True)
class Rail:
    """What a rail asks for, the template that shows it, and the icons that this template uses.

    ``parts`` are patterns of what stands in the address after the name; one that matches nothing
    may be left out at the end. ``shows`` takes the newspaper and those parts, and gives what the
    template needs. Once the tag ``must`` has moved no older copy may be shown, not even while the
    application is down.
    """

    shows: Callable[..., Mapping[str, Any]]
    template: str
    parts: tuple[str, ...] = ()
    icons: frozenset[str] = frozenset()
    must: str = ""


@dataclass(frozen=True, kw_only=True)
class RailFrame:
    """What the tags of a rail's template know: the newspaper, the moment, the icons used."""

    title: Title
    now: datetime
    icons: set[str] = field(default_factory=set)


def address(name: str, *parts: object) -> str:
    """The address of the rail *name*; KeyError for a name that is not in :data:`RAILS`."""
    RAILS[name]
    return START + "/".join([name, *(str(part) for part in parts if part != "")])


def icons_of(name: str) -> frozenset[str]:
    """The icons that a page with the rail *name* must hold."""
    return RAILS[name].icons


def render(path: str, title: Title) -> SafeString:
    """The rail at *path* (what follows ``/_rail/``) as HTML; Http404 for no such rail.

    What a rail raises is kept for the desk before it goes on.
    """
    name, *parts = path.split("/")
    if not is_asked_for(name, *parts):
        raise Http404(f"There is no rail {path!r}.")
    return remembering.recalled(("rail", path), lambda: _rendered(title, name, parts))


def _rendered(title: Title, name: str, parts: list[str]) -> SafeString:
    made = RAILS[name]
    given = [*parts, *[""] * (len(made.parts) - len(parts))]
    frame = RailFrame(title=title, now=clock.now())
    try:
        return loader.render_to_string(made.template, {"frame": frame, **made.shows(title, *given)})
    except Exception as error:
        troubles().note(name, f"{type(error).__name__}: {error}", frame.now)
        raise


def spared(path: str, title: Title) -> SafeString:
    """The rail at *path* for a page that holds it itself: empty when it raises."""
    try:
        return render(path, title)
    except UnnotedRead:
        raise
    except Exception:
        logger.exception("The rail %s raised; the page goes out without it.", path)
        reading.good_until(clock.now() + AGAIN)
        return SafeString()  # nothing that could need escaping


def troubles() -> Troubles:
    """Where it is kept that a rail raised, under its name."""
    return Troubles(settings.RAILS_FOLDER)


def beside(page: str, section: int | None = None) -> tuple[tuple[str, ...], ...]:
    """The rails at the side of pages of kind *page* (story, list) in order: names with the parts of
    their addresses.

    What the desk has set stands in the rail by the kind of page, the last part. *section* is given
    for the section's own page, which has some rails of its own.
    """
    own = "" if section is None else str(section)
    places = fronts.rails_of(page)
    if places is None:
        return tuple((name, own) if own and name == "popular" else (name,) for name in SIDE)
    named = (tuple(place.name.split("/")) for place in places)
    found = [_on_page(parts, page, own) for parts in named if parts[0] in BESIDE]
    return tuple(parts for parts in found if is_asked_for(*parts))


def _on_page(parts: tuple[str, ...], page: str, own: str) -> tuple[str, ...]:
    """*parts* with the kind of page at their end, for a rail that asks for it."""
    parts = (*parts, own or NONE) if parts == ("popular",) else parts
    return (*parts, page) if len(RAILS[parts[0]].parts) == len(parts) else parts


def is_asked_for(name: str, *parts: str) -> bool:
    """Whether there is a rail *name* that takes *parts*."""
    made = RAILS.get(name)
    if made is None or len(parts) > len(made.parts) or "" in parts:
        return False
    given = (*parts, *[""] * (len(made.parts) - len(parts)))
    return all(re.fullmatch(*pair) for pair in zip(made.parts, given, strict=True))


# What each rail shows ----------------------------------------------------------------------------


def _side(title: Title, page: str, section: str) -> dict[str, Any]:
    own = int(section) if section else None
    placed = (address(*parts).removeprefix(START) for parts in beside(page, own))
    return {"rails": [spared(path, title) for path in placed]}


def _sheet(title: Title, name: str) -> dict[str, Any]:
    kind, lean, _end = name.partition("-s")
    return {"sheet": sheets.sheet(kind, fonts=not lean, look=title.theme)}


def _head(_title: Title, here: str) -> dict[str, Any]:
    number, itself, _end = here.partition("-itself")
    section = int(number) if number.isdecimal() else None
    return {
        "menu": menu(), "here": here, "section": section, "itself": bool(itself), "feeds": _feeds(),
    }  # fmt: skip


def _foot(_title: Title, here: str) -> dict[str, Any]:
    page = int(here) if here.isdecimal() else None
    return {"pages": footer_pages(), "here": here, "page": page, "feeds": _feeds()}


def _breaking(_title: Title) -> dict[str, Any]:
    return {"bar": fronts.bar()}


def _epaper(_title: Title) -> dict[str, Any]:
    return {"edition": editions.newest()}


def _latest(_title: Title, page: str) -> dict[str, Any]:
    place = fronts.rail_at(page, "latest") if page else None
    items = queries.headlines(limit=place.length if place else LATEST)
    return {"items": items, "heading": place.title if place else ""}


def _collection(_title: Title, slug: str, page: str) -> dict[str, Any]:
    found = fronts.collection_at(slug)
    place = fronts.rail_at(page, f"collection/{slug}") if page else None
    length = place.length if place else COLLECTION
    items = fronts.of_collection(found.pk, limit=length).items[:length] if found else ()
    heading = (place.title if place else "") or (found.name if found else "")
    return {"items": items, "heading": heading, "url": found.url if found else ""}


def _partner(title: Title, slug: str, page: str) -> dict[str, Any]:
    found = partners.partner_at(slug, title)
    place = fronts.rail_at(page, f"partner/{slug}") if page else None
    if found and place:
        found = replace(found, title=place.title or found.title, shown=place.length)
    return {"partner": found if found and found.items else None}


def _partners(title: Title) -> dict[str, Any]:
    return {"partners": partners.shown(title)}


def _popular(_title: Title, section: str, page: str) -> dict[str, Any]:
    place = fronts.rail_at(page, "popular") if page else None
    most = place.length if place else POPULAR
    items = popular.most_read(int(section), most) if section.isdecimal() else ()
    return {
        "items": items or popular.most_read(limit=most), "heading": place.title if place else "",
    }  # fmt: skip


def _picks(_title: Title, story: str, part: str) -> dict[str, Any]:
    return {"cards": queries.followers(int(story), ALSO), "whole": not part}


def _also(_title: Title, section: str, count: str, without: str) -> dict[str, Any]:
    left_out = [int(pk) for pk in without.split(",")] if without != NONE else []
    cards = queries.fill(int(section), limit=int(count), without=left_out)
    return {"cards": cards, "whole": int(count) == ALSO}


def _advert(_title: Title, place: str, section: str) -> dict[str, Any]:
    zone = any(place in tag.zones for tag in settings.OUTSIDE_TAGS)
    standing = adverts.standing(place, int(section) or None, clock.now())
    return {"advert": standing, "zone": "" if standing or not zone else place}


def _feeds() -> list[registries.HeadLink]:
    return [link for links in registries.head_links for link in links("/")][:1]


#: By name, in the order in which a page shows them.
RAILS: dict[str, Rail] = {
    "sheet": Rail(
        shows=_sheet, template="portal/rails/sheet.html",
        parts=(f"(?:{'|'.join(sheets.KINDS)})(?:-s)?",),
    ),
    "head": Rail(
        shows=_head, template="portal/rails/head.html",
        parts=(f"latest|(?:{NUMBER})(?:-itself)?",), icons=frozenset({"menu", "clock", "search"}),
    ),
    "side": Rail(
        shows=_side, template="portal/rails/side.html", parts=(PAGES, f"(?:{NUMBER})?"),
        icons=frozenset({"newspaper"}),
    ),
    "breaking": Rail(
        shows=_breaking, template="portal/rails/breaking.html", icons=frozenset({"zap"}),
        must=Breaking.TAG,
    ),
    "picks": Rail(
        shows=_picks, template="portal/rails/also.html", parts=(NUMBER, "(?:part)?"),
        icons=frozenset({"clock", "user-round"}),
    ),
    "also": Rail(
        shows=_also, template="portal/rails/also.html",
        parts=(NUMBER, f"[1-{ALSO}]", f"{NONE}|(?:{NUMBER})(?:,(?:{NUMBER})){{0,9}}"),
        icons=frozenset({"clock", "user-round"}),
    ),
    "advert": Rail(
        shows=_advert, template="portal/rails/advert.html",
        parts=("|".join(adverts.PLACES), NUMBER),
    ),
    "epaper": Rail(
        shows=_epaper, template="portal/rails/epaper.html", icons=frozenset({"newspaper"})
    ),
    "latest": Rail(
        shows=_latest, template="portal/rails/latest.html", parts=(f"(?:{PAGES})?",)
    ),
    "collection": Rail(
        shows=_collection, template="portal/rails/collection.html",
        parts=("[-a-z0-9_]{1,90}", f"(?:{PAGES})?"),
    ),
    "partners": Rail(shows=_partners, template="portal/rails/partners.html"),
    "partner": Rail(
        shows=_partner, template="portal/rails/partner.html",
        parts=(r"[-\w]{1,80}", f"(?:{PAGES})?"),
    ),
    "popular": Rail(
        shows=_popular, template="portal/rails/popular.html",
        parts=(f"(?:{NONE}|{NUMBER})?", f"(?:{PAGES})?"),
    ),
    "foot": Rail(
        shows=_foot, template="portal/rails/foot.html", parts=(f"(?:corrections|{NUMBER})?",)
    ),
}  # fmt: skip
