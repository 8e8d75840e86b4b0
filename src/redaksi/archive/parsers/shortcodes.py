"""WordPress shortcodes: those with a meaning here are taken out of the text before it is read.

Each leaves a mark of two noncharacters around its number, so that it survives the cleaning of the
HTML at its place in the text. A mark in a place where shortcodes mean nothing is put back as it
was. Other shortcodes stay in the text as they were written.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

KNOWN = ("caption", "wp_caption", "gallery", "embed", "audio", "video", "playlist")
ENCLOSING = {"caption", "wp_caption", "embed"}
SHORTCODE = re.compile(r"(\[)?\[(/)?(" + "|".join(KNOWN) + r")(?![\w-])([^\[\]]*+)\](\])?")
ATTRIBUTE = re.compile(r"""([\w-]+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'\]]++))|(\S++)""")
OTHER = re.compile(r"\[(/?)([a-zA-Z][\w-]{1,40})(\s[^\[\]<>]{0,500})?/?\]")
MARK = re.compile("\ufdd0([0-9]{1,9})\ufdd1")
STRAIGHT = str.maketrans({"“": '"', "”": '"', "″": '"', "‘": "'", "’": "'"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Shortcode:
    """One opening or closing mark: its name, attributes and the text it was written as.

    ``attributes[""]`` holds the values without a name, separated by spaces.
    """

    name: str
    closing: bool
    attributes: dict[str, str]
    raw: str


def hide(text: str, taken: list[Shortcode]) -> str:
    """Put marks in the place of the known shortcodes; an enclosing one only with its end.

    What was taken out is added to ``taken``; a mark is its number there.
    """
    text = text.replace("\ufdd0", "").replace("\ufdd1", "")
    if "[" not in text:
        return text
    paired = _paired(text)

    def mark(found: re.Match[str]) -> str:
        if found[1] and found[5]:
            return found[0][1:-1]
        if found[3] in ENCLOSING and found.start() not in paired:
            return found[0]
        before, after = found[1] or "", found[5] or ""
        taken.append(_read(found))
        return f"{before}\ufdd0{len(taken) - 1}\ufdd1{after}"

    return SHORTCODE.sub(mark, text)


def restore(text: str, taken: Sequence[Shortcode]) -> str:
    """Put the shortcodes back as they were written."""
    if "\ufdd0" not in text:
        return text
    return MARK.sub(lambda found: one.raw if (one := marked(found[1], taken)) else "", text)


def marked(number: str, taken: Sequence[Shortcode]) -> Shortcode | None:
    """The shortcode that a mark stands for; None for one that only came as an entity."""
    return taken[int(number)] if int(number) < len(taken) else None


def others(text: str) -> list[str]:
    """Names of shortcodes nobody here knows: with an attribute, or closed further on."""
    closed = {found[2] for found in OTHER.finditer(text) if found[1]}
    seen: dict[str, None] = {}
    for found in OTHER.finditer(text):
        if found[2] not in KNOWN and ("=" in (found[3] or "") or found[2] in closed):
            seen[found[2]] = None
    return list(seen)


def _paired(text: str) -> set[int]:
    """Where the opening and closing marks stand that belong together."""
    open_at: dict[str, int] = {}
    paired: set[int] = set()
    for found in SHORTCODE.finditer(text):
        if found[1] and found[5]:
            continue
        if not found[2]:
            open_at[found[3]] = found.start()
        elif (start := open_at.pop(found[3], None)) is not None:
            paired |= {start, found.start()}
    return paired


def _read(found: re.Match[str]) -> Shortcode:
    written = html.unescape(found[4]).translate(STRAIGHT)
    attributes: dict[str, str] = {}
    for name, double, single, bare, loose in ATTRIBUTE.findall(written):
        if name:
            attributes.setdefault(name.lower(), double or single or bare)
        else:
            attributes[""] = f"{attributes.get('', '')} {loose}".strip(" /")
    raw = f"[{found[2] or ''}{found[3]}{found[4]}]"
    return Shortcode(name=found[3], closing=bool(found[2]), attributes=attributes, raw=raw)
