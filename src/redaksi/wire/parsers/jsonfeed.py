"""JSON Feed, versions 1 and 1.1 (jsonfeed.org), read into items."""

from __future__ import annotations

import html as entities
import json
from typing import Any

from redaksi.lib import strangers
from redaksi.wire.parsers import bodies, entries
from redaksi.wire.sent import LONGEST_LINK, MOST_ITEMS, Answer, Media, NotTaken, Sent


def parse(body: bytes) -> Answer:
    """The items of a JSON Feed, in its order; raises NotTaken for anything else."""
    feed = _json(body)
    found = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(found, list):
        raise NotTaken("not-a-feed", seen="JSON without a list of items")
    return Answer(
        title=entries.title(_text(feed.get("title"))),
        items=tuple(item(one) for one in found[:MOST_ITEMS] if isinstance(one, dict)),
        left_out=max(0, len(found) - MOST_ITEMS),
    )


def item(one: dict[str, Any]) -> Sent:
    """One entry of the feed as an item."""
    words = one.get("content_text")
    body = one.get("content_html") or (bodies.from_text(words) if isinstance(words, str) else "")
    summary = _text(one.get("summary"))
    return entries.made(
        guid=one.get("id"), title=_text(one.get("title")), summary=summary,
        body=body if isinstance(body, str) and body else summary,
        link=strangers.link(one.get("url"), LONGEST_LINK) or one.get("external_url"),
        author=_author(one), published=strangers.moment(one.get("date_published")),
        updated=strangers.moment(one.get("date_modified")),
        dated=one.get("date_published") or one.get("date_modified"), media=_media(one),
    )  # fmt: skip


def _text(said: object) -> str:
    """Plain text of the feed as HTML."""
    return entities.escape(said, quote=False) if isinstance(said, str) else ""


def _author(one: dict[str, Any]) -> str:
    found = one.get("authors")
    named = found if isinstance(found, list) else [one.get("author")]
    names = (each.get("name") for each in named if isinstance(each, dict))
    return ", ".join(name for name in names if isinstance(name, str) and name)


def _media(one: dict[str, Any]) -> list[Media]:
    found = [(one.get("image"), "image", ""), (one.get("banner_image"), "image", "")]
    attached = one.get("attachments")
    for each in attached if isinstance(attached, list) else ():
        if isinstance(each, dict):
            found.append((each.get("url"), each.get("mime_type") or "", each.get("title") or ""))
    return [
        Media(url=url, type=strangers.plain(kind, 60), title=strangers.plain(title, 200))
        for address, kind, title in found
        if (url := strangers.link(address, LONGEST_LINK))
    ]


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except RecursionError:
        raise NotTaken("not-json", seen="too deep") from None
    except ValueError:
        raise NotTaken("not-json", seen=strangers.beginning(body)) from None
