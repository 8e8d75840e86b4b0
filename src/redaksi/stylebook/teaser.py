"""Teasers: plain text out of rich text, cut at a word."""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

ELLIPSIS = "…"
_INLINES = (
    "a abbr b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike "
    "strong sub sup time tt u var wbr"
)
_INLINE = frozenset(_INLINES.split())
_ENDLESS_NUMBER = re.compile("&#[0-9]{11,};?")  # html.unescape raises at 4,300 digits
_TAG_BEGINS = re.compile("</?[A-Za-z]")
_TAG = re.compile(r"""</?(?P<name>[A-Za-z][^\s/>]*+)(?:[^>"']|"[^"]*"|'[^']*')*+>""")
_SILENT = frozenset(("script", "style", "template", "title"))
_HIDDEN = re.compile("[\u00ad\u200b\ufeff]")  # soft hyphen, zero-width space, byte-order mark
_KEPT_AT_END = frozenset("%‰")
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")


def plain(html: str) -> str:
    """The text of HTML on one line: entities read, block tags as spaces, scripts left out.

    The answer is text, not HTML: it may hold ``<`` and ``&`` and is escaped where it is shown.
    A tag that never ends is kept as text. Takes time in proportion to the length, whatever comes
    (the standard library's parser does not before its repair of CVE-2025-6069).
    """
    return " ".join(_HIDDEN.sub("", "".join(_texts(html))).split())


def _texts(html: str) -> Iterator[str]:
    place = 0
    while (mark := html.find("<", place)) >= 0:
        yield _read(html[place:mark])
        text, place = _read_mark(html, mark)
        yield text
    yield _read(html[place:])


def _read(text: str) -> str:
    return unescape(_ENDLESS_NUMBER.sub("\ufffd", text))


def _read_mark(html: str, mark: int) -> tuple[str, int]:
    """What the ``<`` at ``mark`` adds to the text, and where reading goes on."""
    if html.startswith("<!--", mark):
        return "", _after(html, "-->", mark + 4)
    if html.startswith(("<!", "<?"), mark):
        return "", _after(html, ">", mark)
    if not _TAG_BEGINS.match(html, mark):
        return "<", mark + 1
    tag = _TAG.match(html, mark)
    if not tag:
        return _read(html[mark:]), len(html)
    name = tag["name"].lower()
    end = _after_silence(html, name, tag.end()) if name in _SILENT else tag.end()
    return "" if name in _INLINE else " ", end


def _after_silence(html: str, name: str, place: int) -> int:
    closing = re.compile(f"</{name}", re.IGNORECASE).search(html, place)
    return _after(html, ">", closing.end()) if closing else len(html)


def _after(html: str, mark: str, place: int) -> int:
    found = html.find(mark, place)
    return found + len(mark) if found >= 0 else len(html)


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
    mark = unicodedata.category(char).startswith("P") and char not in _KEPT_AT_END
    return mark or char in "\u200b\u200c\u200d"  # joiners that join nothing any more


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
