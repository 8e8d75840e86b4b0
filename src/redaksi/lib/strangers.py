"""What strangers sent, made harmless: text without tags, addresses of the web, moments with a zone.

Pure; for the processes that read feeds. Everything takes any value: what is none of the kind
becomes empty.
"""

from __future__ import annotations

import html
import re
from calendar import timegm
from datetime import UTC, datetime
from urllib.parse import urlsplit

import nh3

# Control characters, and those that make text read backwards or hide in it.
UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff"
    r"\ud800-\udfff]"
)
_NOT_IN_LINKS = re.compile(r"[\s\x00-\x20\x7f\\<>\"]")


def plain(text: object, longest: int) -> str:
    """*text* without tags, entities, control characters and line breaks, cut at a word."""
    if not isinstance(text, str):
        return ""
    bare = nh3.clean(text[: longest * 20], tags=set())
    return cut(html.unescape(bare), longest)


def cut(text: str, longest: int) -> str:
    """Plain *text* as one line without control characters, cut at a word."""
    said = " ".join(UNSEEN.sub(" ", text).split())
    if len(said) <= longest:
        return said
    return (said[: longest - 1].rpartition(" ")[0] or said[: longest - 1]) + "…"


def link(text: object, longest: int) -> str:
    """An address of http or https with a host and without a password, or nothing."""
    if not isinstance(text, str) or len(text) > longest:
        return ""
    text = text.strip()
    if _NOT_IN_LINKS.search(text):
        return ""
    try:
        parts = urlsplit(text)
        named = parts.scheme in ("http", "https") and parts.hostname and not parts.username
    except ValueError:
        return ""
    return text if named else ""


def moment(value: object) -> datetime | None:
    """The moment of an ISO text with a zone, in UTC."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
        return found.astimezone(UTC) if found and found.utcoffset() is not None else None
    except (ValueError, OverflowError):
        return None


def stamp(parsed: object) -> datetime | None:
    """The moment of a ``struct_time`` in UTC, as feedparser hands it out."""
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def beginning(body: bytes) -> str:
    """How *body* begins, for a sentence that says why it was not read."""
    return "it begins with " + ascii(body[:20].decode("latin-1"))
