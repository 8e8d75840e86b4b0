"""The front and the sections: as a curator launched them, else the newest by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from redaksi.fronts import queries as fronts
from redaksi.fronts.queries import FrontView
from redaksi.fronts.shapes import Arrangement, Box
from redaksi.popular.queries import most_read_ids
from redaksi.portal import arranged, frontpage, lists, lost, structured
from redaksi.portal.frame import Frame, frame, page
from redaksi.portal.requests import ReaderRequest
from redaksi.sections.queries import SectionRef, menu, section_at
from redaksi.stories import queries
from redaksi.stories.shapes import Card

EACH, LATEST = 10, 9


def front(request: ReaderRequest) -> HttpResponse:
    """The home page. Old WordPress links such as ``/?p=7`` lead on."""
    moved = lost.wordpress(request)
    if moved:
        return HttpResponsePermanentRedirect(moved)
    launched = fronts.launched()
    return home(request, launched.boxes, _filled(launched)) if launched else _by_itself(request)


def _filled(launched: Arrangement) -> FrontView:
    """The containers of *launched* that are filled here and not by a rail."""
    own = tuple(box for box in launched.boxes if not arranged.by_rail(box))
    mine = Arrangement(front=launched.front, section=launched.section, boxes=own)
    return fronts.filled(mine, popular=most_read_ids)


def home(request: ReaderRequest, boxes: Sequence[Box], view: FrontView) -> HttpResponse:
    """The home page that shows *boxes* as *view* has filled them."""
    rows = arranged.rows(boxes, {one.box.pk: one for one in view.boxes})
    shown = _home_frame(request, _first(rows))
    return page(request, "portal/arranged.html", shown, rows=rows)


def _first(rows: Sequence[arranged.Row]) -> Card | None:
    """The card that stands for the page: the first one that is large."""
    return next((part.lead for row in rows for part in row.parts if part.lead), None)


def _by_itself(request: ReaderRequest) -> HttpResponse:
    """The home page without a curator: the newest of every section."""
    sections = menu()
    newest = queries.newest([one.pk for one in sections], latest=LATEST, each=EACH)
    made = frontpage.arrange(newest.latest, sections, newest.sections)
    return page(request, "portal/front.html", _home_frame(request, made.lead), front=made)


def _home_frame(request: ReaderRequest, lead: Card | None) -> Frame:
    title = request.newspaper
    head = f"{title.name}: {title.tagline}" if title.tagline else title.name
    return frame(
        request, path="/", kind="front", heading=head, description=_described(title.name),
        data=[structured.newspaper(title, request.base)], image=lists.image(request, lead),
    )  # fmt: skip


def section(request: ReaderRequest, path: str) -> HttpResponse:
    """A section: its newest stories and those of the sections within it."""
    found = section_at(path)
    if found is None:
        raise Http404(path)
    before = lists.before(request)
    launched = fronts.launched(found.pk) if before is None else None
    if launched:
        return curated(request, found, launched.boxes, _filled(launched))
    cards = queries.in_section(found.pk, before=before)
    first = cards.items[0] if cards.items else None
    shown = _section_frame(request, found, first, indexed=before is None)
    lead, beside, rest = lists.led(cards.items) if before is None else (None, (), cards.items)
    return page(
        request, "portal/section.html", shown, section=found, lead=lead, beside=beside, cards=rest,
        before=cards.before, archive=lists.archive(request, cards.items), opens=before is None,
    )  # fmt: skip


def curated(
    request: ReaderRequest, found: SectionRef, boxes: Sequence[Box], view: FrontView
) -> HttpResponse:
    """The page of a section that shows *boxes* as *view* has filled them, then its newest."""
    rows = arranged.rows(boxes, {one.box.pk: one for one in view.boxes})
    cards = queries.in_section(found.pk)
    above = {slot.card.pk for row in rows for part in row.parts for slot in part.slots if slot.card}
    shown = _section_frame(request, found, _first(rows), kind="section")
    return page(
        request, "portal/section_front.html", shown, section=found, rows=rows, opens=True,
        cards=[card for card in cards.items if card.pk not in above], before=cards.before,
        archive=lists.archive(request, cards.items),
    )  # fmt: skip


def _section_frame(
    request: ReaderRequest, found: SectionRef, lead: Card | None, *, kind: str = "list",
    indexed: bool = True,
) -> Frame:  # fmt: skip
    return frame(
        request, path=found.url, kind=kind, heading=found.name, current=found,
        description=found.description or _described(found.name), indexed=indexed,
        data=[structured.trail(request.base, structured.sections(found))],
        image=lists.image(request, lead),
    )  # fmt: skip


def _described(name: str) -> str:
    return _("The latest news from %(name)s.") % {"name": name}
