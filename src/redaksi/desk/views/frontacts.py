"""What is done on the screen of a front: each address one verb, each refusal told."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from redaksi.desk.curation import placing, versus
from redaksi.desk.curation.boxform import BoxForm
from redaksi.desk.curation.cardform import CardForm
from redaksi.desk.views import fronts
from redaksi.fronts import actions
from redaksi.fronts.errors import FrontError, NotPossible, StaleFront
from redaksi.fronts.models import Container, Front, FrontVersion, Pick
from redaksi.sections.models import Section
from redaksi.stories.models import Story

View = Callable[..., HttpResponse]


def act(right: str = fronts.CHANGE) -> Callable[[View], View]:
    """A view of one verb: POST alone, for those with *right*, its refusals told."""

    def made(view: View) -> View:
        @require_POST
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            fronts.ask(request, right)
            try:
                return view(request, *args, **kwargs)
            except StaleFront as error:
                return stale(request, error)
            except FrontError as error:
                return refused(request, error)

        return asked

    return made


def stale(request: HttpRequest, error: StaleFront) -> HttpResponse:
    """409 with both: the draft as it was seen, and as it is now, with who changed it."""
    front = Front.objects.select_related("section").get(pk=error.front)
    context = {
        "front": front, "current": front.version, "why": request.POST.get("why", ""),
        "launching": error.what == front.subject and request.user.has_perm(fronts.LAUNCH),
        "acts": versus.acts_since(front, error.based_on),
        "pairs": versus.since(front, error.based_on),
    }  # fmt: skip
    return render(request, "redaksi_desk/fronts/conflict.html", context, status=409)


def refused(request: HttpRequest, error: FrontError) -> HttpResponse:
    """422 with every Problem, and the way back."""
    problems = error.problems if isinstance(error, NotPossible) else ()
    says = [one.says for one in problems] or [str(error)]
    return render(request, "redaksi_desk/fronts/refused.html", {"says": says}, status=422)


def back(front: Front, said: str, request: HttpRequest) -> HttpResponse:
    """To the screen, with *said* told."""
    if fronts.PART not in request.headers:
        messages.success(request, said)
    answer = HttpResponseRedirect(reverse("fronts:curate", args=[front.pk]))
    answer.status_code = 303
    return answer


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 16 else None


def _container(request: HttpRequest, pk: int) -> Container:
    """The container *pk* as whoever posts has seen it."""
    row = get_object_or_404(Container.objects.select_related("front__section"), pk=pk)
    row.version = _seen(request)
    return row


def _pick(request: HttpRequest, pk: int) -> Pick:
    rows = Pick.objects.select_related("container__front__section", "story")
    row = get_object_or_404(rows, pk=pk)
    row.container.version = _seen(request)
    return row


def _front(request: HttpRequest, pk: int) -> Front:
    return get_object_or_404(Front.objects.select_related("section"), pk=pk)


def _story(request: HttpRequest) -> Story:
    found = Story.objects.filter(pk=_number(request, "story") or 0).first()
    if found is None:
        raise FrontError(_("There is no such story; choose one from the list."))
    return found


def _seen(request: HttpRequest) -> int:
    return _number(request, "base") or 0


# Containers -----------------------------------------------------------------------------------


@act()
def make(request: HttpRequest, place: str) -> HttpResponse:
    """A front for a page that has none, with the containers of the automatic one."""
    section = None if place == "home" else get_object_or_404(Section, pk=int(place))
    front = actions.create_front(section, by=request.user)
    if not front.containers.exists():
        front = actions.create_default_front(section, by=request.user)
    return back(front, _("The front is yours to arrange. Readers see no change yet."), request)


@act()
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new container, last on the page."""
    front, form = _front(request, pk), BoxForm(request.POST)
    if not form.is_valid():
        return fronts.box_page(request, front, None, form, status=422)
    actions.add_container(front, by=request.user, **form.said)
    return back(front, _("The container stands last."), request)


