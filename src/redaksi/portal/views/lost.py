"""Whatever no other view answers."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from redaksi.portal.requests import ReaderRequest


def lost(request: ReaderRequest) -> HttpResponse:
    """No page of ours stands here: the middleware looks where an old address leads."""
    raise Http404(request.path)
