"""Text into terms, the same way for what is kept and for what is asked; pure.

A term is a pair: the stem that is looked up and the word as it was written, in small letters
without accents. ``Anak-anaknya`` is (anak, anaknya), ``7.000`` is (7000, 7000).
"""

from __future__ import annotations

import re
import sys
import threading
import unicodedata
from collections.abc import Iterable, Iterator

import Stemmer

from redaksi.search.words import Tongue

#: Letters of one term; what is longer is cut.
LONGEST = 40
#: Words whose stem each thread remembers.
REMEMBERED = 100_000
Term = tuple[str, str]


def _marks() -> str:
    """The signs that belong to a letter before them (vowels of Hindi, Thai, Arabic …), as a class.

    Without them a word of such a script would fall apart at every vowel.
    """
    ranges: list[list[int]] = []
    for number in range(0x300, 0x10000):
        if unicodedata.category(chr(number)) in ("Mn", "Mc"):
            if ranges and ranges[-1][1] == number - 1:
                ranges[-1][1] = number
            else:
                ranges.append([number, number])
    return "".join(rf"\u{low:04x}-\u{high:04x}" for low, high in ranges)


_LETTER = rf"(?:[^\W_]|[{_marks()}])"
_NUMBER = r"\d{1,3}(?:[.,]\d{3})+(?!\d)"
WORD = re.compile(rf"{_NUMBER}|{_LETTER}+(?:[-'’ʼ]{_LETTER}+)*")
_ACCENTS = re.compile("[\u0300-\u036f\u064b-\u0652\u0640]")
_APOSTROPHES = re.compile("['’ʼ]")
_POSSESSIVE = re.compile("['’]s$")
#: Scripts without spaces between words: there each letter is a term.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_TWICE = re.compile(r"^([^\W\d_]{3,})2(nya)?$")
_thread = threading.local()


def flat(text: str) -> str:
    """*text* in small letters without accents; as long as *text* for Latin letters, mostly."""
    if text.isascii():
        return text.lower()
    whole = text.encode("utf-8", "replace").decode()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", whole)).casefold()


def stems(words: Iterable[str], tongue: Tongue) -> list[str]:
    """The stem of each of *words* (in small letters), in order."""
    listed = list(words)
    return _stemmer(tongue.stemmer).stemWords(listed) if tongue.stemmer else listed


def terms(text: str, tongue: Tongue) -> list[Term]:
    """The terms of *text* in the order in which they stand."""
    words = list(split(text, tongue))
    made = stems(words, tongue)
    return [(sys.intern(stem), word) for stem, word in zip(made, words, strict=True) if stem]


def split(text: str, tongue: Tongue) -> Iterator[str]:
    """The words of *text*, flat: a doubled one once, other parts of a hyphen apart."""
    for found in WORD.finditer(text):
        yield from parts(found[0], tongue)


def parts(word: str, tongue: Tongue) -> list[str]:
    """What one match of :data:`WORD` stands for."""
    if word.isascii() and word.isalpha():
        return [word.lower()[:LONGEST]]
    if word[0].isdecimal() and not word.isalnum():
        joined = re.sub("[.,]", "", word)
        if joined.isdecimal():
            return [joined[:LONGEST]]
    if _UNSPACED.search(word):
        return [one for one in flat(word) if one.isalnum()]
    pieces = [_APOSTROPHES.sub("", _POSSESSIVE.sub("", one)) for one in flat(word).split("-")]
    pieces = [_once(one[:LONGEST], tongue) for one in pieces if one]
    if tongue.doubled and len(pieces) == 2:
        first, second = stems(pieces, tongue)
        return pieces[1:] if first == second else pieces
    return pieces


def _once(word: str, tongue: Tongue) -> str:
    """``anak2`` is how some write anak-anak."""
    twice = _TWICE.match(word) if tongue.doubled else None
    return twice[1] + (twice[2] or "") if twice else word


def _stemmer(name: str) -> Stemmer.Stemmer:
    """This thread's own stemmer: Snowball's state is not to be shared."""
    known: dict[str, Stemmer.Stemmer] = _thread.__dict__.setdefault("stemmers", {})
    if name not in known:
        known[name] = Stemmer.Stemmer(name, REMEMBERED)
    return known[name]
