"""The rails by themselves: what the edge puts into the pages that name them."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from redaksi.portal import answers, rails
from redaksi.portal.requests import ReaderRequest


def rail(request: ReaderRequest, path: str) -> HttpResponse:
    """The rail at *path* as a piece of HTML; 404, without a page round it, for no such rail."""
    try:
        response = HttpResponse(rails.render(path, request.newspaper))
        if tag := rails.RAILS[path.partition("/")[0]].must:
            answers.must(response, tag)
    except Http404:
        response = HttpResponse("404\n", status=404, content_type="text/plain; charset=utf-8")
    response.headers["X-Robots-Tag"] = "noindex"
    return response
