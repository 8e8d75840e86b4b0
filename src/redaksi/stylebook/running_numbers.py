"""Numbers in running text: are they written the way the language writes them?

Indonesian writes 7.000 and 3,5, English 7,000 and 3.5. What may be a year, a time, a version, a
code, a telephone or plate number, a paragraph of a law or an address is left alone, and so is
every number of which the text does not say what it counts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from redaksi.stylebook.languages import Language, known
from redaksi.stylebook.running_advice import Advice, Kind, gettext_noop

_OTHER_FORM = gettext_noop("Numbers are written %(suggestion)s here, not %(found)s.")

_NO_NUMBERS = re.compile(
    r"""https?://\S+ | www\.\S+ | (?<![\w.%+-])[\w.%+-]+@\S+
      | \+\d[\d\s().-]{6,}\d | \(0\d{1,3}\)\s?\d[\d\s-]{4,}\d | (?<![\w.,])0\d{2,}[\d-]*
      | \b(?i:pukul|jam|at|from)\s\d{1,2}[.:]\d{2}(?:\s?[-–]\s?\d{1,2}[.:]\d{2})?(?!\d)
      | \b(?i:tahun|year|pada|sejak|since|in)\s\d{4}\b
      | \b(?i:versi|version|ver\.|v\.?|nomor|no\.?|number|pasal|ayat|bab|article|section|kode|code
             |rekening|halaman|hal\.|page|uu|seri|tipe|type|model)\s?\d[\d.,:/-]*
      | \d{1,2}[.:]\d{2}(?=\s?(?:WIB|WITA|WIT|GMT|UTC|[ap]\.?m\b|waktu\b|-|–))
      | \d{1,4}([./-])\d{1,2}\1\d{1,4}(?!\d)
      | \b[A-Z]{1,2}\s\d{1,4}\s[A-Z]{1,3}\b""",
    re.VERBOSE,
)
_YEARS = range(1900, 2101)
_LONGEST = 12  # digits of a plain number; longer ones are accounts and codes


@dataclass(frozen=True, kw_only=True)
class _Number:
    """A number with what stands round it: ``Rp``, ``7000``, ``orang``."""

    digits: str
    money: str = ""
    unit: str = ""

    def counts(self, language: Language) -> bool:
        """Whether the text says that this is an amount of something."""
        return bool(self.money) or self._is_in(language.counted)

    def is_scaled(self, language: Language) -> bool:
        """Whether three decimals are usual before what follows."""
        return self._is_in(language.scales)

    def _is_in(self, words: frozenset[str]) -> bool:
        return self.unit in words or self.unit.lower() in words


def check_numbers(text: str, language: str) -> Iterator[Advice]:
    """Advice about numbers in another language's form; none for a language without a row."""
    row = known(language)
    if row is None:
        return
    masked = _NO_NUMBERS.sub(lambda match: "_" * len(match.group()), text)
    for match in _pattern(row.money).finditer(masked):
        number = _Number(
            digits=match["digits"], money=match["money"] or "", unit=match["unit"] or ""
        )
        right = _right_form(number, row)
        if right:
            yield _advice(number, right, match.start(), match.end("digits"))


@lru_cache(maxsize=8)
def _pattern(money: frozenset[str]) -> re.Pattern[str]:
    signs = "|".join(re.escape(sign) for sign in sorted(money, key=lambda s: (-len(s), s)))
    return re.compile(
        rf"(?<![\w/:@#+.,-])(?P<money>(?:{signs})\s?)?(?<![/:@#+.,-])(?P<digits>\d+(?:[.,]\d+)*)"
        r"(?![\w/:@])(?!-\w*\d)(?=(?:\s?(?P<unit>%|‰|°[CF]|[^\W\d_]+[²³2]?))?)"
    )


def _advice(number: _Number, right: str, start: int, end: int) -> Advice:
    found, suggestion = number.money + number.digits, number.money + right
    return Advice(
        kind=Kind.NUMBER,
        found=found,
        says=_OTHER_FORM,
        params={"found": found, "suggestion": suggestion},
        suggestion=suggestion,
        start=start,
        end=end,
    )


def _right_form(number: _Number, row: Language) -> str:
    """The number in the language's form, or empty when nothing is wrong or nothing is sure."""
    group, decimal = re.escape(row.group), re.escape(row.decimal)
    if re.fullmatch(rf"[1-9]\d{{0,2}}(?:{decimal}\d{{3}})+(?:{group}\d+)?", number.digits):
        return _swapped(number.digits, row) if _is_grouped_elsewhere(number, row) else ""
    if re.fullmatch(rf"\d+{group}\d{{1,2}}", number.digits):
        return _swapped(number.digits, row) if number.counts(row) else ""
    if re.fullmatch(rf"[1-9]\d{{3,{_LONGEST - 1}}}", number.digits):
        return _grouped(number.digits, row) if _needs_groups(number, row) else ""
    return ""


def _swapped(digits: str, row: Language) -> str:
    return digits.translate(str.maketrans(row.group + row.decimal, row.decimal + row.group))


def _grouped(digits: str, row: Language) -> str:
    return f"{int(digits):,}".replace(",", row.group)


def _is_grouped_elsewhere(number: _Number, row: Language) -> bool:
    """7,000 and 1,250,000 are thousands; 1,125 triliun and 42,195 km may well be decimals."""
    if number.digits.count(row.decimal) > 1 or row.group in number.digits:
        return True
    if number.is_scaled(row):
        return number.digits.endswith("000")
    return number.digits.endswith("00") or number.counts(row)


def _needs_groups(number: _Number, row: Language) -> bool:
    looks_like_year = int(number.digits) in _YEARS and not number.digits.endswith("00")
    return number.counts(row) and (bool(number.money) or not looks_like_year)
