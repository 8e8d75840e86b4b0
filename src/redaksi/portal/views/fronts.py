"""The front and the sections."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from redaksi.portal import frontpage, lists, lost, structured
from redaksi.portal.frame import frame, page
from redaksi.portal.requests import ReaderRequest
from redaksi.sections.queries import menu, section_at
from redaksi.stories import queries

EACH, LATEST = 10, 9


def front(request: ReaderRequest) -> HttpResponse:
    """The front: the newest of every section. Old WordPress links such as ``/?p=7`` lead on."""
    moved = lost.wordpress(request)
    if moved:
        return HttpResponsePermanentRedirect(moved)
    title, sections = request.newspaper, menu()
    newest = queries.newest([one.pk for one in sections], latest=LATEST, each=EACH)
    made = frontpage.arrange(newest.latest, sections, newest.sections)
    head = f"{title.name}: {title.tagline}" if title.tagline else title.name
    shown = frame(
        request, path="/", kind="front", heading=head, description=_described(title.name),
        data=[structured.newspaper(title, request.base)], image=lists.image(request, made.lead),
    )  # fmt: skip
    return page(request, "portal/front.html", shown, front=made)


def section(request: ReaderRequest, path: str) -> HttpResponse:
    """A section: its newest stories and those of the sections within it."""
    found = section_at(path)
    if found is None:
        raise Http404(path)
    before = lists.before(request)
    cards = queries.in_section(found.pk, before=before)
    shown = frame(
        request, path=found.url, kind="list", heading=found.name, current=found,
        description=found.description or _described(found.name), indexed=before is None,
        data=[structured.trail(request.base, structured.sections(found))],
        image=lists.image(request, cards.items[0] if cards.items else None),
    )  # fmt: skip
    lead, beside, rest = lists.led(cards.items) if before is None else (None, (), cards.items)
    return page(
        request, "portal/section.html", shown, section=found, lead=lead, beside=beside, cards=rest,
        before=cards.before, archive=lists.archive(request, cards.items), opens=before is None,
    )  # fmt: skip


def _described(name: str) -> str:
    return _("The latest news from %(name)s.") % {"name": name}
