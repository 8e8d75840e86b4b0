"""A partner's answer read: bytes in, items out; pure, and run in the feed process only.

Everything is a stranger's: text loses its tags and its control characters, links are http or
https, numbers are numbers, and what is too much is left out.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

import feedparser

from redaksi.lib import strangers
from redaksi.partners.answers import (
    LONGEST_LINK,
    LONGEST_TITLE,
    MOST_DAYS,
    MOST_ITEMS,
    MOST_MONEY,
    Item,
    NotTaken,
)

LISTS = ("campaigns", "items", "data")


def campaigns(body: bytes) -> list[Item]:
    """The campaigns of a JSON answer, in its order; raises NotTaken."""
    found = _json(body)
    if isinstance(found, dict):
        found = next((found[name] for name in LISTS if isinstance(found.get(name), list)), None)
    if not isinstance(found, list):
        raise NotTaken("no-list")
    entries = [one for one in found[: MOST_ITEMS * 4] if isinstance(one, dict)]
    return _usable((_campaign(one) for one in entries), len(found))


def headlines(body: bytes) -> list[Item]:
    """The headlines of an RSS, Atom or JSON Feed answer, in its order; raises NotTaken."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        found = _json(body)
        entries = found.get("items") if isinstance(found, dict) else None
        if not isinstance(entries, list):
            raise NotTaken("not-a-feed", seen="JSON")
        mine = [one for one in entries[: MOST_ITEMS * 4] if isinstance(one, dict)]
        return _usable((_json_headline(one) for one in mine), len(entries))
    read = feedparser.parse(BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    if not read.get("version") and not read.entries:
        raise NotTaken("not-a-feed", seen=strangers.beginning(body))
    return _usable((_headline(one) for one in read.entries[: MOST_ITEMS * 4]), len(read.entries))


def _campaign(one: dict[str, Any]) -> Item | None:
    return _item(
        one.get("title"), one.get("link") or one.get("url"), image=_link(one.get("image")),
        target=_money(one.get("target")), collected=_money(one.get("collected")),
        days_left=_days(one.get("days_left")),
    )  # fmt: skip


def _json_headline(one: dict[str, Any]) -> Item | None:
    link = one.get("url") or one.get("external_url")
    return _item(one.get("title"), link, published_at=strangers.moment(one.get("date_published")))


def _headline(one: Any) -> Item | None:
    return _item(one.get("title"), one.get("link"), published_at=_stamp(one))


def _stamp(one: Any) -> datetime | None:
    parsed = one.get("published_parsed")
    if not parsed and "updated_parsed" in one:
        parsed = one["updated_parsed"]
    return strangers.stamp(parsed)


def _item(title: object, link: object, **more: Any) -> Item | None:
    said, leads = plain(title), _link(link)
    return Item(title=said, link=leads, **more) if said and leads else None


def _usable(items: Iterator[Item | None], seen: int) -> list[Item]:
    unique: dict[str, Item] = {}
    for one in items:
        if one and one.link not in unique and len(unique) < MOST_ITEMS:
            unique[one.link] = one
    if not unique and seen:
        raise NotTaken("no-items", seen=seen)
    return list(unique.values())


def plain(text: object) -> str:
    """*text* as one line of plain text, no longer than a title."""
    return strangers.plain(text, LONGEST_TITLE)


def _link(text: object) -> str:
    return strangers.link(text, LONGEST_LINK)


def _money(value: object) -> int | None:
    number = _number(value)
    return None if number is None else min(round(number), MOST_MONEY)


def _days(value: object) -> int | None:
    number = _number(value)
    return None if number is None else min(int(number), MOST_DAYS)


def _number(value: object) -> float | int | None:
    if isinstance(value, str) and re.fullmatch(r"\d{1,15}(?:\.\d{1,4})?", value.strip()):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if math.isfinite(value) and value >= 0 else None


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except RecursionError:
        raise NotTaken("not-json", seen="too deep") from None
    except ValueError:
        raise NotTaken("not-json", seen=strangers.beginning(body)) from None
