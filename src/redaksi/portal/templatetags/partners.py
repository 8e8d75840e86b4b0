"""What the templates of partners may say: money, how full a bar is, a picture of ours."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from redaksi.partners.queries import PartnerEntry
from redaksi.stylebook import money

register = template.Library()


@register.simple_tag(takes_context=True)
def rupiah(context: template.Context, amount: int) -> str:
    """Rp86.400.000, in the newspaper's language."""
    return money.rupiah(amount, context["frame"].title.language)


@register.filter
def full(percent: int) -> int:
    """How full a bar is: what is over the target fills it."""
    return min(percent, 100)


@register.simple_tag
def partner_picture(entry: PartnerEntry) -> SafeString:
    """The picture of a campaign; its title stands beside it."""
    url, width, height = entry.files[0]
    srcset = ", ".join(f"{name} {wide}w" for name, wide, _high in entry.files)
    return format_html(
        '<img src="{}" srcset="{}" sizes="(min-width:40em) 136px,104px" width="{}" height="{}"'
        ' alt="" loading="lazy" decoding="async">',
        url, srcset, width, height,
    )  # fmt: skip
