"""The three formats of a feed, read back by programs of others; and the rules that each must keep.

The rules are those that the W3C Feed Validation Service checks, of RSS 2.0, RFC 4287 and JSON Feed
1.1, as far as a newspaper's feed can break them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree.ElementTree import Element

import feedparser
from defusedxml.ElementTree import fromstring
from django.test import Client

ATOM = "{http://www.w3.org/2005/Atom}"
TYPES = {
    "rss.xml": "application/rss+xml", "atom.xml": "application/atom+xml",
    "feed.json": "application/feed+json",
}  # fmt: skip
#: RFC 4151.
TAG_URI = re.compile(r"tag:[a-z0-9.-]+,\d{4}(?:-\d\d){0,2}:[\w:/.-]+")
RFC_822 = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")


def body(reader: Client, page: str, file: str) -> bytes:
    answer = reader.get(f"{page}feed/{file}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == f"{TYPES[file]}; charset=utf-8"
    return answer.content


def entries(reader: Client, page: str, file: str) -> list[dict[str, Any]]:
    """id, title, url, published, updated and authors of each entry, in order."""
    octets = body(reader, page, file)
    return list(_of_json(octets) if file == "feed.json" else _of_xml(octets))


def _of_xml(octets: bytes) -> Iterator[dict[str, Any]]:
    read = feedparser.parse(octets)
    assert not read.bozo, read.get("bozo_exception")
    for one in read.entries:
        yield {
            "id": one.id, "title": one.title, "url": one.link,
            "published": one.published_parsed[:6], "updated": one.updated_parsed[:6],
            "author": one.author,
        }  # fmt: skip


def _of_json(octets: bytes) -> Iterator[dict[str, Any]]:
    for one in json.loads(octets)["items"]:
        yield {
            "id": one["id"], "title": one["title"], "url": one["url"],
            "published": _utc(one["date_published"]), "updated": _utc(one["date_modified"]),
            "author": one["authors"][0]["name"],
        }  # fmt: skip


def _utc(written: str) -> tuple[int, ...]:
    return tuple(datetime.fromisoformat(written).utctimetuple())[:6]


def broken_rules(octets: bytes, file: str) -> list[str]:
    """What a validator would say of a feed; empty for a valid one."""
    check = {"rss.xml": _rss, "atom.xml": _atom, "feed.json": _json}[file]
    return list(check(octets))


def _rss(octets: bytes) -> Iterator[str]:
    root = fromstring(octets)
    channel = root.find("channel")
    assert root.tag == "rss" and root.get("version") == "2.0" and channel is not None
    yield from _lacking(channel, "title", "link", "description")
    (own,) = channel.findall(f"{ATOM}link")
    if own.get("rel") != "self" or not str(own.get("href")).startswith("https://"):
        yield "the channel does not say where it is"
    for one in channel.findall("item"):
        yield from _lacking(one, "title", "link", "guid", "pubDate", "description")
        guid = one.find("guid")
        if guid is None or guid.get("isPermaLink") != "false":
            yield "a guid passes for an address"
        if not RFC_822.fullmatch(one.findtext("pubDate") or ""):
            yield f"no date of RFC 822: {one.findtext('pubDate')}"
        parsedate_to_datetime(one.findtext("pubDate") or "")
    yield from _twice([one.findtext("guid") or "" for one in channel.findall("item")])


def _atom(octets: bytes) -> Iterator[str]:
    root = fromstring(octets)
    assert root.tag == f"{ATOM}feed"
    yield from _lacking(root, *(ATOM + name for name in ("id", "title", "updated", "author")))
    for one in (root, *root.findall(f"{ATOM}entry")):
        yield from _lacking(one, *(ATOM + name for name in ("id", "title", "updated", "link")))
        if not TAG_URI.fullmatch(one.findtext(f"{ATOM}id") or ""):
            yield f"no URI of a tag: {one.findtext(f'{ATOM}id')}"
        if datetime.fromisoformat(one.findtext(f"{ATOM}updated") or "").utcoffset() is None:
            yield "a time without a zone"
        alternate = [link for link in one.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        if len(alternate) != 1:
            yield "not one alternate link"
    yield from _twice([one.findtext(f"{ATOM}id") or "" for one in root.findall(f"{ATOM}entry")])


def _json(octets: bytes) -> Iterator[str]:
    found = json.loads(octets)
    if found["version"] != "https://jsonfeed.org/version/1.1":
        yield "another version"
    yield from (f"no {name}" for name in ("title", "items", "feed_url") if name not in found)
    for one in found["items"]:
        if not (isinstance(one["id"], str) and one.get("content_text")):
            yield "an item without id or content"
        if datetime.fromisoformat(one["date_published"]).utcoffset() is None:
            yield "a time without a zone"
    yield from _twice([one["id"] for one in found["items"]])


def _lacking(element: Element, *names: str) -> Iterator[str]:
    for name in names:
        found = element.find(name)
        if found is None or not (found.text or found.attrib or len(found)):
            yield f"{element.tag} lacks {name}"


def _twice(ids: list[str]) -> Iterator[str]:
    if len(ids) != len(set(ids)):
        yield "an id stands twice"
