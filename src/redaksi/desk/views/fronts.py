"""The screens of fronts: all of them, one to curate, its forms, its versions, its previews."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from redaksi.desk import times
from redaksi.desk.curation import moments, places, ready, screen, versus
from redaksi.desk.curation.boxform import BoxForm
from redaksi.desk.curation.cardform import CardForm
from redaksi.fronts import queries
from redaksi.fronts.models import Container, Front, FrontVersion, Pick
from redaksi.lib import clock, registries
from redaksi.popular.queries import most_read_ids

#: What the screen's own script asks with: it wants the part that changed, not the whole page.
PART = "X-Desk-Part"
CHANGE = "redaksi_fronts.change_front"
LAUNCH = "redaksi_fronts.launch_front"
SHOWN_VERSIONS = 12


def ask(request: HttpRequest, right: str = CHANGE) -> None:
    """Raise PermissionDenied when whoever asks has not *right*."""
    if not request.user.has_perm(right):
        raise PermissionDenied


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every page that has a front or may have one."""
    ask(request)
    return render(request, "redaksi_desk/fronts/index.html", {"rows": places.rows()})


@require_GET
def curate(request: HttpRequest, pk: int) -> HttpResponse:
    """The screen of one front; only its middle for the script."""
    ask(request)
    front = get_object_or_404(Front.objects.select_related("section"), pk=pk)
    part = "screen" if PART in request.headers else "curate"
    return render(request, f"redaksi_desk/fronts/{part}.html", _context(request, front))


def _context(request: HttpRequest, front: Front) -> dict[str, Any]:
    shown = screen.screen(front)
    asked = request.GET.get("q", "")
    into = request.GET.get("into", "")
    takers = [one for one in shown.boxes if one.takes_stories]
    chosen = next((one for one in takers if str(one.box.pk) == into), takers[0] if takers else None)
    return {
        "front": front, "screen": shown, "may_launch": request.user.has_perm(LAUNCH),
        "ready": ready.stories(front, asked), "asked": asked, "takers": takers, "into": chosen,
        "versions": versus.launches(front, SHOWN_VERSIONS), "zone": times.wall().zone_name(),
    }  # fmt: skip


@require_GET
def candidates(request: HttpRequest, pk: int) -> HttpResponse:
    """The stories beside the front, searched while one types."""
    ask(request)
    front = get_object_or_404(Front, pk=pk)
    return render(request, "redaksi_desk/fronts/ready.html", _context(request, front))


@require_GET
def container(request: HttpRequest, container: int) -> HttpResponse:
    """The form of a container."""
    ask(request)
    row = get_object_or_404(Container.objects.select_related("front"), pk=container)
    return box_page(request, row.front, row, BoxForm(container=row))


@require_GET
def new_container(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a new container."""
    ask(request)
    return box_page(request, get_object_or_404(Front, pk=pk), None, BoxForm())


def box_page(
    request: HttpRequest, front: Front, row: Container | None, form: BoxForm, status: int = 200
) -> HttpResponse:
    """The page of a container's form, with what is wrong with it."""
    context = {"front": front, "container": row, "form": form}
    return render(request, "redaksi_desk/fronts/box.html", context, status=status)


@require_GET
def card(request: HttpRequest, pick: int) -> HttpResponse:
    """The form of a picked card."""
    ask(request)
    row = get_object_or_404(Pick.objects.select_related("container__front", "story"), pk=pick)
    return card_page(request, row, CardForm(pick=row))


def card_page(request: HttpRequest, row: Pick, form: CardForm, status: int = 200) -> HttpResponse:
    """The page of a card's form, or the form alone for the script."""
    asked = request.GET.get("photos", "")
    found = ready.photos(asked)
    if row.photo_id and row.photo_id not in [one.pk for one in found]:
        found = [*ready.pictures_of([row.photo_id]), *found]
    part = "card" if PART in request.headers else "card_page"
    context = {"pick": row, "front": row.container.front, "form": form, "photos": found,
               "asked": asked, "zone": times.wall().zone_name()}  # fmt: skip
    return render(request, f"redaksi_desk/fronts/{part}.html", context, status=status)


@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The readers' page of the draft, of a version, or as it was at a moment."""
    ask(request)
    front = get_object_or_404(Front.objects.select_related("section"), pk=pk)
    show = registries.previews.get("front")
    if "at" in request.GET:
        moment = _moment(request.GET["at"])
        found = queries.as_it_was(front, moment)
        if found is None:
            raise Http404(_("Nothing was launched by then."))
        return _shown(show, request, queries.filled(found, now=moment, past=True))
    if number := request.GET.get("version", ""):
        version = _version(front, number)
        arrangement = version.live() or version.drafted()
        return _shown(show, request, queries.filled(arrangement, popular=most_read_ids))
    return _shown(show, request, queries.filled(front.draft(), popular=most_read_ids))


def _shown(show: registries.Preview, request: HttpRequest, view: Any) -> HttpResponse:
    response: HttpResponse = show(request, view, "front")
    return response


def _moment(text: str) -> Any:
    try:
        found = moments.read(text, clock.now(), times.wall().zone, past=True)
    except ValidationError as problem:
        raise Http404(problem.messages[0]) from problem
    return found or clock.now()


def _version(front: Front, number: str) -> FrontVersion:
    if not (number.isdecimal() and len(number) < 10):
        raise Http404(number)
    rows = FrontVersion.objects.select_related("front__section")
    return get_object_or_404(rows, front=front, number=int(number))


@require_GET
def compare(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A version beside what readers see now."""
    ask(request)
    front = get_object_or_404(Front.objects.select_related("section"), pk=pk)
    version = _version(front, str(number))
    was = version.live() or version.drafted()
    context = {
        "front": front, "version": version, "at": times.wall().told(version.at),
        "pairs": versus.pairs(was, front.live()), "may_restore": True,
    }  # fmt: skip
    return render(request, "redaksi_desk/fronts/compare.html", context)
