"""Slugs: the readable end of an address, from a headline in any script."""

import re
import unicodedata

# Letters of any script to ASCII, so that a headline in Arabic or Chinese has an address people can
# read and type.
from anyascii import anyascii

FALLBACK = "berita"
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_OTHER = re.compile(r"[^a-z0-9]+")


def slug(text: str, limit: int = 80) -> str:
    """``text`` as ``[a-z0-9-]``, at most ``limit`` characters, cut at a word, never empty.

    Apostrophes join (``Qur'an`` → ``quran``), pictures and signs fall away, and a text of which
    nothing is left is ``berita``.
    """
    if limit < len(FALLBACK):
        raise ValueError(f"A slug of {limit} characters is too short; {len(FALLBACK)} are needed.")
    ascii_text = anyascii(_without_pictures(text)).lower()
    whole = _OTHER.sub("-", _APOSTROPHES.sub("", ascii_text)).strip("-")
    return _cut(whole, limit) or FALLBACK


def _without_pictures(text: str) -> str:
    """Leaves out signs that are no letters: anyascii would spell an emoji's name."""
    return "".join(" " if _is_picture(char) else char for char in text)


def _is_picture(char: str) -> bool:
    return not char.isascii() and unicodedata.category(char) in ("So", "Sk", "Sm", "Cs", "Co")


def _cut(whole: str, limit: int) -> str:
    if len(whole) <= limit:
        return whole
    words, hyphen, _ = whole[: limit + 1].rpartition("-")
    return words if hyphen else whole[:limit]
