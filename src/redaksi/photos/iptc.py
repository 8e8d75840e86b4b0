"""The fields of the IPTC Photo Metadata Standard 2021.1 that we keep, and how long each may be."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, fields


@dataclass(frozen=True, kw_only=True)
class PhotoMetadata:
    """The words that travel with a photo, as plain text; empty means the file does not say.

    Names follow the IPTC Photo Metadata Standard 2021.1: docs/reference/photo-fields.md maps them.
    `created` is a datetime (with or without zone) or a date; `rights_expires` likewise.
    """

    title: str = ""
    headline: str = ""
    caption: str = ""
    byline: tuple[str, ...] = ()
    byline_title: str = ""
    credit: str = ""
    source: str = ""
    created: dt.datetime | dt.date | None = None
    city: str = ""
    sublocation: str = ""
    province: str = ""
    country: str = ""
    country_code: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""
    keywords: tuple[str, ...] = ()
    alt_text: str = ""
    extended_description: str = ""
    instructions: str = ""
    rights_expires: dt.datetime | dt.date | None = None
    language: str = ""
    warnings: tuple[str, ...] = field(default=(), compare=False)


NAMES = tuple(each.name for each in fields(PhotoMetadata) if each.name != "warnings")
LISTS = {"byline": (255, 10), "keywords": (100, 100)}
TEXTS = {
    "caption": 5000,
    "extended_description": 5000,
    "usage_terms": 2000,
    "instructions": 2000,
    "copyright_notice": 1000,
    "alt_text": 1000,
}
LINES = {"headline": 500, "credit": 500, "country_code": 3, "language": 35}
LINE = 255
