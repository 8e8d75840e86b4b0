"""What a program puts on the clipboard, as tokens of plain HTML; pure.

Word says with styles what HTML has tags for: lists, quotes, titles. Google Docs and mail programs
say bold with a ``span``. Here all of it becomes the tags that the writer of blocks knows, and what
a program only tells itself (``mso-…``, VML, comments, marks that nobody sees) is gone.
"""

import re
from dataclasses import dataclass, field

import nh3

from redaksi.archive.parsers import links, markup
from redaksi.archive.parsers.markup import BLOCK, INLINE, VOID, Close, Open, Text, Token
from redaksi.archive.parsers.names import names

ATTRIBUTES = {
    **{tag: set(allowed) for tag, allowed in markup.ATTRIBUTES.items()},
    "*": {"class", "style", "role"},
}
UNSEEN = set(names("script style title xml template"))
HEADINGS = names("h1 h2 h3 h4 h5 h6")
LISTS = names("ul ol")
STRUCK = names("s strike del")
QUOTED = names("MsoQuote MsoIntenseQuote")
TITLED = names("MsoTitle")
#: Spaces that only keep words apart, and characters that turn or hide the text around them.
PLAIN = str.maketrans(
    {"\xa0": " ", **dict.fromkeys("\xad\u200b\u2060\ufeff\ufdd0\ufdd1"),
     **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")}
)  # fmt: skip
NUMBERED = re.compile(r"\s*\(?(?:\d+|[a-zA-Z]{1,4})[.)]")
LEVEL = re.compile(r"\blevel([1-9])\b")


@dataclass(kw_only=True, slots=True)
class Frame:
    """An element that is open: what it hands on when it ends, and how its text is read."""

    tag: str
    ends: list[Token] = field(default_factory=list)
    hidden: bool = False
    breaks: bool = False  # whether a new line in the source is one on the page


def read(source: str, *, struck: str = "struck out") -> list[Token]:
    """The tokens of clipboard HTML; what was struck out is told in words: ``[struck out: …]``."""
    return Clipboard(source, struck).read()


def cleaned(source: str) -> str:
    """Regular, harmless HTML that still has its styles."""
    return nh3.clean(
        markup.tamed(source),
        tags=set(INLINE | VOID | BLOCK),
        clean_content_tags=UNSEEN,
        attributes=ATTRIBUTES,
        link_rel=None,
        url_schemes=markup.SCHEMES,
    )


class Clipboard:
    """Walks over the elements once; ``around`` are lists and quotes that only styles spoke of."""

    def __init__(self, source: str, struck: str) -> None:
        self.tokens = list(markup.tokens(cleaned(source)))
        self.struck = struck
        self.frames = [Frame(tag="")]
        self.around: list[str] = []
        self.out: list[Token] = []

    def read(self) -> list[Token]:
        for at, token in enumerate(self.tokens):
            if isinstance(token, Text):
                self._text(token.text)
            elif isinstance(token, Open):
                self._open(at, token)
            elif isinstance(token, Close):
                self._close(token.tag)
        self._inside([])
        return self.out

    def _text(self, text: str) -> None:
        here = self.frames[-1]
        if here.hidden:
            return
        for number, row in enumerate(text.split("\n") if here.breaks else [text]):
            if number:
                self.out.append(Open("br", {}))
            self.out.append(Text(row.translate(PLAIN)))

    def _open(self, at: int, token: Open) -> None:
        styles = _styles(token.attributes.get("style", ""))
        here = self.frames[-1]
        if token.tag in VOID:
            if not here.hidden and "Apple-interchange" not in token.attributes.get("class", ""):
                self.out.append(token)
            return
        frame = Frame(tag=token.tag, hidden=here.hidden or _unseen(styles), breaks=here.breaks)
        if "white-space" in styles:
            frame.breaks = styles["white-space"].startswith(("pre", "break-spaces"))
        self.frames.append(frame)
        if not frame.hidden:
            self._begin(at, token, styles, frame)

    def _begin(self, at: int, token: Open, styles: dict[str, str], frame: Frame) -> None:
        if token.tag in BLOCK:
            token = self._placed(at, token, styles)
        opened = [token, *_meant(token.tag, styles)] if _says(token.tag, styles) else []
        if token.tag == "a":
            address = links.direct(token.attributes.get("href", ""))
            opened[0] = Open("a", {"href": address} if address else {})
        if token.tag in STRUCK or "line-through" in styles.get("text-decoration", ""):
            opened = opened[token.tag in STRUCK :]
            self.out.append(Text(f"[{self.struck}: "))
            frame.ends.append(Text("]"))
        self.out += opened
        frame.ends = [*(Close(one.tag) for one in reversed(opened)), *frame.ends]

    def _placed(self, at: int, token: Open, styles: dict[str, str]) -> Open:
        """A block in the list or quote it belongs to, as the tag that it is meant to be."""
        classes = set(token.attributes.get("class", "").split())
        level = LEVEL.search(styles.get("mso-list", ""))
        if token.tag == "p" and level:
            kind = "ol" if NUMBERED.match(self._marker(at)) else "ul"
            deep = int(level[1])
            above = [*self.around[: deep - 1], *[kind] * deep][: deep - 1]
            self._inside([*(one if one in LISTS else kind for one in above), kind])
            return token._replace(tag="li")
        self._inside(["blockquote"] if token.tag == "p" and classes & QUOTED else [])
        if token.tag == "p" and (classes & TITLED or token.attributes.get("role") == "heading"):
            return token._replace(tag="h2")
        return token

    def _marker(self, at: int) -> str:
        """The bullet or number that Word wrote before the text of a list's paragraph."""
        seen, inside = "", 0
        for token in self.tokens[at + 1 : at + 30]:
            if isinstance(token, Close) and token.tag == "p":
                break
            if isinstance(token, Open) and token.tag not in VOID:
                ignored = "ignore" in _styles(token.attributes.get("style", "")).get("mso-list", "")
                inside += bool(inside or ignored)
            elif isinstance(token, Close):
                inside = max(0, inside - 1)
            elif isinstance(token, Text) and inside:
                seen += token.text
        return seen

    def _inside(self, wanted: list[str]) -> None:
        same = 0
        while same < min(len(wanted), len(self.around)) and wanted[same] == self.around[same]:
            same += 1
        while len(self.around) > same:
            self.out.append(Close(self.around.pop()))
        for tag in wanted[same:]:
            self.out.append(Open(tag, {}))
            self.around.append(tag)

    def _close(self, tag: str) -> None:
        while len(self.frames) > 1:
            frame = self.frames.pop()
            if frame.tag in BLOCK and frame.tag != "p":
                self._inside([])
            self.out += frame.ends
            if frame.tag == tag:
                break


def _styles(text: str) -> dict[str, str]:
    """``a: b; c: d`` by name, in small letters; the last of a name wins."""
    pairs = (one.partition(":") for one in text.lower().split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs if value.strip()}


def _unseen(styles: dict[str, str]) -> bool:
    return (
        styles.get("display") == "none"
        or styles.get("mso-hide") == "all"
        or styles.get("mso-list") == "ignore"
    )


def _bold(styles: dict[str, str]) -> bool | None:
    weight = styles.get("font-weight", "")
    if weight.isdecimal():
        return int(weight[:4]) >= 600
    return {"bold": True, "bolder": True, "normal": False, "lighter": False}.get(weight)


def _italic(styles: dict[str, str]) -> bool | None:
    return {"italic": True, "oblique": True, "normal": False}.get(styles.get("font-style", ""))


def _says(tag: str, styles: dict[str, str]) -> bool:
    """Whether an element is what its name says: Google Docs wraps all in a ``b`` that is not."""
    if tag in ("b", "strong"):
        return _bold(styles) is not False
    return tag not in ("i", "em") or _italic(styles) is not False


def _meant(tag: str, styles: dict[str, str]) -> list[Open]:
    """The tags for what an element's styles say of its text."""
    if tag in HEADINGS:
        return []
    meant = ["b"] * bool(_bold(styles)) + ["i"] * bool(_italic(styles))
    meant += {"super": ["sup"], "sub": ["sub"]}.get(styles.get("vertical-align", ""), [])
    return [Open(name, {}) for name in meant if name != tag]
