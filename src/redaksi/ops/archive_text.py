"""Plausible Indonesian news text for a big demonstration archive, made by the thousand.

Pure and repeatable: the same seed and number always give the same story. Nothing here
touches a database; `redaksi demo --stories N` inserts what it makes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from redaksi.ops import archive_grammar as grammar
from redaksi.ops import archive_sections as sections
from redaksi.ops import archive_words as words
from redaksi.ops.archive_words import SECTIONS, TOPICS

__all__ = ["PEOPLE", "SECTIONS", "TOPICS", "GeneratedStory", "make_story"]

#: Minutes before now: the archive begins where the hand-written 90 days end, 15 years deep.
NEWEST_MINUTES = 91 * 24 * 60
OLDEST_MINUTES = 15 * 365 * 24 * 60
HEADLINE_LENGTH = (45, 85)
TEASER_LENGTH = (90, 160)
_TRIES = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class GeneratedStory:
    """One story as plain text; indexes point into `SECTIONS`, `TOPICS` and `PEOPLE`."""

    headline: str
    teaser: str
    paragraphs: tuple[str, ...]
    section: int
    topics: tuple[int, ...]
    person: int
    kicker: str
    minutes_ago: int


Tables = dict[str, Sequence[str]]
#: A sentence in printf form, and the slots it draws, in order.
Pattern = tuple[str, tuple[str, ...]]


def _dotted(number: int) -> str:
    """1234 → "1.234", the Indonesian form."""
    return f"{number:,}".replace(",", ".")


def _full_names() -> tuple[str, ...]:
    """Every third pairing of a given and a family name: some 4,000 invented people."""
    pairs = [f"{a} {b}" for a in words.FIRST_NAMES for b in words.LAST_NAMES]
    return tuple(pairs[::3])


_FULL_NAMES = _full_names()
#: The invented reporters of the archive.
PEOPLE = _FULL_NAMES[7::101]

_COMMON: Tables = {
    "V": words.ACTIVE,
    "D": words.PASSIVE,
    "A": words.ADJECTIVES,
    "J": words.TITLES,
    "N": tuple(_dotted(n) for n in range(102, 9999, 3)),
    "S": tuple(str(n) for n in range(3, 24)),
    "F": tuple(str(n) for n in range(24, 190)),
    "C": tuple(f"{n // 10},{n % 10}" for n in range(11, 480) if n % 10),
    "W": words.WHEN,
    "H": words.BEFORE_ACTIVE,
    "B": words.BEFORE_PASSIVE,
    "E": words.MANNERS,
    "K": words.REASONS,
    "O": words.OCCASIONS,
    "Q": words.VERDICTS,
    "X": words.AIMS,
    "Y": words.SAYS,
    "M": ("juta", "miliar"),
    "Z": words.ASPECTS,
}
_SLOT = re.compile(r"\{([A-Za-z])\}|(@[A-Z])")
_OPENING_SLOT = re.compile(r"^(“?)\{([A-Z])\}")


def _capital(tables: Tables) -> Tables:
    """The same tables under small letters, each entry with a capital initial."""
    return {
        slot.lower(): [entry[0].upper() + entry[1:] for entry in table]
        for slot, table in tables.items()
    }


def _bound(pattern: str) -> Pattern:
    """A pattern ready to draw: its first slot capital, an aspect followed by its thing."""
    opened = _OPENING_SLOT.sub(lambda m: f"{m[1]}{{{m[2].lower()}}}", pattern)
    whole = opened.replace("{Z}", "{Z} {T}").replace("{z}", "{z} {T}")
    return _SLOT.sub("%s", whole), tuple(a or b for a, b in _SLOT.findall(whole))


def _all_bound(patterns: tuple[str, ...]) -> tuple[Pattern, ...]:
    return tuple(_bound(pattern) for pattern in patterns)


_HEADLINES = _all_bound(grammar.HEADLINES)
_TEASERS = _all_bound(grammar.TEASERS)
_LEADS = _all_bound(grammar.LEADS)
_INTROS = _all_bound(grammar.INTROS)
_FACTS = _all_bound(grammar.FACTS)
_QUOTES = _all_bound(grammar.QUOTES)
_CLOSINGS = _all_bound(grammar.CLOSINGS)
_SHARED = tuple(
    common | _capital(common)
    for common in (_COMMON | {"U": section.units} for section in sections.SECTION_WORDS)
)


def _pick(rng: Random, table: Sequence[str]) -> str:
    return table[int(rng.random() * len(table))]


def _some(rng: Random, table: Sequence[str], count: int) -> list[str]:
    """A few entries of a table, now and then one twice."""
    return [table[int(rng.random() * len(table))] for _ in range(count)]


def _tables(rng: Random, section: int) -> Tables:
    """The tables one story draws from: few things, places and people, so that it holds together."""
    own = sections.SECTION_WORDS[section]
    people = _some(rng, _FULL_NAMES, 4)
    kept: Tables = {
        "T": _some(rng, own.things, 4),
        "R": _some(rng, own.roles, 4),
        "I": _some(rng, own.institutions, 3),
        "P": _some(rng, words.PLACES, 6),
        "G": people,
        "L": [name.partition(" ")[2] for name in people],
    }
    main: Tables = {f"@{slot}": table[:1] for slot, table in kept.items()}
    return _SHARED[section] | kept | _capital(kept) | main


def _sentence(rng: Random, pattern: Pattern, tables: Tables) -> str:
    """One sentence with its slots drawn."""
    draw = rng.random
    form, slots = pattern
    drawn = [tables[slot] for slot in slots]
    return form % tuple([table[int(draw() * len(table))] for table in drawn])


def _any(rng: Random, patterns: tuple[Pattern, ...], tables: Tables) -> str:
    return _sentence(rng, patterns[int(rng.random() * len(patterns))], tables)


def _fitting(
    rng: Random, patterns: tuple[Pattern, ...], tables: Tables, length: tuple[int, int]
) -> str:
    """A sentence of the wanted length in characters, or the nearest of a few tries."""
    best, worst = "", 10**6
    for _ in range(_TRIES):
        text = _any(rng, patterns, tables)
        off = max(length[0] - len(text), len(text) - length[1], 0)
        if not off:
            return text
        if off < worst:
            best, worst = text, off
    return best


def _length(text: str) -> int:
    return text.count(" ") + 1


def _sentences(rng: Random, tables: Tables, wanted: int) -> list[str]:
    """At least `wanted` words of facts, every third sentence a quote, no pattern twice."""
    some = max(2, wanted // 10)
    facts = rng.sample(_FACTS, min(some, len(_FACTS)))
    quotes = rng.sample(_QUOTES, min(some // 3, len(_QUOTES)))
    told: list[str] = []
    while wanted > 0 and facts:
        pattern = quotes.pop() if quotes and len(told) % 3 == 2 else facts.pop()
        told.append(_sentence(rng, pattern, tables))
        wanted -= _length(told[-1])
    return told


def _paragraphs(rng: Random, tables: Tables, wanted: int) -> tuple[str, ...]:
    """A lead, who speaks, paragraphs of one to three sentences, a closing."""
    lead, intro, closing = (_any(rng, kind, tables) for kind in (_LEADS, _INTROS, _CLOSINGS))
    told = _length(lead) + _length(intro) + _length(closing)
    middle = [intro, *_sentences(rng, tables, wanted - told)]
    paragraphs, at = [lead], 0
    while at < len(middle):
        step = 1 + int(rng.random() * 3)
        paragraphs.append(" ".join(middle[at : at + step]))
        at += step
    return (*paragraphs, closing)


def make_story(n: int, seed: int) -> GeneratedStory:
    """Story number `n` of the archive that `seed` names.

    60 to 900 words, more short than long; `minutes_ago` between 91 days and 15 years.
    """
    rng = Random(seed * 1_000_003 + n)  # noqa: S311 - repeatable text, no secret
    section = int(rng.random() * len(SECTIONS))
    tables = _tables(rng, section)
    shortest, longest = grammar.LENGTHS
    wanted = shortest + int((longest - shortest) * rng.random() ** 2.3)
    return GeneratedStory(
        headline=_fitting(rng, _HEADLINES, tables, HEADLINE_LENGTH),
        teaser=_fitting(rng, _TEASERS, tables, TEASER_LENGTH),
        paragraphs=_paragraphs(rng, tables, wanted),
        section=section,
        topics=tuple(rng.sample(range(len(TOPICS)), 1 + int(rng.random() * 3))),
        person=int(rng.random() * len(PEOPLE)),
        kicker=_pick(rng, sections.SECTION_WORDS[section].kickers),
        minutes_ago=NEWEST_MINUTES + int(rng.random() * (OLDEST_MINUTES - NEWEST_MINUTES)),
    )
