"""The sign-off at a story's end: the sources used, then the code of who passed it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_CODE = re.compile(r"[A-Z]{1,4}-?[0-9]{1,3}")
_SOURCE = re.compile(r"[^\W\d_][^/()<>\[\]{}]{0,39}")
_AT_END = re.compile(r"\(([^()]{1,200})\)\s*\.?\s*\Z")
_WORDS_IN_A_SOURCE = 4


@dataclass(frozen=True, kw_only=True)
class SignOff:
    """Sources in the order they were printed, and the editor code, or None."""

    sources: tuple[str, ...] = ()
    code: str | None = None

    def __str__(self) -> str:
        return compose(self.sources, self.code)


def compose(sources: Sequence[str], code: str | None) -> str:
    """``(Samudra/LINTANG/OL-1)``; empty when there is neither a source nor a code.

    Empty names are left out and a name is printed once, whatever its capitals.
    """
    parts: dict[str, str] = {}
    for name in _tidy([*sources, code or ""]):
        parts.setdefault(name.casefold(), name)
    return f"({'/'.join(parts.values())})" if parts else ""


def is_code(text: str) -> bool:
    """Whether text has the shape of an editor code: a desk's letters and a number, ``OL-1``."""
    return _CODE.fullmatch(text) is not None


def parse(text: str) -> SignOff | None:
    """Reads a text that is nothing but a sign-off; None when it is anything else."""
    before, found = detach(text, code_needed=False)
    return found if not before else None


def detach(text: str, *, code_needed: bool = True) -> tuple[str, SignOff | None]:
    """Splits a last paragraph into its text and the sign-off at its end, for imports.

    With ``code_needed`` only parentheses that end in an editor code count: ``(Samudra)`` may as
    well be a part of the sentence.
    """
    match = _AT_END.search(text)
    found = _read(match.group(1)) if match else None
    if match is None or found is None or (code_needed and found.code is None):
        return text, None
    return text[: match.start()].rstrip(), found


def _read(inside: str) -> SignOff | None:
    parts = [part.strip() for part in inside.split("/")]
    code = parts.pop() if is_code(parts[-1]) else None
    if not all(_is_source(part, strict=code is None) for part in parts):
        return None
    return SignOff(sources=tuple(parts), code=code)


def _is_source(name: str, *, strict: bool) -> bool:
    short = len(name.split()) <= (2 if strict else _WORDS_IN_A_SOURCE)
    return bool(_SOURCE.fullmatch(name)) and short and (not strict or name[0].isupper())


def _tidy(names: Sequence[str]) -> list[str]:
    return [tidy for name in names if (tidy := " ".join(name.split()))]