@act()
def change(request: HttpRequest, container: int) -> HttpResponse:
    """Another title, rule, length or look of a container."""
    row, form = _container(request, container), BoxForm(request.POST)
    if not form.is_valid():
        return fronts.box_page(request, row.front, row, form, status=422)
    actions.change_container(row, by=request.user, **form.said)
    return back(row.front, _("The container is changed."), request)


@act()
def remove(request: HttpRequest, container: int) -> HttpResponse:
    """A container out of the draft."""
    row = _container(request, container)
    actions.remove_container(row, by=request.user)
    return back(row.front, _("The container is out of the draft."), request)


@act()
def move(request: HttpRequest, container: int) -> HttpResponse:
    """A container up or down the page."""
    row = _container(request, container)
    actions.move_container(row, max(0, (_number(request, "place") or 1) - 1), by=request.user)
    return back(row.front, _("The container is moved."), request)


# Picks ----------------------------------------------------------------------------------------


@act()
def pick(request: HttpRequest, container: int) -> HttpResponse:
    """A story into a container, at a number or last of the picks."""
    row = _container(request, container)
    story = _story(request)
    placing.put(row, story, _number(request, "place"), by=request.user)
    return back(row.front, _("“%(headline)s” is put there.") % {"headline": story}, request)


@act()
def pick_link(request: HttpRequest, container: int) -> HttpResponse:
    """A link into a container of links."""
    row = _container(request, container)
    said = {name: request.POST.get(name, "").strip() for name in ("link", "headline")}
    actions.pick_link(row, said["link"], headline=said["headline"], by=request.user)
    return back(row.front, _("The link is put there."), request)


@act()
def leave_out(request: HttpRequest, container: int) -> HttpResponse:
    """A story that the rule may not fill in."""
    row = _container(request, container)
    story = _story(request)
    actions.leave_out(row, story, by=request.user)
    return back(row.front, _("“%(headline)s” is left out.") % {"headline": story}, request)


@act()
def drop(request: HttpRequest, pick: int) -> HttpResponse:
    """A pick out of its container."""
    row = _pick(request, pick)
    actions.drop(row, by=request.user)
    return back(row.container.front, _("The pick is out."), request)


@act()
def place(request: HttpRequest, pick: int) -> HttpResponse:
    """A link to another number among the picks."""
    row = _pick(request, pick)
    placing.put_link(row, _number(request, "place") or 1, by=request.user)
    return back(row.container.front, _("The link is moved."), request)


@act()
def dress(request: HttpRequest, pick: int) -> HttpResponse:
    """Other words, another photo, a held place, times for a picked card."""
    row = _pick(request, pick)
    form = CardForm(request.POST, pick=row)
    if not form.is_valid():
        return fronts.card_page(request, row, form, status=422)
    actions.change_pick(row, by=request.user, **form.said)
    return back(row.container.front, _("The card is changed."), request)


# The whole front --------------------------------------------------------------------------------


@act(fronts.LAUNCH)
def launch(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft to readers, all of it."""
    front = _front(request, pk)
    front.version = _seen(request)
    actions.launch(front, why=request.POST.get("why", "").strip(), by=request.user)
    return back(front, _("Readers see it now."), request)


@act(fronts.LAUNCH)
def launch_one(request: HttpRequest, container: int) -> HttpResponse:
    """One container to readers."""
    row = _container(request, container)
    why = request.POST.get("why", "").strip()
    actions.launch(row.front, [row], why=why, by=request.user)
    said = _("Readers see “%(container)s” now.") % {"container": row}
    return back(row.front, said, request)


@act()
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """The last act on the draft, taken back."""
    front = actions.undo(_front(request, pk), by=request.user)
    return back(front, _("The last change is taken back."), request)


@act()
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as readers see it."""
    front = actions.discard(_front(request, pk), by=request.user)
    return back(front, _("The draft is what readers see."), request)


@act()
def restore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """An older version as the draft."""
    front = _front(request, pk)
    get_object_or_404(FrontVersion, front=front, number=number)
    actions.restore(front, number, by=request.user)
    return back(front, _("The older version is your draft. Readers see no change yet."), request)
