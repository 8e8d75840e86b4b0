"""Which crops a photo gets, decided from its size alone; pure.

Widths are those of the look (section 5); structured data and shared links want a picture of at
least 1,200 pixels. Nothing is ever made larger than it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

#: Raise it when recipes change: every photo is then cropped anew, in the background.
EDITION = 1
CARD, WHOLE, SHARE = "3x2", "whole", "share"
RATIOS = {CARD: (3, 2), "16x9": (16, 9), "4x3": (4, 3), "1x1": (1, 1), SHARE: (40, 21)}
WIDTHS = {CARD: (240, 480, 960, 1440), WHOLE: (480, 960, 1440)}
BOTH, FALLBACK = ("webp", "jpeg"), ("jpeg",)
QUALITY = {"webp": 76, "jpeg": 80}
LARGE, SHARED = 1200, 1200
SHARED_BYTES = 300_000
#: WebP counts its pixels in 14 bits; a long infographic is JPEG only.
HIGHEST_WEBP = 16_383
#: A photo that is a quarter wider than the last width that fits gets its own full width as well.
WORTH_IT = 1.25


@dataclass(frozen=True, kw_only=True)
class Cut:
    """One file to be made: pixels, format (`webp`, `jpeg`) and at most `max_bytes` octets."""

    use: str
    format: str
    width: int
    height: int
    max_bytes: int | None = None

    @property
    def quality(self) -> int:
        return QUALITY[self.format]

    @property
    def ratio(self) -> tuple[int, int] | None:
        return RATIOS.get(self.use)


def cuts(width: int, height: int) -> list[Cut]:
    """Every file that a photo of *width* × *height* pixels (upright) gets."""
    made = [*_lists(CARD, width, height), *_lists(WHOLE, width, height)]
    made += [_single(use, width, height, LARGE) for use in ("16x9", "4x3", "1x1")]
    return [*made, _single(SHARE, width, height, SHARED, SHARED_BYTES)]


def room(use: str, width: int, height: int) -> tuple[int, int]:
    """The largest part of *width* × *height* pixels that has the shape of *use*."""
    if use not in RATIOS:
        return width, height
    across, down = RATIOS[use]
    if width * down > height * across:
        return max(1, height * across // down), height
    return width, max(1, width * down // across)


def widths(wanted: tuple[int, ...], most: int) -> list[int]:
    """Those of *wanted* that *most* pixels fill; its full width when that is worth it."""
    fit = [width for width in wanted if width <= most]
    if not fit or (len(fit) < len(wanted) and most >= fit[-1] * WORTH_IT):
        fit.append(most)
    return fit


def _lists(use: str, width: int, height: int) -> Iterator[Cut]:
    across, down = room(use, width, height)
    for wide in widths(WIDTHS[use], across):
        high = max(1, round(wide * down / across))
        for each in BOTH if high <= HIGHEST_WEBP else FALLBACK:
            yield Cut(use=use, format=each, width=wide, height=high)


def _single(use: str, width: int, height: int, wanted: int, most: int | None = None) -> Cut:
    across, down = room(use, width, height)
    wide = min(wanted, across)
    high = max(1, round(wide * RATIOS[use][1] / RATIOS[use][0]))
    return Cut(use=use, format="jpeg", width=wide, height=min(high, down), max_bytes=most)
