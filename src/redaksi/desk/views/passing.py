"""Passing a story or returning it, from wherever Wagtail asks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.snippets.views import snippets

from redaksi.desk import holding


class WorkflowActionView(snippets.WorkflowActionView):
    """Nobody passes or returns what somebody else has open: their text would be lost to it."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Raises Held, which the desk tells."""
        holding.refuse_held(self.object, request.user)
        return super().post(request, *args, **kwargs)
