"""What an edition must have before readers see it; pure over the facts handed in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_noop as _

from redaksi.stories.rules import Problem

#: The evening before is when a print desk is done.
DAYS_AHEAD = 1


def ready(edition: Any, *, drawn: int, taken: bool, today: date) -> list[Problem]:
    """All Problems of *edition*, musts first.

    *drawn* is how many of its pages are drawn, *taken* whether another published edition has its
    date, *today* the newspaper's day.
    """
    found = [*_file(edition, drawn), *_date(edition, taken, today), *_number(edition)]
    return sorted(found, key=lambda problem: not problem.must)


def _file(edition: Any, drawn: int) -> Iterator[Problem]:
    if not edition.original:
        yield Problem(field="upload", says=_("The edition has no PDF."))
    elif edition.status == "processing" or drawn < edition.page_count:
        yield Problem(
            field="upload",
            says=_("The pages are still being drawn: %(drawn)s of %(pages)s are ready."),
            params={"drawn": drawn, "pages": edition.page_count},
        )
    elif edition.status != "review":
        yield Problem(field="status", says=_("Only an edition that waits for a look is published."))


def _date(edition: Any, taken: bool, today: date) -> Iterator[Problem]:
    if taken:
        yield Problem(
            field="date",
            says=_("Another edition of %(date)s is published; withdraw that one first."),
            params={"date": edition.date.isoformat()},
        )
    if edition.date > today + timedelta(days=DAYS_AHEAD):
        yield Problem(
            field="date",
            says=_("The edition is of %(date)s; today is %(today)s, and one day ahead is allowed."),
            params={"date": edition.date.isoformat(), "today": today.isoformat()},
        )


def _number(edition: Any) -> Iterator[Problem]:
    if not edition.number:
        yield Problem(field="number", says=_("The edition has no number."), must=False)
