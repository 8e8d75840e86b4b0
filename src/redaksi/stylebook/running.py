"""Checks of running text: dates whose weekday does not fit, and numbers in another language's form.

Everything said here is advice: the desk decides. Text comes in plain (``teaser.plain`` of rich
text); places count its characters.
"""

from datetime import date

from redaksi.stylebook.running_advice import Advice, Kind
from redaksi.stylebook.running_dates import check_dates
from redaksi.stylebook.running_numbers import check_numbers

__all__ = ["Advice", "Kind", "check"]


def check(text: str, language: str, published: date) -> list[Advice]:
    """All advice about a plain text, in its order.

    ``published`` is the story's local day: a date without a year is of that year, or of the
    neighbouring year in the months round New Year.
    """
    found = [*check_dates(text, published), *check_numbers(text, language)]
    return sorted(found, key=lambda advice: (advice.start, advice.end))
