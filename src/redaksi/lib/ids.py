"""Keys for paging: the place of one row in a list ordered by moment and id.

Ten characters of base 62 hold the microseconds since year 1, the rest holds the id without
leading zeros, so every key has one spelling, fits an address as it is, and sorts by moment.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
MOMENT_LENGTH = 10
LARGEST_ID = 2**63 - 1
_FIRST = datetime.min.replace(tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LAST = (datetime.max.replace(tzinfo=UTC) - _FIRST) // _MICROSECOND
_SHAPE = re.compile(r"[0-9A-Za-z]{10}(?:0|[1-9A-Za-z][0-9A-Za-z]{0,10})", re.ASCII)


class BadKey(ValueError):
    """A key that `encode_key` never wrote; `seen` is its beginning, safe to print."""

    def __init__(self, seen: object) -> None:
        text = seen if isinstance(seen, str) else type(seen).__name__
        self.seen = ascii(text[:40]) + ("…" if len(text) > 40 else "")
        super().__init__(
            f"The key {self.seen} is not one of ours; a key is 11 to 21 letters and digits, "
            "taken unchanged from the address of a list."
        )


def encode_key(moment: datetime, id: int) -> str:
    """The key of the row at `moment` (aware) with `id` (0 to 2**63 - 1), 11 to 21 characters.

    Raises ValueError for a moment without a zone or outside years 1 to 9999 in UTC, or a bad id.
    """
    if moment.utcoffset() is None:
        raise ValueError(f"The moment {moment.isoformat()} has no zone; give one.")
    ticks = (moment - _FIRST) // _MICROSECOND
    if not 0 <= ticks <= _LAST:
        raise ValueError(f"The moment {moment.isoformat()} is outside years 1 to 9999 in UTC.")
    if not 0 <= id <= LARGEST_ID:
        raise ValueError(f"The id {id} is outside 0 to {LARGEST_ID}.")
    return _write(ticks).rjust(MOMENT_LENGTH, DIGITS[0]) + _write(id)


def decode_key(key: str) -> tuple[datetime, int]:
    """The moment (aware, UTC, exact to the microsecond) and the id in `key`; raises BadKey."""
    if not isinstance(key, str) or not _SHAPE.fullmatch(key):
        raise BadKey(key)
    ticks, id = _read(key[:MOMENT_LENGTH]), _read(key[MOMENT_LENGTH:])
    if ticks > _LAST or id > LARGEST_ID:
        raise BadKey(key)
    return _FIRST + ticks * _MICROSECOND, id


def _write(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, len(DIGITS))
        text = DIGITS[digit] + text
    return text or DIGITS[0]


def _read(text: str) -> int:
    number = 0
    for digit in text:
        number = number * len(DIGITS) + DIGITS.index(digit)
    return number
