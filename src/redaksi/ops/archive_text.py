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


Pattern = tuple[str, tuple[Sequence[str], ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Voice:
    """The patterns of one section, each slot bound to its table."""

    headlines: tuple[Pattern, ...]
    teasers: tuple[Pattern, ...]
    leads: tuple[Pattern, ...]
    intros: tuple[Pattern, ...]
    facts: tuple[Pattern, ...]
    quotes: tuple[Pattern, ...]
    closings: tuple[Pattern, ...]
    words: sections.SectionWords


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

_COMMON: dict[str, tuple[str, ...]] = {
    "V": words.ACTIVE,
    "D": words.PASSIVE,
    "A": words.ADJECTIVES,
    "P": words.PLACES,
    "G": _FULL_NAMES,
    "L": words.LAST_NAMES,
    "J": words.TITLES,
    "N": tuple(_dotted(n) for n in range(102, 9999, 3)),
    "S": tuple(str(n) for n in range(3, 24)),
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
}
_SLOT = re.compile(r"\{([A-Za-z])\}")
_OPENING_SLOT = re.compile(r"^(“?)\{([A-Z])\}")


Tables = dict[str, tuple[str, ...]]


def _capital(tables: Tables) -> Tables:
    """The same tables under small letters, each entry with a capital initial."""
    return {
        slot.lower(): tuple(entry[0].upper() + entry[1:] for entry in table)
        for slot, table in tables.items()
    }


def _bind(patterns: tuple[str, ...], tables: Tables) -> tuple[Pattern, ...]:
    """Each pattern as a printf form and the tables its slots draw from, in order."""
    opened = [
        _OPENING_SLOT.sub(lambda m: f"{m[1]}{{{m[2].lower()}}}", pattern) for pattern in patterns
    ]
    return tuple(
        (_SLOT.sub("%s", pattern), tuple(tables[slot] for slot in _SLOT.findall(pattern)))
        for pattern in opened
    )


def _voice(section: sections.SectionWords) -> _Voice:
    plain: Tables = _COMMON | {
        "T": section.things,
        "Z": tuple(f"{a} {thing}" for a in words.ASPECTS for thing in section.things),
        "R": section.roles,
        "I": section.institutions,
        "U": section.units,
    }
    tables = plain | _capital(plain)
    return _Voice(
        headlines=_bind(grammar.HEADLINES, tables),
        teasers=_bind(grammar.TEASERS, tables),
        leads=_bind(grammar.LEADS, tables),
        intros=_bind(grammar.INTROS, tables),
        facts=_bind(grammar.FACTS, tables),
        quotes=_bind(grammar.QUOTES, tables),
        closings=_bind(grammar.CLOSINGS, tables),
        words=section,
    )


_VOICES = tuple(_voice(section) for section in sections.SECTION_WORDS)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Subject:
    """What one story is about: the words its sentences share."""

    place: str
    person: str
    institution: str

    def fill(self, text: str) -> str:
        """The text with its @ marks replaced."""
        return (
            text.replace("@P", self.place)
            .replace("@I", self.institution)
            .replace("@G", self.person)
            .replace("@L", self.person.partition(" ")[2])
        )


def _pick(rng: Random, table: Sequence[str]) -> str:
    return table[int(rng.random() * len(table))]


def _sentence(rng: Random, pattern: Pattern) -> str:
    """One sentence with its slots drawn."""
    draw = rng.random
    form, tables = pattern
    return form % tuple([table[int(draw() * len(table))] for table in tables])


def _fitting(
    rng: Random, patterns: tuple[Pattern, ...], subject: _Subject, length: tuple[int, int]
) -> str:
    """A sentence of the wanted length in characters, or the nearest of a dozen tries."""
    best, worst = "", 10**6
    for _ in range(_TRIES):
        text = subject.fill(_sentence(rng, patterns[int(rng.random() * len(patterns))]))
        off = max(length[0] - len(text), len(text) - length[1], 0)
        if not off:
            return text
        if off < worst:
            best, worst = text, off
    return best


def _length(text: str) -> int:
    return text.count(" ") + 1


def _sentences(rng: Random, voice: _Voice, wanted: int) -> list[str]:
    """At least `wanted` words of facts, every third sentence a quote, no pattern twice."""
    some = max(2, wanted // 10)
    facts = rng.sample(voice.facts, min(some, len(voice.facts)))
    quotes = rng.sample(voice.quotes, min(some // 3, len(voice.quotes)))
    drawn: list[str] = []
    while wanted > 0 and facts:
        pattern = quotes.pop() if quotes and len(drawn) % 3 == 2 else facts.pop()
        drawn.append(_sentence(rng, pattern))
        wanted -= _length(drawn[-1])
    return drawn


def _any(rng: Random, patterns: tuple[Pattern, ...]) -> str:
    return _sentence(rng, patterns[int(rng.random() * len(patterns))])


def _paragraphs(rng: Random, voice: _Voice, wanted: int) -> list[str]:
    """A lead, who speaks, paragraphs of one to three sentences, a closing."""
    lead, intro, closing = (
        _any(rng, patterns) for patterns in (voice.leads, voice.intros, voice.closings)
    )
    told = _length(lead) + _length(intro) + _length(closing)
    middle = [intro, *_sentences(rng, voice, wanted - told)]
    paragraphs, at = [lead], 0
    while at < len(middle):
        step = 1 + int(rng.random() * 3)
        paragraphs.append(" ".join(middle[at : at + step]))
        at += step
    return [*paragraphs, closing]


def _subject(rng: Random, voice: _Voice) -> _Subject:
    place = _pick(rng, words.PLACES)
    return _Subject(
        place=place,
        person=_pick(rng, _FULL_NAMES),
        institution=_pick(rng, voice.words.institutions),
    )


def make_story(n: int, seed: int) -> GeneratedStory:
    """Story number `n` of the archive that `seed` names.

    60 to 900 words, more short than long; `minutes_ago` between 91 days and 15 years.
    """
    rng = Random(seed * 1_000_003 + n)  # noqa: S311 - repeatable text, no secret
    section = int(rng.random() * len(_VOICES))
    voice = _VOICES[section]
    subject = _subject(rng, voice)
    shortest, longest = grammar.LENGTHS
    wanted = shortest + int((longest - shortest) * rng.random() ** 2.3)
    text = "\n".join(_paragraphs(rng, voice, wanted))
    return GeneratedStory(
        headline=_fitting(rng, voice.headlines, subject, HEADLINE_LENGTH),
        teaser=_fitting(rng, voice.teasers, subject, TEASER_LENGTH),
        paragraphs=tuple(subject.fill(text).split("\n")),
        section=section,
        topics=tuple(rng.sample(range(len(TOPICS)), 1 + int(rng.random() * 3))),
        person=int(rng.random() * len(PEOPLE)),
        kicker=_pick(rng, voice.words.kickers),
        minutes_ago=NEWEST_MINUTES + int(rng.random() * (OLDEST_MINUTES - NEWEST_MINUTES)),
    )
