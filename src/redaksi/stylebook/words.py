"""How long a text is, in words and in minutes."""

import re

WORDS_A_MINUTE = 200
_GAPS = re.compile(r"[\s—–]+")
_UNSPACED_LETTER = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def count(text: str) -> int:
    """Words in plain text: ``Anak-anak``, ``7.000`` and ``09:53`` are one word each.

    Chinese and Japanese are written without spaces: there every letter counts.
    """
    unspaced, spaced = _UNSPACED_LETTER.subn(" ", text)[::-1]
    return unspaced + sum(any(map(str.isalnum, word)) for word in _GAPS.split(spaced))


def reading_minutes(words: int) -> int:
    """Whole minutes to read that many words at 200 a minute, at least 1."""
    if words < 0:
        raise ValueError(f"A text of {words} words is not possible; the number is 0 or more.")
    return max(1, -(-words // WORDS_A_MINUTE))
