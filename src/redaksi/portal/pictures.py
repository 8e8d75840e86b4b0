"""A photo as HTML: WebP before JPEG, every size declared, nothing loaded that is not seen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.html import format_html
from django.utils.safestring import SafeString

from redaksi.photos.queries import Picture, Source


@dataclass(frozen=True, kw_only=True)
class Use:
    """Where a photo stands: its crop, how wide it is there, and the widest file worth offering."""

    crop: str
    sizes: str
    most: int


#: The widest file for readers who save data.
LEAN = 480
#: Phones are told a little less than the whole width: three pixels to a point show nothing more.
USES = {
    "xl": Use(crop="3x2", sizes="(min-width:60em) 590px,(min-width:40em) 96vw,70vw", most=1440),
    "wide": Use(crop="3x2", sizes="(min-width:60em) 792px,(min-width:40em) 96vw,70vw", most=1440),
    "l": Use(crop="3x2", sizes="(min-width:60em) 590px,(min-width:40em) 50vw,70vw", most=960),
    "m": Use(crop="3x2", sizes="(min-width:60em) 280px,(min-width:40em) 50vw,70vw", most=960),
    "third": Use(crop="3x2", sizes="(min-width:60em) 384px,(min-width:40em) 50vw,70vw", most=960),
    "s": Use(crop="3x2", sizes="(min-width:40em) 136px,104px", most=480),
    "rel": Use(crop="3x2", sizes="(min-width:40em) 192px,104px", most=480),
    "story": Use(crop="3x2", sizes="(min-width:60em) 736px,(min-width:40em) 96vw,70vw", most=1440),
    "text": Use(crop="whole", sizes="(min-width:60em) 648px,(min-width:40em) 90vw,70vw", most=1440),
    "frame": Use(crop="whole", sizes="(min-width:60em) 1120px,96vw", most=1440),
    "opening": Use(crop="3x2", sizes="(min-width:60em) 1120px,96vw", most=1440),
    "tall": Use(crop="whole", sizes="(min-width:60em) 490px,60vw", most=960),
    "spot": Use(crop="whole", sizes="(min-width:60em) 728px,320px", most=960),
    "strip": Use(crop="3x2", sizes="(min-width:60em) 540px,80vw", most=960),
}


def picture(
    photo: Picture, use: str, *, alt: str = "", first: bool = False, lean: bool = False
) -> SafeString:
    """The ``<picture>`` of *photo* for a *use* of :data:`USES`; *first* is fetched early, a *lean*
    one offers no large file."""
    where = replace(USES[use], most=min(USES[use].most, LEAN)) if lean else USES[use]
    files = _files(photo, where, "jpeg")
    shown = next((one for one in files if one.width >= 480), files[-1])
    return format_html(
        '<picture>{}<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}"{}>'
        "</picture>",
        _webp(photo, where), shown.url, _srcset(files), where.sizes, shown.width, shown.height,
        alt, _order(first),
    )  # fmt: skip


def _order(first: bool) -> SafeString:
    if first:
        return format_html(' fetchpriority="{}"', "high")
    return format_html(' loading="{}" decoding="async"', "lazy")


def _webp(photo: Picture, where: Use) -> str:
    files = _files(photo, where, "webp")
    if not files:
        return ""
    return format_html(
        '<source type="image/webp" srcset="{}" sizes="{}">', _srcset(files), where.sizes
    )


def _files(photo: Picture, where: Use, kind: str) -> tuple[Source, ...]:
    files = photo.sources(where.crop, kind)
    return tuple(one for one in files if one.width <= where.most) or files[:1]


def _srcset(files: tuple[Source, ...]) -> str:
    return ", ".join(f"{one.url} {one.width}w" for one in files)
