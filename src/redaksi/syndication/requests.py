"""A request as it reaches us: portal's middleware has said which newspaper it is for."""

from __future__ import annotations

from django.http import HttpRequest

from redaksi.sections.queries import Title


class ReaderRequest(HttpRequest):
    """A reader's request with the newspaper it is for, and the start of absolute addresses."""

    newspaper: Title
    base: str
