"""Teasers: plain text out of rich text, cut at a word."""

import re
import unicodedata
from html.parser import HTMLParser

ELLIPSIS = "…"
_INLINES = (
    "a abbr b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike "
    "strong sub sup time tt u var wbr"
)
_INLINE = frozenset(_INLINES.split())
_SILENT = frozenset(("script", "style", "template", "title"))
_HIDDEN = re.compile("[\u00ad\u200b\ufeff]")  # soft hyphen, zero-width space, byte-order mark
_KEPT_AT_END = frozenset("%‰")
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")


class _Text(HTMLParser):
    """Gathers the text between tags; a tag that starts a new line of text becomes a space."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in _SILENT
        self._space(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._space(tag)

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in _SILENT))
        self._space(tag)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(data)

    def _space(self, tag: str) -> None:
        if tag not in _INLINE:
            self.pieces.append(" ")


def plain(html: str) -> str:
    """The text of HTML on one line: entities read, block tags as spaces, scripts left out.

    The answer is text, not HTML: it may hold ``<`` and ``&`` and is escaped where it is shown.
    """
    parser = _Text()
    parser.feed(html)
    parser.close()
    return " ".join(_HIDDEN.sub("", "".join(parser.pieces)).split())


def cut(text: str, limit: int = 160) -> str:
    """``text`` in at most ``limit`` characters, cut at a word, with ``…`` when it was cut.

    No punctuation stands before the ellipsis. Text without spaces (one long word, Chinese, Thai)
    is cut between two characters as readers see them: never inside an emoji or before an accent.
    """
    if limit < 1:
        raise ValueError(f"A teaser of {limit} characters is impossible; the limit is at least 1.")
    if len(text) <= limit:
        return text
    room = limit - len(ELLIPSIS)
    return _without_closing_marks(text[: _cutting_place(text, room)]) + ELLIPSIS


def _cutting_place(text: str, room: int) -> int:
    if not _is_unspaced(text[room]):
        for place in range(room, 0, -1):
            if _is_gap(text[place]):
                return place
    while room > 0 and not _parts_graphemes(text, room):
        room -= 1
    return room


def _without_closing_marks(text: str) -> str:
    end = len(text)
    while end and (text[end - 1].isspace() or _is_mark(text[end - 1])):
        end -= 1
    return text[:end]


def _is_mark(char: str) -> bool:
    mark = char == ELLIPSIS or unicodedata.category(char).startswith("P")
    return mark and char not in _KEPT_AT_END


def _is_gap(char: str) -> bool:
    return char.isspace() and char not in "\u00a0\u202f\u2007"  # these hold 7 and km together


def _is_unspaced(char: str) -> bool:
    return unicodedata.name(char, "").startswith(_UNSPACED)


def _parts_graphemes(text: str, place: int) -> bool:
    """Whether readers see one character end and another begin at ``place`` (after UAX 29)."""
    before, after = text[place - 1], text[place]
    if before == "\u200d" or _extends(after):
        return False
    if "\ud800" <= before <= "\udbff" and "\udc00" <= after <= "\udfff":
        return False
    if _is_flag_letter(after):
        return _flag_letters_before(text, place) % 2 == 0
    return not (_is_jamo(before) and _is_jamo(after)) and (before, after) != ("\r", "\n")


def _extends(char: str) -> bool:
    skin_tone = "\U0001f3fb" <= char <= "\U0001f3ff"
    tag = "\U000e0020" <= char <= "\U000e007f"
    return unicodedata.category(char).startswith("M") or char == "\u200d" or skin_tone or tag


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _flag_letters_before(text: str, place: int) -> int:
    start = place
    while start and _is_flag_letter(text[start - 1]):
        start -= 1
    return place - start


def _is_jamo(char: str) -> bool:
    return "\u1100" <= char <= "\u11ff"
