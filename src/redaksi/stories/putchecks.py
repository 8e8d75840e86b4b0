"""What may stand in the JSON of ``redaksi story put``, before anything is looked up; pure."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

#: Lists in lists (a table in the text is five deep), all values of one story, characters of a text.
DEEPEST, MOST_VALUES, LONGEST = 12, 50_000, 200_000
#: Characters of all texts together: a book, not a story.
MOST_CHARACTERS = 2_000_000
#: Databases count in 64 bits.
BIGGEST = 2**63 - 1

#: PostgreSQL refuses NUL, XML every other of these (feeds, sitemaps), UTF-8 half surrogates.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Problem = dict[str, str]


def problem(field: str, says: str) -> Problem:
    """A problem as the command answers it."""
    return {"field": field, "says": says}


def shown(value: object, most: int = 60) -> str:
    """*value* as a problem shows it: short, whatever it is."""
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list):
        return "a list"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    written = value if isinstance(value, str) else repr(value)
    safe = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", written[: most + 1])
    cut = safe if len(safe) <= most else f"{safe[:most]}…"
    return f"“{cut}”" if isinstance(value, str) else cut


def is_id(value: object) -> bool:
    """Whether *value* can be the number of a row; JSON's true is none."""
    return isinstance(value, int) and not isinstance(value, bool)


def problems(given: Mapping[str, Any]) -> list[Problem]:
    """Everything in *given* that no field may hold; walks without recursion, whatever the depth."""
    found: list[Problem] = []
    characters = 0
    for number, (path, value, depth) in enumerate(_walk(given)):
        if number >= MOST_VALUES:
            says = f"The story has more than {MOST_VALUES:,} values; that is no story."
            return [*found, problem("json", says)]
        if depth > DEEPEST:
            return [*found, problem(path, f"It is nested more than {DEEPEST} deep.")]
        if isinstance(value, str):
            characters += len(value)
        if says := _wrong(value):
            found.append(problem(path, says))
    if characters > MOST_CHARACTERS:
        says = f"The story has {characters:,} characters; at most {MOST_CHARACTERS:,} are allowed."
        found.append(problem("json", says))
    return found[:100]


def _walk(given: Mapping[str, Any]) -> Iterator[tuple[str, Any, int]]:
    """Every value with its place, such as ``body[3].html``, and its depth."""
    waiting: list[tuple[str, Any, int]] = [("", given, 0)]
    while waiting:
        path, value, depth = waiting.pop()
        if path:
            yield path, value, depth
        if isinstance(value, Mapping):
            for name in reversed(value):
                waiting.append((_within(path, str(name)), value[name], depth + 1))
        elif isinstance(value, list):
            for number in range(len(value), 0, -1):
                waiting.append((f"{path[:200]}[{number}]", value[number - 1], depth + 1))


def _within(path: str, name: str) -> str:
    name = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", name[:80])
    return f"{path[:200]}.{name}" if path else name or "(empty)"


def _wrong(value: object) -> str:
    if isinstance(value, str):
        return _wrong_text(value)
    if isinstance(value, int) and abs(value) > BIGGEST:
        return "The number is too big."
    if isinstance(value, float) and not math.isfinite(value):
        return "It is no number that JSON knows."
    return ""


def _wrong_text(text: str) -> str:
    if len(text) > LONGEST:
        return f"The text has {len(text):,} characters; at most {LONGEST:,} are allowed."
    if found := _FORBIDDEN.search(text):
        return (
            f"Character {found.start() + 1} is U+{ord(found[0]):04X}, which no text may hold; "
            "take it out."
        )
    return ""
