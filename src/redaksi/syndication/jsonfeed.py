"""JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from typing import Any

from redaksi.syndication.entries import Channel, Entry

FILE, TYPE = "feed.json", "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def written(channel: Channel) -> str:
    """*channel* as JSON."""
    found: dict[str, Any] = {
        "version": VERSION,
        "title": channel.name,
        "home_page_url": channel.base + channel.page,
        "feed_url": channel.base + channel.path(FILE),
        "language": channel.title.language,
        "favicon": f"{channel.base}/favicon.ico",
        "authors": [_author(channel.title.signature, f"{channel.base}/")],
        "items": [_item(one) for one in channel.entries],
    }
    if channel.about:
        found["description"] = channel.about
    return json.dumps(found, ensure_ascii=False)


def _item(one: Entry) -> dict[str, Any]:
    optional = {
        "image": one.image.url if one.image else "", "tags": list(one.categories)
    }  # fmt: skip
    return {
        "id": one.id,
        "url": one.url,
        "title": one.title,
        "content_text": one.summary,
        "date_published": one.published.isoformat("T", "seconds"),
        "date_modified": one.updated.isoformat("T", "seconds"),
        "authors": [_author(name, url) for name, url in one.authors],
        **{name: value for name, value in optional.items() if value},
    }


def _author(name: str, url: str) -> dict[str, str]:
    return {"name": name, "url": url} if url else {"name": name}
