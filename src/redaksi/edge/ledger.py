"""How often each key came lately, in a fixed number of octets."""

from __future__ import annotations

import mmap

_COUNT = 0xFFFF
_NAME = 0xFFFF_FFFF_FFFF_0000


class Ledger:
    """Counts of keys (whole numbers of 64 bits that are spread evenly), each in one of `places`.

    A newcomer takes the place of whoever stands there, who is counted from the start when he comes
    back: under a flood much is forgotten, and nothing grows. Memory is taken as it is used, eight
    octets a place at most. `places` is a power of two.
    """

    def __init__(self, places: int) -> None:
        self._last = places - 1
        self.forget()

    def forget(self) -> None:
        """Know nobody any more."""
        self._cells = memoryview(mmap.mmap(-1, (self._last + 1) * 8)).cast("Q")

    def times(self, key: int) -> int:
        """How often `key` came, this time included, as far as that is remembered (to 65,535)."""
        place, name = key & self._last, key & _NAME
        cell = self._cells[place]
        count = cell & _COUNT if cell & _NAME == name else 0
        count += count < _COUNT
        self._cells[place] = name | count
        return count
