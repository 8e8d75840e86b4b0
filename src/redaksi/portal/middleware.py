"""Every answer to a reader passes here: what it read is recorded, and it carries no cookie."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils import translation

from redaksi.portal import again, answers
from redaksi.portal.requests import ReaderRequest, base_of, takes_esi
from redaksi.press import reading, remembering
from redaksi.press.snapshot import one_moment
from redaksi.sections.queries import newspaper

ROOMS = {"portal", "syndication"}
View = Callable[..., HttpResponseBase]
_again = again.Again()
_memory = remembering.Memory()


class ReaderMiddleware:
    """Runs the views of the readers' rooms inside a record, in the newspaper's own language.

    A view that needs neither (files, health) says so with ``view.plain = True``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if _is_for_readers(request):
            answers.without_strangers_headers(response)
            response = answers.headless(response) if request.method == "HEAD" else response
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if not _is_for_readers(request):
            return None
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if getattr(view, "plain", False):
            return view(request, *args, **kwargs)
        return _recorded(cast(ReaderRequest, request), view, args, kwargs)


def forget() -> None:
    """Know nothing of what was made or asked for before: the database is another one."""
    global _again, _memory
    _again, _memory = again.Again(), remembering.Memory()


def _is_for_readers(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.app_name in ROOMS


def _recorded(
    request: ReaderRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponseBase:
    request.esi, request.lite = takes_esi(request), False
    request.save_data = request.headers.get("Save-Data", "").lower() == "on"
    with one_moment(), reading.reading() as record:
        seq = answers.last_seq()  # the first question: the moment begins with it
        ours = request.esi and again.BEHIND_EDGE in request.META

        def make() -> tuple[HttpResponseBase, reading.Record]:
            with remembering.moment(_memory, seq) if ours else nullcontext():
                response = _made(request, view, args, kwargs)
            return answers.finished(request, response, seq=seq, read=record), record

        if ours:
            return _again.answer(request, seq, make)
        return make()[0]


def _made(
    request: ReaderRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponse:
    title = newspaper()
    request.newspaper, request.base = title, base_of(title, request)
    with translation.override(title.language):
        return _answer(request, view, args, kwargs)


def _answer(
    request: ReaderRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponse:
    try:
        return cast(HttpResponse, view(request, *args, **kwargs))
    except Http404:
        from redaksi.portal import lost

        return lost.answer(request)
