"""What a check of running text says: advice, never a hindrance."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a piece of advice is about."""

    WEEKDAY = "weekday"
    NO_SUCH_DATE = "no_such_date"
    NUMBER = "number"


@dataclass(frozen=True, kw_only=True)
class Advice:
    """Something in running text that an editor should look at.

    ``found`` is ``text[start:end]``; ``suggestion`` what might stand there instead, or empty.
    ``says`` is an English sentence with named places, to be translated and filled by the caller:
    ``gettext(advice.says) % advice.params``.
    """

    kind: Kind
    found: str
    says: str
    params: Mapping[str, str] = field(default_factory=dict, hash=False)
    suggestion: str = ""
    start: int
    end: int


def gettext_noop(sentence: str) -> str:
    """Marks a sentence for makemessages, which knows this name; the caller translates it."""
    return sentence
