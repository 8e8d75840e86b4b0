"""What the templates of the e-paper may say: its days and its pages as pictures."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from redaksi.editions import addresses
from redaksi.editions.shapes import EditionCard, EditionView, Sheet
from redaksi.portal.frame import Frame
from redaksi.stylebook import dates
from redaksi.stylebook.languages import language

register = template.Library()
#: How wide a page is shown, for the choice of its file.
SIZES = "(min-width:78em) 792px,(min-width:60em) 64vw,100vw"


@register.simple_tag(takes_context=True)
def calendar_day(context: template.Context, day: date, short: bool = False) -> SafeString:
    """Minggu 28 November 2021, or short: Minggu 28/11."""
    made: Frame = context["frame"]
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=made.title.zone)
    said = dates.day_long(noon, made.title.zone, made.title.language)
    if short:
        said = f"{language(made.title.language).weekdays[day.weekday()]} {day.day}/{day.month}"
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), said)


@register.simple_tag(takes_context=True)
def came_out(context: template.Context, edition: EditionCard) -> str:
    """, terbit 05:00 WIB: when it came out on its own day; empty for the evening before."""
    title = context["frame"].title
    if edition.published_at.astimezone(title.zone).date() != edition.date:
        return ""
    at = dates.clock_time(edition.published_at, title.zone, title.language)
    return gettext(", out at %(time)s") % {"time": at}


@register.simple_tag
def sheet_url(edition: EditionView, sheet: Sheet) -> str:
    """The address of a page."""
    return addresses.page(edition.date, sheet.number)


@register.simple_tag(takes_context=True)
def sheet_picture(context: template.Context, sheet: Sheet) -> SafeString:
    """The page as a picture, fetched early; its text stands beside it."""
    url, width, height = sheet.at_least(800)
    said = gettext("Page %(number)s as printed") % {"number": sheet.number}
    return format_html(
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}"'
        ' fetchpriority="high">',
        url, sheet.srcset, SIZES, width, height, said,
    )  # fmt: skip


@register.simple_tag
def thumbnail(sheet: Sheet, cover: bool = False) -> SafeString:
    """The page made small; what it is, the words beside it say, so it has no text of its own."""
    url, width, height = sheet.files[0]
    said = gettext("Cover") if cover else ""
    return format_html(
        '<img src="{}" width="{}" height="{}" alt="{}" loading="lazy" decoding="async">',
        url, width, height, said,
    )  # fmt: skip
