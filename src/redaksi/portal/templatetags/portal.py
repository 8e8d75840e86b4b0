"""What the readers' templates may say: dates, pictures, icons, names and rails."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from redaksi.portal import icons, pictures, rails
from redaksi.portal.frame import Frame
from redaksi.sections import queries as sections
from redaksi.stories.models import Byline
from redaksi.stories.shapes import Signed
from redaksi.stylebook import capitals, dates, teaser

register = template.Library()
Context = template.Context


# Dates ----------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def long_time(context: Context, at: datetime) -> SafeString:
    """Senin 17 Agustus 2020, 09:53 WIB."""
    made: Frame = context["frame"]
    return _time(made, at, dates.long_time(at, made.title.zone, made.title.language))


@register.simple_tag(takes_context=True)
def short_time(context: Context, at: datetime) -> SafeString:
    """The clock today, day and clock before; the year, too, when it is another."""
    made: Frame = context["frame"]
    if not sections.is_today(at, made.title, made.now):
        sections.is_this_year(at, made.title, made.now)
    return _time(made, at, dates.short_time(at, made.now, made.title.zone, made.title.language))


@register.simple_tag(takes_context=True)
def updated_time(context: Context, at: datetime, published: datetime) -> SafeString:
    """The clock of an update, with its day where that is another one."""
    made: Frame = context["frame"]
    return _time(made, at, dates.updated(at, published, made.title.zone, made.title.language))


@register.simple_tag(takes_context=True)
def day(context: Context, at: datetime) -> SafeString:
    """17 Agustus 2020."""
    made: Frame = context["frame"]
    return _time(made, at, dates.day(at, made.title.zone, made.title.language))


@register.simple_tag(takes_context=True)
def rail_time(context: Context, at: datetime) -> SafeString:
    """In the narrow column of a rail: the clock today, 27/11 before."""
    made: Frame = context["frame"]
    local = at.astimezone(made.title.zone)
    is_today = sections.is_today(at, made.title, made.now)
    return _time(made, at, f"{local:%H:%M}" if is_today else f"{local:%d/%m}")


@register.simple_tag(takes_context=True)
def today(context: Context) -> str:
    """Minggu 28 November 2021."""
    made: Frame = context["frame"]
    sections.today(made.title, made.now)
    return dates.day_long(made.now, made.title.zone, made.title.language)


def _time(made: Frame, at: datetime, words: str) -> SafeString:
    local = at.astimezone(made.title.zone).isoformat(timespec="seconds")
    return format_html('<time datetime="{}">{}</time>', local, words)


# Names ----------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def names(context: Context, bylines: Iterable[Signed]) -> str:
    """Who signed, in a list: the names, or the house's."""
    return ", ".join(one.name for one in bylines) or context["frame"].title.signature


@register.simple_tag(takes_context=True)
def signed(context: Context, bylines: Sequence[Signed]) -> SafeString:
    """Who signed, on the story's page: each linked to its page, with its role."""
    if not bylines:
        return format_html("<b>{}</b>", context["frame"].title.signature)
    made = ((_role(one), one.url, one.name) for one in bylines)
    return format_html_join(", ", '{}<a href="{}" rel="author">{}</a>', made)


def _role(one: Signed) -> str:
    return f"{Byline.Role(one.role).label} " if one.role in Byline.Role.values and one.role else ""


# Pictures, icons, rails, addresses ---------------------------------------------------------------


@register.simple_tag(takes_context=True)
def picture(
    context: Context, photo: Any, use: str, alt: str = "", first: bool = False
) -> SafeString:
    """The ``<picture>`` of *photo* for a *use* of :data:`redaksi.portal.pictures.USES`, small for
    readers who save data; in a rail, which all share, as for everybody."""
    lean = getattr(context["frame"], "lean", False)
    return pictures.picture(photo, use, alt=alt, first=first, lean=lean)


@register.simple_tag(takes_context=True)
def icon(context: Context, name: str) -> SafeString:
    """An icon beside a word; its shape is written once, at the end of the page."""
    context["frame"].icons.add(name)
    return format_html('<svg class="i" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.simple_tag(takes_context=True)
def colour(context: Context, token: str, dark: bool = False) -> str:
    """The colour *token* of the newspaper's look, as #rrggbb."""
    look = context["frame"].title.theme
    return str(look.dark(token) if dark else look.light(token))


@register.simple_tag(takes_context=True)
def shapes(context: Context) -> SafeString:
    """The shapes of the icons that this page used."""
    made = "".join(icons.symbol(name) for name in sorted(context["frame"].icons))
    return mark_safe(f"<div hidden><svg>{made}</svg></div>")  # noqa: S308 (our own constants)


@register.simple_tag(takes_context=True)
def rail(context: Context, name: str, *parts: object) -> SafeString:
    """The rail *name* with the *parts* of its address: its place where the edge puts it in, else
    itself as it stands now."""
    made: Frame = context["frame"]
    made.icons.update(rails.icons_of(name))
    address = rails.address(name, *parts)
    if made.esi:
        return format_html('<esi:include src="{}" onerror="continue"/>', address)
    return rails.spared(address.removeprefix(rails.START), made.title)


@register.simple_tag(takes_context=True)
def advert(context: Context, place: str) -> SafeString:
    """The place of an advertisement on this page: made, kept and changed by itself."""
    made: Frame = context["frame"]
    if made.without_adverts:
        return SafeString()  # nothing that could need escaping
    return rail(context, "advert", place, made.current.pk if made.current else 0)


@register.simple_tag(takes_context=True)
def advert_among_cards(context: Context) -> SafeString:
    """In the loop of a list: the place of its advertisement, behind as many cards as are set."""
    loop = context["forloop"]
    if loop["counter"] != settings.ADVERTS_AFTER_CARD or loop["last"]:
        return SafeString()  # nothing that could need escaping
    shown = advert(context, "list")
    return format_html('<li class="place">{}</li>', shown) if shown else shown


@register.simple_tag(takes_context=True)
def side(context: Context, kind: str) -> SafeString:
    """The rails at the side of pages of *kind*, in the order of the desk: one piece."""
    made: Frame = context["frame"]
    page = "story" if kind == "story" else "list"
    own = made.current.pk if made.current and made.current.url == made.path else ""
    return rail(context, "side", page, own if page == "list" else "")


@register.filter
def opened(html: SafeString) -> SafeString:
    """The first paragraph with its opening word marked for capitals."""
    marked = capitals.capitalise_opening(str(html))
    return mark_safe(marked)  # noqa: S308 (clean html with one span of ours round a word)


@register.filter
def host(address: str) -> str:
    """The host of *address*, as one says it."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


@register.filter(name="cut")
def shortened(text: str, limit: int) -> str:
    """*text* cut at a word."""
    return teaser.cut(text, limit)


@register.filter
def label(name: str) -> str:
    """The translated name of a kind of correction."""
    return gettext("Significant correction") if name == "significant" else gettext("Correction")
