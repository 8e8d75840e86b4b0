"""Reading a story at the desk without changing it: for those who only choose or look."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import View
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from redaksi.stories.models import Story


class ReadView(PermissionCheckedMixin, View):
    """The newest version as the reader's page would show it."""

    model = Story
    any_permission_required = ("add", "change", "delete", "publish", "view")

    def get(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> HttpResponse:
        story = get_object_or_404(Story, pk=pk).newest()
        return story.make_preview_request(request, story.default_preview_mode)
