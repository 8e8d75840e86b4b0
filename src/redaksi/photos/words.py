"""Between what a file says and the fields of a photo at the desk, both ways; pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from redaksi.photos import plain
from redaksi.photos.metadata import PhotoMetadata, washed
from redaksi.stylebook import credits
from redaksi.stylebook.credits import credit_from_iptc

#: Fields at the desk that carry a text of the same name in the file.
SAME = ("caption", "credit", "source", "city", "country", "copyright_notice", "usage_terms")
#: What the desk has no field for; kept with the photo and written into its renditions.
KEPT = (
    "byline_title",
    "sublocation",
    "province",
    "country_code",
    "extended_description",
    "language",
)
NAMES_APART, KEYWORDS_APART = "; ", ", "


def for_desk(words: PhotoMetadata, zone: dt.tzinfo) -> dict[str, Any]:
    """The desk's fields that *words* fill, without the empty ones.

    A moment without a zone is taken to be in *zone*, a bare day as its midnight; rights that
    expire on a day last to its end.
    """
    said: dict[str, Any] = {name: getattr(words, name) for name in SAME}
    said |= {
        "title": words.headline or words.title,
        "description": words.alt_text,
        "byline": NAMES_APART.join(words.byline),
        "credit": _credit(words),
        "keywords": KEYWORDS_APART.join(words.keywords),
        "instructions": words.instructions,
        "taken_at": _moment(words.created, zone, dt.time.min),
        "expires_at": _moment(words.rights_expires, zone, dt.time(23, 59, 59)),
    }
    return {name: value for name, value in said.items() if value}


def _credit(words: PhotoMetadata) -> str:
    """The file's own credit line; one that names no photographer gets the by-line's."""
    if not words.credit:
        return str(credit_from_iptc(words.byline, "", words.source))
    if words.byline and not credits.parse(words.credit).photographers:
        return str(credit_from_iptc(words.byline, words.credit, ""))
    return words.credit


def kept(words: PhotoMetadata) -> dict[str, str]:
    """The texts that the desk has no field for, without the empty ones."""
    return {name: text for name in KEPT if (text := getattr(words, name))}


def of(photo: Any, zone: dt.tzinfo) -> PhotoMetadata:
    """What the renditions of *photo* carry: the words as they stand at the desk now.

    Instructions are the desk's own and stay in the house. Moments are written in *zone*.
    """
    more: Mapping[str, str] = photo.file_words or {}
    return washed(
        {name: getattr(photo, name) for name in SAME}
        | {name: more.get(name, "") for name in KEPT}
        | {
            "title": photo.title,
            "headline": photo.title,
            "alt_text": photo.description,
            "byline": _split(photo.byline, NAMES_APART),
            "keywords": _split(photo.keywords, KEYWORDS_APART),
            "created": _in(photo.taken_at, zone),
            "rights_expires": _in(photo.expires_at, zone),
        }
    )


def title_from(file_name: str) -> str:
    """A title for a photo that has none: `perahu_di-talang.JPG` is `perahu di talang`."""
    stem = file_name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return plain.one_line(stem.replace("_", " ").replace("-", " "), 255)


def is_from(file_name: str, title: str) -> bool:
    """Whether *title* says no more than the file's name: then the file's own words are better."""
    name = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    return _bare(title) in {"", _bare(name), _bare(title_from(name))}


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _split(text: str, apart: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(apart.strip()) if part.strip())


def _moment(moment: dt.date | None, zone: dt.tzinfo, hour: dt.time) -> dt.datetime | None:
    if moment is None:
        return None
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, hour)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _in(moment: dt.datetime | None, zone: dt.tzinfo) -> dt.datetime | None:
    return moment.astimezone(zone) if moment else None
