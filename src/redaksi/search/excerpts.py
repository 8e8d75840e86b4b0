"""Excerpts: the place of a text that shows why it was found, its words marked; pure.

Everything is handed out as pieces of plain text, each marked or not: whoever shows them escapes
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from redaksi.search import analysis
from redaksi.search.words import Tongue

#: Characters of an excerpt, and of the text that is looked through for it.
LENGTH, READ = 170, 12_000
Piece = tuple[str, bool]
_Word = tuple[int, int, frozenset[str]]


def marked(text: str, stems: Iterable[str], tongue: Tongue) -> tuple[Piece, ...]:
    """*text* in pieces, those marked that hold one of *stems*."""
    wanted = frozenset(stems)
    pieces: list[Piece] = []
    at = 0
    for start, end, hit in _hits(text, wanted, tongue):
        if hit:
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
    pieces.append((text[at:], False))
    return tuple(piece for piece in pieces if piece[0])


def excerpt(texts: Sequence[str], stems: Iterable[str], tongue: Tongue) -> tuple[Piece, ...]:
    """The stretch of *texts* (paragraphs) that holds most of *stems*, marked; the start if none."""
    wanted, read = frozenset(stems), 0
    best, most = ("", 0, 0), 0
    for text in texts:
        start, end, count = _window(text[:READ], wanted, tongue)
        if count > most:
            best, most = (text, start, end), count
        read += len(text)
        if most == len(wanted) or read > READ:
            break
    if not most:
        return marked(_cut(texts[0], 0, LENGTH), (), tongue) if texts else ()
    return marked(_cut(*_widened(*best)), wanted, tongue)


def _window(text: str, wanted: frozenset[str], tongue: Tongue) -> tuple[int, int, int]:
    """Start, end and number of different stems of the best stretch of *text*."""
    hits = [one for one in _hits(text, wanted, tongue) if one[2]]
    best = (0, 0, 0)
    for number, (start, _end, _stems) in enumerate(hits):
        seen: set[str] = set()
        last = start
        for _start, end, stems in hits[number:]:
            if end - start > LENGTH:
                break
            seen |= stems
            last = end
        if len(seen) > best[2]:
            best = (start, last, len(seen))
    return best


def _hits(text: str, wanted: frozenset[str], tongue: Tongue) -> list[_Word]:
    if not wanted:
        return []
    return [
        (found.start(), found.end(), stems & wanted)
        for found in analysis.WORD.finditer(text)
        if not wanted.isdisjoint(stems := _stems(found[0], tongue))
    ]


@lru_cache(maxsize=50_000)
def _stems(word: str, tongue: Tongue) -> frozenset[str]:
    return frozenset(stem for stem, _word in analysis.terms(word, tongue))


def _widened(text: str, start: int, end: int) -> tuple[str, int, int]:
    """The stretch with as much before it as after it, up to :data:`LENGTH`."""
    room = max(0, LENGTH - (end - start))
    before = min(start, room // 3)
    return text, start - before, min(len(text), end + room - before)


def _cut(text: str, start: int, end: int) -> str:
    """*text* from *start* to *end*, at whole words, with … where something is left out."""
    end = min(end, len(text))
    if start > 0 and (gap := text.find(" ", start - 1)) >= 0 and gap < start + 30:
        start = gap + 1
    if end < len(text) and (gap := text.rfind(" ", start, end + 1)) > start:
        end = gap
    before, after = "…" if start > 0 else "", "…" if end < len(text) else ""
    return f"{before}{text[start:end].strip(' ,;:')}{after}"
