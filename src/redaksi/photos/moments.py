"""The date forms of IIM, XMP and EXIF, read without guessing what is not there."""

from __future__ import annotations

import datetime as dt
import re

_EXIF = re.compile(r"(\d{4})[:\-/](\d\d)[:\-/](\d\d)(?:[ T](\d\d):(\d\d):?(\d\d)?)?")
_IIM_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")
_IIM_TIME = re.compile(r"(\d\d):?(\d\d):?(\d\d)?\s*([+-]\d\d:?\d\d)?")
_ZONE = re.compile(r"([+-])(\d\d):?(\d\d)")

Moment = dt.datetime | dt.date | None


def from_iso(text: str) -> Moment:
    """Read an XMP date (`2015-06-29T18:15:36+01:00`, `2004-02-26`); a mere year gives None."""
    text = text.strip().replace("Z", "+00:00")
    try:
        return dt.date.fromisoformat(text) if len(text) == 10 else dt.datetime.fromisoformat(text)
    except ValueError:
        return from_exif(text)


def from_iim(date: str, time: str = "") -> Moment:
    """Join IIM 2:55 (`20040226`) and 2:60 (`170000+0200`).

    A bad date gives None, a bad time the day alone.
    """
    day = _date(*found.groups()) if (found := _IIM_DATE.fullmatch(date.strip())) else None
    clock = _IIM_TIME.fullmatch(time.strip())
    if day is None or clock is None:
        return day
    hour, minute, second, zone = clock.groups()
    return _at(day, hour, minute, second, zone)


def from_exif(text: str, zone: str = "") -> Moment:
    """Read an EXIF date (`2001:05:19 18:36:41`) and its offset (`+07:00`); rubbish is None."""
    found = _EXIF.match(text.strip())
    day = _date(*found.groups()[:3]) if found else None
    if found is None or day is None or found[4] is None:
        return day
    return _at(day, found[4], found[5], found[6], zone)


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _at(day: dt.date, hour: str, minute: str, second: str | None, zone: str | None) -> Moment:
    try:
        clock = dt.time(int(hour), int(minute), int(second or 0), tzinfo=_zone(zone or ""))
    except ValueError:
        return day
    return dt.datetime.combine(day, clock)


def _zone(text: str) -> dt.timezone | None:
    found = _ZONE.fullmatch(text.strip())
    if not found:
        return dt.UTC if text.strip().upper() == "Z" else None
    ahead = dt.timedelta(hours=int(found[2]), minutes=int(found[3]))
    return dt.timezone(ahead if found[1] == "+" else -ahead)
