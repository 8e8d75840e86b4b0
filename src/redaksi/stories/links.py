"""Links to stories in running text: stored by id, shown with the address of the moment."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from wagtail.rich_text import LinkHandler

from redaksi.press import reading
from redaksi.stories import addresses
from redaksi.stories.models import Story


class StoryLinkHandler(LinkHandler):
    """``<a linktype="story" id="5">``: an address while story 5 is live, else a bare ``<a>``."""

    identifier = "story"

    @staticmethod
    def get_model() -> type[Story]:
        return Story

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, Any]]) -> list[Story | None]:
        numbers = [_number(attrs) for attrs in attrs_list]
        found = Story.objects.only("pk").in_bulk([number for number in numbers if number])
        return [found.get(number) for number in numbers]

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, Any]) -> str:
        return cls.expand_db_attributes_many([attrs])[0]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        numbers = [_number(attrs) for attrs in attrs_list]
        reading.note(*(f"card:{number}" for number in numbers if number))
        rows = Story.objects.live().filter(pk__in=[one for one in numbers if one])
        live = dict(rows.values_list("pk", "slug"))
        return [_opened(number, live) for number in numbers]


def _opened(number: int | None, live: dict[int, str]) -> str:
    if number not in live:
        return "<a>"
    return format_html('<a href="{}">', addresses.story(number, live[number]))


def _number(attrs: dict[str, Any]) -> int | None:
    text = str(attrs.get("id", ""))
    return int(text) if text.isdecimal() and len(text) <= 18 else None
