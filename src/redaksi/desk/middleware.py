"""What holds for every address of the desk: its language, its policy, what is closed, and errors
of the verbs.

A verb that refuses (StaleWrite, NotReady, StoryError) is told to whoever is at the desk, from
whatever screen it was asked: 409 with both texts, or the sentence and the way back.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.admin.localization import get_localized_response
from wagtail.admin.modal_workflow import render_modal_workflow

from redaksi.desk import askfactor, conflicts, factors, gate, guard, policy, telling, unsaved
from redaksi.sections.queries import newspaper
from redaksi.stories.errors import StaleWrite, StoryError

logger = logging.getLogger(__name__)
DESK = "/desk/"


class StaleWriteMiddleware:
    """Keeps the desk's closed addresses closed and answers for the verbs that refuse."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(DESK):
            return self.get_response(request)
        with translation.override(newspaper().language), factors.asking(request):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
        policy.put_on(response)
        return response

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Answer 404 at an address that this desk does not use; ask for a second factor where the
        settings want one."""
        match = request.resolver_match
        if match is None or not match.route.startswith(DESK.lstrip("/")):
            return None
        if not gate.is_open(match.namespace, match.url_name, kwargs):
            raise Http404("This address of the desk is not in use.")
        needed = gate.NEEDS.get(match.view_name)
        if needed and request.user.is_authenticated and not request.user.has_perm(needed):
            raise PermissionDenied
        return guard.stop(request, match.view_name)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn an error of a verb, or of a database that cannot write, into an answer; everything
        else is not ours."""
        if not request.path_info.startswith(DESK):
            return None
        if reason := unsaved.why(error):
            logger.error("%s could not be saved: %s", request.path, error)
            return get_localized_response(unsaved.answer, request, reason)
        if isinstance(error, factors.FactorNeeded):
            return get_localized_response(refuse_unproven, request)
        if not isinstance(error, StoryError):
            return None
        answer = refuse_stale if isinstance(error, StaleWrite) else refuse
        return get_localized_response(answer, request, error)


def refuse_stale(request: HttpRequest, error: StaleWrite) -> HttpResponse:
    """409 with both texts; a modal is sent to the story instead, with the sentence."""
    if _is_modal(request):
        return _sent(request, telling.told(error), telling.back_to(error))
    return conflicts.refuse_act(request, error)


def refuse(request: HttpRequest, error: StoryError) -> HttpResponse:
    """The sentence of *error*, and the way back to the story or to where one came from."""
    says = telling.told(error)
    if conflicts.wants_json(request):
        answer = {"success": False, "error_code": "validation_error", "error_message": says}
        return JsonResponse(answer, status=422)
    return _sent(request, says, telling.back_to(error))


def refuse_unproven(request: HttpRequest) -> HttpResponse:
    """Ask for the second factor and send on what was sent; a modal is led to where it is given."""
    if not _is_modal(request):
        return askfactor.refuse(request)
    says = _("Not done yet: this needs your second factor. Give it here, then try again.")
    return _sent(request, says, reverse("safety:again"))


def _sent(request: HttpRequest, says: str, where: str | None) -> HttpResponse:
    where = where or reverse("stories:list")
    messages.error(request, says)
    if _is_modal(request):
        return render_modal_workflow(
            request, None, json_data={"step": "success", "redirect": where}
        )
    return HttpResponseRedirect(where)


def _is_modal(request: HttpRequest) -> bool:
    return request.headers.get("x-requested-with") == "XMLHttpRequest"
