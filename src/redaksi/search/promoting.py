"""Promoted results: which of the desk's promotions a query calls for."""

from __future__ import annotations

from functools import lru_cache

from redaksi.press import reading
from redaksi.search import asking
from redaksi.search.asking import Asked
from redaksi.search.models import Promotion
from redaksi.search.words import Tongue
from redaksi.stories import cards as story_cards
from redaksi.stories.shapes import Card

#: Promotions that are looked at, and that are shown.
LOOKED_AT, SHOWN = 500, 3


def cards(asked: Asked, tongue: Tongue) -> tuple[Card, ...]:
    """The promoted stories for *asked*: those all of whose words it holds."""
    given = frozenset(asked.stems)
    rows = Promotion.objects.shown().order_by("pk").values_list("pk", "words", "story_id")
    called = [
        (pk, story) for pk, words, story in rows[:LOOKED_AT] if _stems(words, tongue) <= given
    ]
    reading.note(*(f"promotion:{pk}" for pk, _story in called))
    return story_cards.in_order(dict.fromkeys(story for _pk, story in called[:SHOWN]))


@lru_cache(maxsize=1000)
def _stems(words: str, tongue: Tongue) -> frozenset[str]:
    """The stems of a promotion; a stem that nobody can ask for when it has none."""
    return frozenset(asking.understood(words, tongue).stems) or frozenset({""})
