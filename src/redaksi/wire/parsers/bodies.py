"""The text of an item as plain blocks: paragraphs, headings, quotes, lists; pure.

``clean`` makes of any HTML the HTML that is kept: blocks below one another, never inside each
other, with bold, italic, links, superscript and subscript in them. ``blocks`` reads that again.
"""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

from redaksi.lib.markup import shallow
from redaksi.lib.strangers import UNSEEN, link
from redaksi.wire.sent import LONGEST_LINK

INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i", "a": "a", "sup": "sup", "sub": "sub"}
LISTS = ("ul", "ol")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
CELLS = ("td", "th")
ALLOWED = {
    *INLINE, *LISTS, *HEADINGS, *CELLS, "li", "br", "p", "div", "blockquote", "pre", "tr", "dt",
    "dd", "section", "article", "figcaption", "address", "hr", "center", "table",
}  # fmt: skip
#: Elements whose text is no text of the item.
MUTE = {
    "script", "style", "title", "head", "form", "select", "button",
    "svg", "math", "template", "textarea",
}  # fmt: skip
#: Their tags go first, so that a parser of browsers does not swallow the text behind an open one.
_FRAMES = re.compile(
    r"</?(?:iframe|object|embed|applet|frameset|frame|noframes|noscript)\b[^>]*>", re.IGNORECASE
)
_KEPT_BREAKS = re.compile(r"\n[ \t\r]*\n\s*")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, kw_only=True)
class Block:
    """One block: ``kind`` is p, heading, quote, ul or ol; a list has ``items``, the rest html."""

    kind: str
    html: str = ""
    items: tuple[str, ...] = ()


def clean(html: str) -> str:
    """*html* of a stranger as the HTML that is kept."""
    return "".join(map(_written, blocks(html)))


def from_text(text: str) -> str:
    """Plain *text* as the HTML that is kept; an empty line parts its paragraphs."""
    parts = _KEPT_BREAKS.split(text)
    lines = (entities.escape(part.strip(), quote=False).replace("\n", "<br>") for part in parts)
    return clean("".join(f"<p>{line}</p>" for line in lines))


def blocks(html: str) -> list[Block]:
    """The blocks of *html*."""
    bare = nh3.clean(
        shallow(_FRAMES.sub(" ", html)), tags=ALLOWED, clean_content_tags=MUTE,
        attributes={"a": {"href"}}, url_schemes={"http", "https"}, link_rel=None,
    )  # fmt: skip
    reader = _Blocks()
    reader.feed(bare)
    reader.close()
    return reader.found()


def text(html: str) -> str:
    """The words of kept *html*, a line for each block."""
    lines = (
        _TAG.sub("", one.replace("<br>", " ")) for block in blocks(html) for one in _parts(block)
    )
    return "\n".join(entities.unescape(line) for line in lines)


def _parts(block: Block) -> tuple[str, ...]:
    return block.items or (block.html,)


def _written(block: Block) -> str:
    if block.kind in LISTS:
        return f"<{block.kind}>{''.join(f'<li>{one}</li>' for one in block.items)}</{block.kind}>"
    tag = {"heading": "h3", "quote": "blockquote"}.get(block.kind, "p")
    return f"<{tag}>{block.html}</{tag}>"


@dataclass
class _List:
    kind: str
    items: list[str] = field(default_factory=list)


class _Blocks(HTMLParser):
    """Reads cleaned HTML into blocks; an inline element that spans blocks is opened in each."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[Block | _List] = []
        self._line: list[str] = []
        self._inline: list[tuple[str, str]] = []
        self._lists: list[str] = []
        self._making: _List | None = None
        self._kind = "p"
        self._quotes = 0

    def found(self) -> list[Block]:
        self._end()
        return [
            Block(kind=one.kind, items=tuple(one.items)) if isinstance(one, _List) else one
            for one in self._blocks
            if not isinstance(one, _List) or one.items
        ]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in INLINE:
            self._open(INLINE[tag], attrs)
        elif tag == "br":
            self._break()
        elif tag in CELLS:
            self._line += [" | "] if self._says() else []
        else:
            self._end()
            self._begin(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in INLINE:
            self._shut(INLINE[tag])
        elif tag not in (*CELLS, "br"):
            self._end()
            self._kind = "p"
            if tag == "blockquote":
                self._quotes = max(0, self._quotes - 1)
            elif tag in LISTS and self._lists:
                self._lists.pop()
                self._making = self._making if self._lists else None

    def handle_data(self, data: str) -> None:
        said = re.sub(r"\s+", " ", UNSEEN.sub(" ", data))
        self._line.append(entities.escape(said, quote=False))

    def _begin(self, tag: str) -> None:
        if tag in LISTS:
            if not self._lists:
                self._making = _List(tag)
                self._blocks.append(self._making)
            self._lists.append(tag)
        elif tag == "blockquote":
            self._quotes += 1
        self._kind = "heading" if tag in HEADINGS else "p"

    def _open(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = f"<{tag}>"
        if tag == "a":
            address = link(dict(attrs).get("href"), LONGEST_LINK)
            if not address:
                return
            start = f'<a href="{entities.escape(address)}">'
        self._inline.append((tag, start))
        self._line.append(start)

    def _shut(self, tag: str) -> None:
        if tag not in (one for one, _start in self._inline):
            return
        again: list[tuple[str, str]] = []
        while True:
            one = self._inline.pop()
            self._line.append(f"</{one[0]}>")
            if one[0] == tag:
                break
            again.insert(0, one)
        self._inline += again
        self._line += [start for _tag, start in again]

    def _break(self) -> None:
        """One break is kept, a second one parts paragraphs."""
        said = "".join(self._line).rstrip()
        if said.endswith("<br>"):
            self._line = [said.removesuffix("<br>")]
            self._end()
        elif self._says():
            self._line.append("<br>")

    def _says(self) -> bool:
        return bool(_TAG.sub("", "".join(self._line)).strip())

    def _end(self) -> None:
        """Close the block under way and keep it, unless it says nothing."""
        said = self._says()
        shut = "".join(f"</{tag}>" for tag, _start in reversed(self._inline))
        html = re.sub(r"(?:\s*<br>)+$", "", "".join(self._line).strip()) + shut
        self._line = [start for _tag, start in self._inline]
        if not said:
            return
        html = re.sub(r"<(b|i|sup|sub)></\1>|<a [^>]*></a>", "", html)
        if self._making is not None:
            self._making.items.append(html)
            return
        kind = "quote" if self._quotes and self._kind == "p" else self._kind
        if kind == "heading":
            html = _TAG.sub("", html.replace("<br>", " "))
        self._blocks.append(Block(kind=kind, html=html))
