"""Opening capitals: a span round the first word of a story; the style sheet shows its capitals.

The text itself never changes: taking the span out again gives the very same HTML. HTML comes in as
the cleaned rich text of a paragraph (or as plain text); what is not understood is left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from unicodedata import category

OPEN, CLOSE = '<span class="caps">', "</span>"

_PIECE = re.compile(
    r"(?P<tag></?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?=[\s/>])(?:\"[^\"]*\"|'[^']*'|[^'\"<>])*>)"
    r"|(?P<comment><!--(?:(?!-->).)*-->)"
    r"|(?P<broken><[A-Za-z/!?])"
    r"|(?P<entity>&(?:\#[0-9]{1,10}|\#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?)"
    r"|(?P<char>.)",
    re.DOTALL,
)
_INLINES = "a abbr b bdi bdo cite del dfn em font i ins mark q s small span strike strong sub sup u"
_INLINE = frozenset(_INLINES.split())
_BLOCKS = "p div br hr img embed wbr blockquote ul ol li h1 h2 h3 h4 h5 h6"
_KNOWN = _INLINE.union(_BLOCKS.split())
_APOSTROPHES, _HYPHENS = "'’ʼ", "-\u2010\u2011"
# Signs of money and measures keep their letters as they are: Rp 7.000, 10 km.
_SIGNS = frozenset(("Rp", "mm", "cm", "m", "km", "m²", "km²", "g", "kg", "mg", "ml", "ha", "kWh"))


@dataclass(frozen=True, kw_only=True)
class _Piece:
    """A tag, an entity or a character at ``start`` to ``end``; ``text`` is what a reader sees."""

    start: int
    end: int
    text: str = ""
    tag: str = ""

    @property
    def inline(self) -> bool:
        return self.tag.strip("/") in _INLINE

    @property
    def kind(self) -> str:
        """``letter``, ``digit``, ``joint`` (what may stand inside a word), ``tag`` or ``gap``."""
        if self.tag:
            return "tag" if self.inline else "gap"
        first = category(self.text[0])
        if first[0] in "LM" or first == "Cf":
            return "letter"
        if first[0] == "N":
            return "digit"
        return "joint" if self.text in (*_APOSTROPHES, *_HYPHENS, ".", ",") else "gap"


class _Unreadable(Exception):
    """The HTML has a tag that this module does not know or that does not end."""


def split_opening(html: str) -> tuple[str, str, str]:
    """What stands before the opening word, the word, and the rest; together they are ``html``.

    The word is the first one with a letter: quotes, tags, numbers, amounts and signs such as
    ``Rp`` and ``km`` are passed over. A word may hold hyphens, apostrophes, entities and whole tags
    (``Pre<i>si</i>den``). Where there is no such word, or its script has no capitals, the last two
    are empty.
    """
    try:
        for word in _words(_pieces(html)):
            if _is_worthy(_text(word)):
                return _split(html, word)
    except _Unreadable:
        pass
    return html, "", ""


def capitalise_opening(html: str) -> str:
    """``html`` with ``<span class="caps">`` round its opening word, or unchanged."""
    before, word, after = split_opening(html)
    return f"{before}{OPEN}{word}{CLOSE}{after}" if word else html


def _pieces(html: str) -> Iterator[_Piece]:
    for match in _PIECE.finditer(html):
        text = unescape(match["entity"] or match["char"] or "")
        if text:
            yield _Piece(start=match.start(), end=match.end(), text=text)
        elif match["name"]:
            yield _tag(match, match["name"].lower())
        elif match["broken"]:
            raise _Unreadable(match["broken"])


def _tag(match: re.Match[str], name: str) -> _Piece:
    if name not in _KNOWN:
        raise _Unreadable(name)
    closing = "/" if match.group().startswith("</") else ""
    return _Piece(start=match.start(), end=match.end(), tag=closing + name)


def _words(pieces: Iterator[_Piece]) -> Iterator[list[_Piece]]:
    """Runs of letters, digits and what joins them; the tags round a run stay outside of it."""
    run: list[_Piece] = []
    for piece in pieces:
        if piece.kind != "gap":
            run.append(piece)
        elif run:
            yield from _trimmed(run)
            run = []
    yield from _trimmed(run)


def _trimmed(run: list[_Piece]) -> Iterator[list[_Piece]]:
    solid = [place for place, piece in enumerate(run) if piece.kind in ("letter", "digit")]
    if solid:
        yield from _parted(_widened(run, solid[0], solid[-1] + 1))


def _widened(run: list[_Piece], start: int, end: int) -> list[_Piece]:
    """Takes in the tags beside a word that open or close inside it: ``<b>Pre</b>siden``."""
    while start and run[start - 1].tag and _unmatched(run[start:end])[0]:
        start -= 1
    while end < len(run) and run[end].tag and _unmatched(run[start:end])[1]:
        end += 1
    return run[start:end]


def _parted(word: list[_Piece]) -> Iterator[list[_Piece]]:
    """Parts a run at joints that join nothing (``Ya...tidak``, ``satu,dua``)."""
    start = 0
    for place in range(1, len(word) - 1):
        if word[place].kind == "joint" and not _joins(word, place):
            yield word[start:place]
            start = place + 1
    yield word[start:]


def _joins(word: list[_Piece], place: int) -> bool:
    before, after = word[place - 1].kind, word[place + 1].kind
    if word[place].text == ",":
        return before == after == "digit"
    return "joint" not in (before, after)


def _text(word: list[_Piece]) -> str:
    return "".join(piece.text for piece in word)


def _is_worthy(text: str) -> bool:
    """Whether capitals make sense: a word, an abbreviation, or a name with a number (Covid-19)."""
    if not any(map(str.isalpha, text)) or text in _SIGNS:
        return False
    if not any(map(str.isnumeric, text)) or text == text.upper():
        return True
    head, hyphen, _ = text.partition("-")
    return bool(hyphen) and head.isalpha()


def _split(html: str, word: list[_Piece]) -> tuple[str, str, str]:
    text = _text(word)
    if text.upper() == text.lower() or any(_unmatched(word)):
        return html, "", ""
    start, end = word[0].start, word[-1].end
    return html[:start], html[start:end], html[end:]


def _unmatched(word: list[_Piece]) -> tuple[list[str], list[str]]:
    """The tags that close without having opened in these pieces, and those that stay open."""
    closed: list[str] = []
    opened: list[str] = []
    for tag in (piece.tag for piece in word if piece.tag):
        if not tag.startswith("/"):
            opened.append(tag)
        elif opened and opened[-1] == tag[1:]:
            opened.pop()
        else:
            closed.append(tag)
    return closed, opened
