"""Text that came inside a picture file, made plain: the wash that every metadata value passes."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable

Value = str | tuple[str, ...] | dt.date | None
Fields = dict[str, Value]

_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
# Bidirectional overrides make a credit read backwards on a page; joiners stay, scripts need them.
_HIDDEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200b\u00ad")


def one_line(text: str, limit: int) -> str:
    """Wash text into one line of at most `limit` characters: single spaces, NFC."""
    return cut(" ".join(_printable(text).split()), limit)


def paragraphs(text: str, limit: int) -> str:
    """Wash text of at most `limit` characters and keep its line breaks (one empty line at most)."""
    lines = (line.strip() for line in _SPACES.sub(" ", _printable(text)).split("\n"))
    return cut(_EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip(), limit)


def lines(texts: Iterable[str], limit: int, most: int) -> tuple[str, ...]:
    """Wash a list: one line each, empty and doubled entries dropped, at most `most` of them."""
    washed = dict.fromkeys(one_line(text, limit) for text in texts)
    return tuple(text for text in washed if text)[:most]


def cut(text: str, limit: int) -> str:
    """Shorten text to `limit` characters at a word, with an ellipsis; a shorter one stays."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    word, _, tail = head.rpartition(" ")
    return (word if word and len(tail) < limit // 2 else head).rstrip() + "…"


def _printable(text: str) -> str:
    text = unicodedata.normalize("NFC", _BREAKS.sub("\n", text))
    return "".join(_kept(character) for character in text)


def _kept(character: str) -> str:
    if character in "\n\t ":
        return character
    if character in _HIDDEN or unicodedata.category(character) in {"Cc", "Cs", "Cn", "Co"}:
        return ""
    return character
