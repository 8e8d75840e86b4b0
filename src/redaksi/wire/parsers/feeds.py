"""RSS and Atom, in all their dialects and broken too, read into items."""

from __future__ import annotations

import html as entities
from io import BytesIO
from typing import Any

import feedparser

from redaksi.lib import strangers
from redaksi.wire.parsers import bodies, entries
from redaksi.wire.sent import LONGEST_LINK, MOST_ITEMS, Answer, Media, NotTaken, Sent

HTML = ("text/html", "application/xhtml+xml")


def parse(body: bytes, *, address: str = "", content_type: str = "") -> Answer:
    """The items of an RSS or Atom answer, in its order; raises NotTaken for anything else."""
    headers = {"content-type": content_type, "content-location": address}
    read = feedparser.parse(
        BytesIO(body), response_headers={name: said for name, said in headers.items() if said},
        sanitize_html=False,
    )  # fmt: skip
    if not read.get("version") and not read.entries:
        raise NotTaken("not-a-feed", seen=strangers.beginning(body))
    found = read.entries
    return Answer(
        title=entries.title(_plain(read.feed, "title")),
        items=tuple(item(one) for one in found[:MOST_ITEMS]),
        left_out=max(0, len(found) - MOST_ITEMS),
    )


def item(one: Any) -> Sent:
    """One entry of feedparser's as an item."""
    summary, body = _summary(one), _body(one)
    return entries.made(
        guid=one.get("id"), title=_plain(one, "title"), summary=summary, body=body or summary,
        link=_link(one), author=one.get("author"),
        published=strangers.stamp(one.get("published_parsed")),
        updated=strangers.stamp(_own(one, "updated_parsed")),
        dated=_dated(one), media=_media(one),
    )  # fmt: skip


def _plain(one: Any, name: str) -> str:
    """A field as HTML: what was sent as plain text is escaped."""
    said = str(one.get(name) or "")
    is_text = (one.get(f"{name}_detail") or {}).get("type") == "text/plain"
    return entities.escape(said, quote=False) if is_text else said


def _summary(one: Any) -> str:
    said = one.get("summary_detail") or {}
    return _as_html(said) if said.get("value") else ""


def _body(one: Any) -> str:
    """The longest of the entry's texts, HTML before plain text."""
    texts = [text for text in one.get("content") or () if text.get("value")]
    texts.sort(key=lambda text: (text.get("type") in HTML, len(text["value"])))
    return _as_html(texts[-1]) if texts else ""


def _as_html(said: Any) -> str:
    value = str(said["value"])
    return value if said.get("type") in HTML else bodies.from_text(value)


def _link(one: Any) -> str:
    """The page of the item, rather than a file that it names."""
    pages = (each.get("href") for each in _all(one, "links") if each.get("rel") == "alternate")
    return str(next(filter(None, pages), None) or one.get("link") or "")


def _dated(one: Any) -> str:
    return str(one.get("published") or _own(one, "updated") or "")


def _own(one: Any, name: str) -> Any:
    """A field that is there: asked for `updated`, feedparser answers with `published` and warns."""
    return dict.get(one, name)


def _media(one: Any) -> list[Media]:
    found = []
    for each in _all(one, "enclosures"):
        found.append((each.get("href"), each.get("type"), each.get("title")))
    for each in _all(one, "media_content"):
        found.append((each.get("url"), each.get("type") or each.get("medium"), ""))
    found += [(each.get("url"), "image", "") for each in _all(one, "media_thumbnail")]
    return [
        Media(url=url, type=strangers.plain(kind, 60), title=strangers.plain(title, 200))
        for address, kind, title in found
        if (url := strangers.link(address, LONGEST_LINK))
    ]


def _all(one: Any, name: str) -> list[Any]:
    return list(one.get(name) or ())
