"""What an address of an old WordPress site may stand for; pure.

An importer keeps one plain path for each thing (:func:`key`); the many ways in which readers,
feeds and search engines wrote it are undone here when the address is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

LONGEST = 700  # as OldAddress.path
_FEED = re.compile(r"/(?:feed(?:/(?:rss2?|rdf|atom))?|rss2?\.xml|atom\.xml)$")
_ENDING = re.compile(r"/(?:amp|embed|trackback|page/\d{1,6}|comment-page-\d{1,6}|\d{1,3})$")
_SIZE = re.compile(r"-(?:\d{1,5}x\d{1,5}|scaled|rotated|e\d{8,14})(?=\.[a-zA-Z0-9]{2,5}$)")
_DAY = re.compile(r"/(\d{4})(?:/(\d{2}))?(?:/(\d{2}))?$")
_MONTH = re.compile(r"(\d{4})(\d{2})(\d{2})?$")
_NUMBERED = ("p", "page_id", "attachment_id", "cat", "author")


@dataclass(frozen=True, kw_only=True)
class Old:
    """A key to look up among the old addresses, and whether the thing's feed was asked for."""

    key: str
    feed: bool = False


def key(path: str) -> str:
    """The one spelling of *path* (may be percent-encoded) under which an old address is kept."""
    plain = unquote(path).strip()
    plain = re.sub(r"/{2,}", "/", "/" + plain.lstrip("/"))
    return (plain.rstrip("/") or "/")[:LONGEST]


def candidates(path: str, query: Mapping[str, str]) -> Iterator[Old]:
    """The keys that *path* with *query* may have been kept under, likeliest first.

    ``/2020/08/17/slug/amp/`` gives ``/2020/08/17/slug/amp`` and ``/2020/08/17/slug``; the size of
    an upload (``-300x200``) and a page number fall away; ``?page_id=4`` is ``/?page_id=4``.
    """
    feed = "feed" in query
    for name in _NUMBERED:
        number = query.get(name, "")
        if number.isascii() and number.isdigit() and len(number) < 19:
            yield Old(key=f"/?{name}={int(number)}", feed=feed)
    if query.get("tag"):
        yield Old(key=key(f"/tag/{query['tag']}"), feed=feed)
    yield from _shortened(key(path).removeprefix("/index.php") or "/", feed)


def direct(path: str, query: Mapping[str, str]) -> str | None:
    """Where an old address leads that stands for no single thing: the site's feed, an archive."""
    plain = key(path)
    if plain in ("/feed", "/rss", "/feed/rss", "/feed/rss2", "/feed/rdf", "/comments/feed"):
        return "/feed/rss.xml"
    if plain in ("/feed/atom", "/atom"):
        return "/feed/atom.xml"
    if plain == "/" and query.get("feed"):
        return "/feed/atom.xml" if query["feed"] == "atom" else "/feed/rss.xml"
    found = _MONTH.match(query.get("m", "")) if plain == "/" else _DAY.match(plain)
    return _archive(*found.groups()) if found else None


def _shortened(plain: str, feed: bool) -> Iterator[Old]:
    """The key itself, then without each ending in turn."""
    yield Old(key=plain, feed=feed)
    if "." in plain:
        whole = _SIZE.sub("", plain)
        if whole != plain:
            yield Old(key=whole)
    for _ in range(3):
        shorter = _FEED.sub("", plain)
        feed = feed or shorter != plain
        shorter = _ENDING.sub("", shorter) if shorter == plain else shorter
        if shorter in (plain, ""):
            return
        plain = shorter
        yield Old(key=plain, feed=feed)


def _archive(year: str, month: str | None, day: str | None) -> str | None:
    if not 1990 <= int(year) <= 2100 or (month and not 1 <= int(month) <= 12):
        return None
    parts = [part for part in (year, month or "01", day) if part]
    return f"/archive/{'/'.join(parts)}/"
