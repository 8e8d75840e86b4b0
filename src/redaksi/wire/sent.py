"""What is said of an answer of a wire: the items in it, and why an answer is not taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from redaksi.lib.picturewords import PictureLimits, PictureRefused

#: Items that are read of one answer, the first in it.
MOST_ITEMS = 1_000
#: Media links that are kept of an item.
MOST_MEDIA = 12
#: Characters of what an item says; a longer body is put into quarantine, cut there.
LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_NAME, LONGEST_LINK = 300, 600, 200, 1_000
LONGEST_BODY = 200_000

REFUSALS: Mapping[str, str] = {
    "not-json": "The answer is no JSON (%(seen)s).",
    "not-a-feed": "The answer is no feed (%(seen)s); RSS, Atom or JSON Feed is wanted.",
    "too-heavy": "Reading the answer takes more than the %(allowed)s MB of memory allowed.",
}
"""Reason codes and their sentences, to be filled with the values of a NotTaken."""


class NotTaken(PictureRefused):
    """An answer that is not taken: `code` is one of REFUSALS, `values` fill its sentence."""

    sentences: ClassVar[Mapping[str, str]] = REFUSALS


@dataclass(frozen=True, kw_only=True)
class FeedLimits(PictureLimits):
    """What reading one answer may take."""

    max_bytes: int = 10_000_000
    memory: int = 1_024
    seconds: float = 30.0


@dataclass(frozen=True, kw_only=True)
class Media:
    """A photo, sound or film that an item names: its address, media type and words, if said."""

    url: str
    type: str = ""
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Sent:
    """One item as a source sent it.

    ``guid`` is the source's own name for it (its link, or a digest, where it has none). Title,
    summary and author are plain text; ``body`` is HTML of the few tags of
    :mod:`redaksi.wire.parsers.bodies`. Moments are aware, in UTC; ``dated`` is the time in the
    source's own words, its zone with it. ``broken`` names why it must be looked at first: empty,
    ``no-text``, ``garbled`` or ``too-long``.
    """

    guid: str
    title: str = ""
    summary: str = ""
    body: str = ""
    link: str = ""
    author: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    dated: str = ""
    media: tuple[Media, ...] = ()
    broken: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A whole answer: its own title, its items in its order, and how many were not read."""

    title: str = ""
    items: tuple[Sent, ...] = ()
    left_out: int = 0
