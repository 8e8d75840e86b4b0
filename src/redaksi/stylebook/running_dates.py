"""Dates in running text: does the weekday fit, and is there such a day at all?

``Sabtu (15/8)``, ``Minggu malam (16/8/2020)``, ``Sabtu-Minggu (15-16/8)``, ``Monday, 17 August``.
Weekdays and months of every language in the table are read, whatever the language of the page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from redaksi.stylebook.languages import LANGUAGES, Language
from redaksi.stylebook.running_advice import Advice, Kind, gettext_noop

_FALSE_WEEKDAY = gettext_noop("%(date)s is %(right)s, not %(weekday)s.")
_NO_SUCH_DATE = gettext_noop("There is no date %(date)s.")
_NEW_YEAR = 2  # months on either side of New Year in which the other year is meant as well

_DAY_MONTH = r"(?P<day>\d{1,2})\s?/\s?(?P<month>\d{1,2})(?:\s?/\s?(?P<year>\d{4}|\d{2}))?"
_BARE = re.compile(rf"\({_DAY_MONTH}\)|(?<![\w/.-])\d{{1,2}}/\d{{1,2}}/\d{{4}}(?![\w/-])")


@dataclass(frozen=True, kw_only=True)
class _Claim:
    """A date as it stands in the text, perhaps with a weekday."""

    day: int
    month: int
    year: int | None = None
    weekday: str = ""

    def __str__(self) -> str:
        return f"{self.day}/{self.month}" + (f"/{self.year}" if self.year else "")

    def days(self, published: date) -> list[date]:
        """The days that may be meant, the one in the story's own year first."""
        years = [self.year] if self.year else _years(self.month, published)
        return [found for year in years if (found := _date(year, self.month, self.day))]


def check_dates(text: str, published: date) -> Iterator[Advice]:
    """Advice about the dates in ``text`` of a story published (or written) on that local day."""
    taken: list[tuple[int, int]] = []
    for pattern in (*_patterns(_names("weekdays"), _names("months")), _BARE):
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            yield from filter(None, (_judge(match, c, published) for c in _claims(match)))


def _names(kind: str) -> tuple[str, ...]:
    names = [name for row in LANGUAGES.values() for name in getattr(row, kind)]
    if kind == "weekdays":
        names += [spelling.capitalize() for row in LANGUAGES.values() for spelling in row.spellings]
    return tuple(sorted({*names}, key=len, reverse=True))


@lru_cache(maxsize=8)
def _patterns(weekdays: tuple[str, ...], months: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    name = "|".join(map(re.escape, (*weekdays, *(day.upper() for day in weekdays))))
    weekday, month = rf"\b(?P<weekday>{name})", "|".join(map(re.escape, months))
    return (
        re.compile(
            rf"\b(?P<first>{name})\s?(?:[-–/]|dan|hingga|sampai|and|to)\s?(?P<weekday>{name})"
            rf"(?:\s[a-z]+){{0,2}}\s?\((?P<first_day>\d{{1,2}})(?:/(?P<first_month>\d{{1,2}}))?"
            rf"\s?[-–]\s?{_DAY_MONTH}\)"
        ),
        re.compile(rf"{weekday}(?:\s[a-z]+){{0,2}}(?:\s[A-Z]{{3,4}})?,?\s?\({_DAY_MONTH}\)"),
        re.compile(
            rf"(?:{weekday}\s?[,(]?\s?)?(?<!\d)(?P<day>\d{{1,2}})\s(?P<name>{month})\b"
            r"(?:,?\s(?P<year>\d{4})\b)?"
        ),
        re.compile(
            rf"{weekday},?\s(?P<name>{month})\s(?P<day>\d{{1,2}})\b(?:,?\s(?P<year>\d{{4}})\b)?"
        ),
    )


def _claims(match: re.Match[str]) -> Iterator[_Claim]:
    parts = match.groupdict()
    if not parts["day"]:  # 31/2/2020 without parentheses
        parts = dict(zip(("day", "month", "year"), match.group().split("/"), strict=True))
    year = _full_year(parts["year"])
    month = int(parts.get("month") or _month_number(parts["name"]))
    if first := parts.get("first"):
        first_month = int(parts["first_month"] or month)
        yield _Claim(day=int(parts["first_day"]), month=first_month, year=year, weekday=first)
    weekday = parts.get("weekday") or ""
    yield _Claim(day=int(parts["day"]), month=month, year=year, weekday=weekday)


def _judge(match: re.Match[str], claim: _Claim, published: date) -> Advice | None:
    days = claim.days(published)
    if not days:
        return _no_such_date(match, claim, published) if _is_meant_as_date(claim) else None
    row, weekday = _weekday(claim.weekday)
    if row is None or any(day.weekday() == weekday for day in days):
        return None
    return _false_weekday(match, claim, days[0], row)


def _is_meant_as_date(claim: _Claim) -> bool:
    """(24/7) and (110/70) may be anything; with a weekday or a year it is a date."""
    likely = 1 <= claim.day <= 31 and 1 <= claim.month <= 12
    return bool(claim.weekday or claim.year) or likely


def _no_such_date(match: re.Match[str], claim: _Claim, published: date) -> Advice:
    swapped = _Claim(day=claim.month, month=claim.day, year=claim.year)
    right = match.group().replace(str(claim), str(swapped)) if swapped.days(published) else ""
    leap = not claim.year and (claim.day, claim.month) == (29, 2)
    return Advice(
        kind=Kind.NO_SUCH_DATE,
        found=match.group(),
        says=_NO_SUCH_DATE,
        params={"date": f"{claim}/{published.year}" if leap else str(claim)},
        suggestion=right if right != match.group() else "",
        start=match.start(),
        end=match.end(),
    )


def _false_weekday(match: re.Match[str], claim: _Claim, day: date, row: Language) -> Advice:
    right = row.weekdays[day.weekday()]
    printed = right.upper() if claim.weekday.isupper() else right
    return Advice(
        kind=Kind.WEEKDAY,
        found=match.group(),
        says=_FALSE_WEEKDAY,
        params={
            "date": f"{day.day}/{day.month}/{day.year}",
            "right": right,
            "weekday": claim.weekday,
        },
        suggestion=match.group().replace(claim.weekday, printed, 1),
        start=match.start(),
        end=match.end(),
    )


def _weekday(name: str) -> tuple[Language | None, int]:
    """The language that has this weekday, and its index."""
    for row in LANGUAGES.values():
        for index, weekday in enumerate(row.weekdays):
            if name.lower() == weekday.lower():
                return row, index
        if name.lower() in row.spellings:
            return row, row.spellings[name.lower()]
    return None, -1


def _month_number(name: str) -> int:
    rows = (row.months for row in LANGUAGES.values() if name in row.months)
    return next((months.index(name) + 1 for months in rows), 0)


def _years(month: int, published: date) -> list[int]:
    """The story's year, and round New Year the one before or after it."""
    years = [published.year]
    if published.month <= _NEW_YEAR and month > 12 - _NEW_YEAR:
        years.insert(0, published.year - 1)
    if published.month > 12 - _NEW_YEAR and month <= _NEW_YEAR:
        years.insert(0, published.year + 1)
    return years


def _full_year(text: str | None) -> int | None:
    return (2000 + int(text) if len(text) == 2 else int(text)) if text else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
