"""The style sheet of a page: one file made of the parts that its kind uses, inlined whole.

Inlining saves a round trip before the first line of text (measured in the look); the strict
policy allows the sheet by its hash.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.templatetags.static import static

FOLDER = Path(__file__).parent / "css"
FRAME = ("tokens", "base", "frame")
KINDS = {
    "front": (*FRAME, "cards", "blocks", "front", "print"),
    "list": (*FRAME, "cards", "blocks", "list", "notices", "story", "share", "print"),
    "search": (*FRAME, "cards", "blocks", "list", "notices", "search", "print"),
    "section": (*FRAME, "cards", "blocks", "front", "list", "notices", "story", "share", "print"),
    "story": (*FRAME, "cards", "blocks", "list", "notices", "story", "prose", "share", "print"),
    "lite": ("lite",),
    "epaper": (
        *FRAME, "cards", "blocks", "list", "notices", "story", "prose", "epaper", "share", "print",
    ),
}  # fmt: skip
#: Kinds of page that share another's sheet.
SHARED = {"plain": "story"}
ROMAN, ITALIC = (
    "redaksi/font/source-serif-4-400-700.woff2",
    "redaksi/font/source-serif-4-italic.woff2",
)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A finished style sheet, its digest for the policy, and the font to fetch early ("" none)."""

    css: str
    sha256: str
    font: str


def named(kind: str) -> str:
    """The sheet of the pages of *kind*."""
    return SHARED.get(kind, kind)


@cache
def sheet(kind: str, *, fonts: bool = True) -> Sheet:
    """The sheet of the pages of *kind*; without *fonts* for a reader who saves data."""
    css = (_faces() if fonts else "") + "".join(_small(_read(part)) for part in KINDS[named(kind)])
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return Sheet(css=css, sha256=digest, font=static(ROMAN) if fonts else "")


def _faces() -> str:
    return _face(ROMAN, "400 700") + _face(ITALIC, "400", ";font-style:italic")


def _face(file: str, weight: str, more: str = "") -> str:
    said = f'font-family:"Serif R";src:url({static(file)}) format("woff2");font-weight:{weight}'
    return f"@font-face{{{said};font-display:swap{more}}}"


def _read(part: str) -> str:
    return (FOLDER / f"{part}.css").read_text(encoding="utf-8")


def _small(css: str) -> str:
    """*css* without comments and the white space that only people need."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    return re.sub(r":\s+", ":", css).replace(";}", "}").strip()
