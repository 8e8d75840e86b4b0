"""Moments as a curator types them: ``18:00``, ``28/11 18:00``, ``28/11/2021 18:00``."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, tzinfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_SHAPE = re.compile(
    r"\s*(?:(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})(?:[/.-](?P<year>\d{4}))?\s+)?"
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})\s*"
)


def read(text: str, now: datetime, zone: tzinfo, *, past: bool = False) -> datetime | None:
    """The moment that *text* names in *zone*; None for nothing. A clock alone is its next time
    after *now*, or with *past* its last before. Raises ValidationError with a sentence."""
    if not text.strip():
        return None
    found = _SHAPE.fullmatch(text)
    if not found:
        raise _unreadable(text)
    here = now.astimezone(zone)
    said = {name: int(value) for name, value in found.groupdict().items() if value}
    try:
        made = here.replace(
            year=said.get("year", here.year), month=said.get("month", here.month),
            day=said.get("day", here.day), hour=said["hour"], minute=said["minute"],
            second=0, microsecond=0,
        )  # fmt: skip
    except ValueError as problem:
        raise _unreadable(text) from problem
    return made if "day" in said else _nearest(made, here, past=past)


def _nearest(made: datetime, here: datetime, *, past: bool) -> datetime:
    if past:
        return made if made <= here else made - timedelta(days=1)
    return made if made > here else made + timedelta(days=1)


def written(moment: datetime | None, zone: tzinfo) -> str:
    """*moment* as :func:`read` reads it; empty for None."""
    return f"{moment.astimezone(zone):%d/%m/%Y %H:%M}" if moment else ""


def _unreadable(text: str) -> ValidationError:
    says = _("“%(seen)s” is no time; write it as 18:00, 28/11 18:00 or 28/11/2021 18:00.")
    return ValidationError(says % {"seen": text[:40]})
