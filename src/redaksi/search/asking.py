"""What was typed into the search field, understood; pure, and never an error."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from redaksi.search import analysis
from redaksi.search.analysis import Term
from redaksi.search.words import Tongue

#: Characters of a query; the rest is not looked at.
LONGEST = 200
#: Terms of a query; the rest is not looked at.
MOST = 24
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A query: its terms once each, its phrases (stems), and the kind of answer it asks for.

    ``text`` is the query as it may be shown, ``kind`` a kind of :mod:`redaksi.search.words` or "",
    ``pairs`` its terms that follow one another.
    """

    text: str
    terms: tuple[Term, ...]
    phrases: tuple[tuple[str, ...], ...] = ()
    kind: str = ""
    pairs: tuple[tuple[Term, Term], ...] = ()

    @property
    def stems(self) -> tuple[str, ...]:
        return tuple(stem for stem, _word in self.terms)

    @property
    def all_needed(self) -> bool:
        """Whether a story must have every term: so with up to three."""
        return len(self.terms) <= 3

    @property
    def needed(self) -> int:
        """How many of its terms a story must have to count as an answer."""
        count = len(self.terms)
        return count if self.all_needed else max(3, round(count * 0.6))


def understood(text: str, tongue: Tongue) -> Asked:
    """The query *text*; words in quotes stand together, small words are left out of the rest."""
    shown = shown_as(text)
    every = analysis.terms(shown, tongue)
    kinds = [tongue.asking[word] for _stem, word in every if word in tongue.asking]
    saying = [one for one in every if not _says_little(one[1], tongue)] or every
    once = {stem: (stem, word) for stem, word in reversed(saying)}
    pairs = [
        (a, b) for a, b in itertools.pairwise(every) if a in saying and b in saying and a[0] != b[0]
    ]
    return Asked(
        text=shown,
        terms=tuple(reversed(once.values()))[:MOST],
        phrases=tuple(filter(None, (_phrase(one, tongue) for one in _QUOTED.findall(shown)))),
        kind=next((kind for kind in kinds if kind), ""),
        pairs=tuple(dict.fromkeys(pairs))[:MOST],
    )


def shown_as(text: str) -> str:
    """*text* on one line, cut to :data:`LONGEST`, without signs that nobody can see."""
    seen = "".join(one if one.isprintable() else " " for one in text[: 2 * LONGEST])
    return " ".join(seen.split())[:LONGEST].rstrip()


def _says_little(word: str, tongue: Tongue) -> bool:
    return word in tongue.small or word in tongue.asking


def _phrase(text: str, tongue: Tongue) -> tuple[str, ...]:
    found = tuple(stem for stem, _word in analysis.terms(text, tongue))[:MOST]
    return found if len(found) > 1 else ()
