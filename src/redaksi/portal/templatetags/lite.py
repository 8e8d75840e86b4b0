"""What the templates of lite twins may say beside what all templates may."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from redaksi.fronts import queries as fronts
from redaksi.fronts.queries import Bar
from redaksi.photos.queries import Picture
from redaksi.portal import twins
from redaksi.sections.queries import PageView, SectionRef, footer_pages
from redaksi.sections.queries import menu as sections_of_menu

register = template.Library()
#: How many sections a lite front shows, and how many of their stories besides the first.
SECTIONS, OTHERS = 10, 2
#: How wide the file is that a photo's link leads to.
WIDTH = 480


@register.filter
def lite(path: str) -> str:
    """The address of the twin of *path*."""
    return twins.address(path)


@register.filter
def linked(html: SafeString) -> SafeString:
    """Clean *html* whose links lead to twins."""
    return mark_safe(twins.linked(str(html)))  # noqa: S308 (clean html with other addresses)


@register.simple_tag
def menu() -> tuple[SectionRef, ...]:
    """The sections of the menu."""
    return sections_of_menu()


@register.simple_tag
def bar() -> Bar | None:
    """The breaking news that stands now."""
    return fronts.bar()


@register.simple_tag
def foot_pages() -> tuple[PageView, ...]:
    """The static pages of the foot."""
    return footer_pages()


@register.simple_tag
def photo_link(photo: Picture) -> SafeString:
    """The link that fetches a photo: nothing of it comes before a reader asks."""
    file = photo.at_least("whole", WIDTH, "webp")
    said = gettext("Show the photo, %(width)s × %(height)s") % {
        "width": file.width, "height": file.height,
    }  # fmt: skip
    return format_html('<a href="{}">{}</a>', file.url, said)


@register.simple_tag
def parts(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """The first sections of a front's *rows*, each with few of its stories; what has none is left
    out."""
    found = ({"head": one.section, "cards": _cards(one)} for one in _parts(rows))
    return [one for one in found if one["cards"]][:SECTIONS]


def _parts(rows: Iterable[Any]) -> Iterator[Any]:
    for row in rows:
        yield from row.parts
        if beside := getattr(row, "beside", None):
            yield from beside.parts


def _cards(part: Any) -> list[Any]:
    return [one for one in (part.lead, *part.cards[:OTHERS]) if one]
