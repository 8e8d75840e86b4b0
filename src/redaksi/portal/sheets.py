"""The style sheet of a page: one file made of the parts that its kind uses, inlined whole, in the
newspaper's look; its folder's ``theme/theme.css`` comes last and so wins.

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

from django.conf import settings
from django.templatetags.static import static

from redaksi.stylebook import theme
from redaksi.stylebook.theme import Theme

FOLDER = Path(__file__).parent / "css"
FRAME = ("tokens", "base", "frame", "spot", "consent")
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
#: A file of the static folder, as a newspaper's own sheet names it.
_OWN_FILE = re.compile(r"""url\(["']?/static/([^)"']+)["']?\)""")
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
def sheet(kind: str, *, fonts: bool = True, look: Theme = Theme()) -> Sheet:  # noqa: B008 (frozen)
    """The sheet of the pages of *kind* in *look*; without *fonts* for a reader who saves data."""
    name = named(kind)
    parts = [_faces(look) if fonts else "", *(_part(part, look) for part in KINDS[name])]
    css = "".join([*parts, _own() if name != "lite" else ""])
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return Sheet(css=css, sha256=digest, font=_early(look) if fonts else "")


def _part(part: str, look: Theme) -> str:
    """One file of ours; the newspaper's own colours follow the house's."""
    return _small(_read(part)) + (theme.css(look) if part == "tokens" else "")


@cache
def _own() -> str:
    """The newspaper's own sheet, read once; its files get the names under which they are kept."""
    file = Path(settings.THEME_SHEET)
    if not file.is_file():
        return ""
    return _OWN_FILE.sub(_kept, _small(file.read_text(encoding="utf-8")))


def _kept(found: re.Match[str]) -> str:
    return f"url({static(found[1])})"


def _faces(look: Theme) -> str:
    """What the pages must know of the files of the faces that *look* uses."""
    ours = _face(ROMAN, "400 700") + _face(ITALIC, "400", ";font-style:italic")
    files = [one for one in dict.fromkeys(look.faces) if one not in theme.STACKS]
    own = "".join(_face(one, "100 900", family=theme.family(one)) for one in files)
    return (ours if "serif" in look.faces else "") + own


def _early(look: Theme) -> str:
    """The file of the face that headlines are set in; "" for a face that every machine has."""
    if look.head_face == "serif":
        return static(ROMAN)
    return "" if look.head_face in theme.STACKS else static(look.head_face)


def _face(file: str, weight: str, more: str = "", family: str = "Serif R") -> str:
    said = f'font-family:"{family}";src:url({static(file)}) format("woff2");font-weight:{weight}'
    return f"@font-face{{{said};font-display:swap{more}}}"


def _read(part: str) -> str:
    return (FOLDER / f"{part}.css").read_text(encoding="utf-8")


def _small(css: str) -> str:
    """*css* without comments and the white space that only people need."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    return re.sub(r":\s+", ":", css).replace(";}", "}").strip()
