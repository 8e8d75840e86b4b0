"""Links to stories in running text: stored by id, shown with the address of the moment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils.html import format_html
from wagtail.rich_text import LinkHandler

from redaksi.press import reading
from redaksi.stories import addresses
from redaksi.stories.models import Story

_LINK = re.compile(r"<a\b[^>]*>")
_ID = re.compile(r"""\bid=\\?["'](\d{1,18})""")
#: Addresses of the live stories that a text leads to, while its page is made.
_known: ContextVar[Mapping[int, str] | None] = ContextVar("redaksi_stories_known", default=None)


def numbers(html: str) -> Iterator[int]:
    """The ids of the stories that *html*, or JSON that holds some, leads to."""
    for tag in _LINK.findall(html):
        found = _ID.search(tag) if "story" in tag else None
        if found:
            yield int(found[1])


@contextmanager
def known(addresses: Mapping[int, str]) -> Iterator[None]:
    """Within the block links lead to *addresses*, and nothing more is asked for."""
    token = _known.set(addresses)
    try:
        yield
    finally:
        _known.reset(token)


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
        live = _known.get()
        live = _addresses([one for one in numbers if one]) if live is None else live
        return [_opened(number, live) for number in numbers]


def _addresses(pks: list[int]) -> dict[int, str]:
    rows = Story.objects.live().filter(pk__in=pks)
    return {pk: addresses.story(pk, slug) for pk, slug in rows.values_list("pk", "slug")}


def _opened(number: int | None, live: Mapping[int, str]) -> str:
    address = live.get(number or 0)
    return format_html('<a href="{}">', address) if address else "<a>"


def _number(attrs: dict[str, Any]) -> int | None:
    text = str(attrs.get("id", ""))
    return int(text) if text.isdecimal() and len(text) <= 18 else None
