"""Dates and times as readers see them, with the name of the zone.

Every function takes an aware moment (UTC in the database), the newspaper's zone as a name or a
``tzinfo``, and the page's language code. A naive moment is refused with ValueError.
"""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from redaksi.stylebook.languages import language as speech

INDONESIAN_ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
_ABBREVIATION = re.compile(r"[A-Za-z]+")

Zone = str | tzinfo


def zone_name(moment: datetime, zone: Zone, language: str = "id") -> str:
    """The zone's name at that moment: WIB, WITA, WIT, another zone's letters, or UTC+5:45.

    The zone database itself says WIB for Jakarta and Pontianak, WITA for Makassar and WIT for
    Jayapura, and for every other name with the same rules; zones without letters show their offset.
    """
    name = _local(moment, zone).tzname() or ""
    if not _ABBREVIATION.fullmatch(name):
        return _offset_name(moment, zone)
    return speech(language).zone_names.get(name, name)


def clock_time(moment: datetime, zone: Zone, language: str = "id") -> str:
    """``09:53 WIB``."""
    return f"{_local(moment, zone):%H:%M} {zone_name(moment, zone, language)}"


def day(moment: datetime, zone: Zone, language: str = "id") -> str:
    """``17 Agustus 2020``."""
    local = _local(moment, zone)
    return f"{_day_month(local, language)} {local.year}"


def day_long(moment: datetime, zone: Zone, language: str = "id") -> str:
    """``Senin 17 Agustus 2020``."""
    return f"{_weekday(moment, zone, language)} {day(moment, zone, language)}"


def long_time(moment: datetime, zone: Zone, language: str = "id") -> str:
    """The time line of a story: ``Senin 17 Agustus 2020, 09:53 WIB``."""
    return f"{day_long(moment, zone, language)}, {clock_time(moment, zone, language)}"


def short_time(moment: datetime, now: datetime, zone: Zone, language: str = "id") -> str:
    """The time in a list: only the clock today, the day within this year, else the whole date.

    ``09:53 WIB`` · ``17 Agustus, 09:53 WIB`` · ``17 Agustus 2020, 09:53 WIB``. What it says
    changes with ``now``: a stored page that shows it is good until ``next_day(now, zone)``.
    """
    local, today = _local(moment, zone), _local(now, zone)
    clock = clock_time(moment, zone, language)
    if local.date() == today.date():
        return clock
    if local.year == today.year:
        return f"{_day_month(local, language)}, {clock}"
    return f"{day(moment, zone, language)}, {clock}"


def updated(moment: datetime, published: datetime, zone: Zone, language: str = "id") -> str:
    """The time of an update: ``14:20 WIB`` on the local day of publication, else day and time."""
    if _local(moment, zone).date() == _local(published, zone).date():
        return clock_time(moment, zone, language)
    return long_time(moment, zone, language)


def other_zones(moment: datetime, zone: Zone, language: str = "id") -> tuple[str, ...]:
    """The same moment in the other Indonesian zones, west to east: ``10:53 WITA``, ``11:53 WIT``.

    A newspaper outside the three gets all three. Where it is another day there than in ``zone``
    the weekday stands before the time: ``Selasa 00:30 WITA``.
    """
    here, own = _local(moment, zone), zone_name(moment, zone)
    return tuple(
        _weekday_if_other_day(moment, here, other, language) + clock_time(moment, other, language)
        for name, other in INDONESIAN_ZONES.items()
        if name != own
    )


def beside(moment: datetime, zone: Zone, language: str = "id") -> tuple[str, ...]:
    """The same moment for colleagues elsewhere: in the other Indonesian zones, or, for a newspaper
    outside the three, in UTC (``02:53 UTC``)."""
    if zone_name(moment, zone) in INDONESIAN_ZONES:
        return other_zones(moment, zone, language)
    here, own = _local(moment, zone), zone_name(moment, zone, language)
    if own == "UTC":
        return ()
    return (_weekday_if_other_day(moment, here, UTC, language) + clock_time(moment, UTC, language),)


def next_day(moment: datetime, zone: Zone) -> datetime:
    """The moment, in UTC, at which the next local day begins."""
    tomorrow = _local(moment, zone).date() + timedelta(days=1)
    midnight = datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=_tzinfo(zone))
    return midnight.astimezone(UTC)


def _weekday_if_other_day(moment: datetime, here: datetime, zone: Zone, language: str) -> str:
    if _local(moment, zone).date() == here.date():
        return ""
    return f"{_weekday(moment, zone, language)} "


def _weekday(moment: datetime, zone: Zone, language: str) -> str:
    return speech(language).weekdays[_local(moment, zone).weekday()]


def _day_month(local: datetime, language: str) -> str:
    return f"{local.day} {speech(language).months[local.month - 1]}"


def _offset_name(moment: datetime, zone: Zone) -> str:
    offset = _local(moment, zone).utcoffset() or timedelta()
    minutes = int(offset / timedelta(minutes=1))
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def _local(moment: datetime, zone: Zone) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError(
            f"The moment {moment.isoformat(' ')} has no time zone, so its day and clock are not "
            "known; give an aware datetime, for example one with tzinfo=UTC."
        )
    return moment.astimezone(_tzinfo(zone))


def _tzinfo(zone: Zone) -> tzinfo:
    if isinstance(zone, tzinfo):
        return zone
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise ValueError(
            f"No time zone is called {zone!r}; give a name of the IANA zone database such as "
            "'Asia/Jakarta', and install the package tzdata when this machine has no database."
        ) from problem
