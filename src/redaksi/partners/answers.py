"""What is said of a partner's answer: the items in it, and why an answer is not taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from redaksi.lib.picturewords import PictureLimits, PictureRefused

#: Items that are kept of an answer; characters of a title and of an address.
MOST_ITEMS, LONGEST_TITLE, LONGEST_LINK = 30, 200, 1_000
#: The largest amount that is believed: ten million million.
MOST_MONEY = 10**13
MOST_DAYS = 3_650

REFUSALS: Mapping[str, str] = {
    "not-json": "The answer is no JSON (%(seen)s).",
    "no-list": "The answer holds no list of campaigns; a list is wanted, or one under "
    "“campaigns”, “items” or “data”.",
    "not-a-feed": "The answer is no feed (%(seen)s); RSS, Atom or JSON Feed is wanted.",
    "no-items": "None of the %(seen)s entries has a title and a link that begins with http.",
    "too-heavy": "Reading the answer takes more than the %(allowed)s MB of memory allowed.",
}
"""Reason codes and their sentences, to be filled with the values of a NotTaken."""


class NotTaken(PictureRefused):
    """An answer that is not taken: `code` is one of REFUSALS, `values` fill its sentence."""

    sentences: ClassVar[Mapping[str, str]] = REFUSALS


@dataclass(frozen=True, kw_only=True)
class FeedLimits(PictureLimits):
    """What reading one answer may take."""

    max_bytes: int = 2_000_000
    memory: int = 512
    seconds: float = 10.0


@dataclass(frozen=True, kw_only=True)
class Item:
    """One campaign or headline, plain text throughout; money in whole units of the currency.

    `days_left` counts from the moment of the answer; None where the partner does not say.
    """

    title: str
    link: str
    image: str = ""
    target: int | None = None
    collected: int | None = None
    days_left: int | None = None
    published_at: datetime | None = None
