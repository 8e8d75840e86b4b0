"""Where a picture is cut and how large it comes out: plain geometry, no picture in sight."""

from __future__ import annotations

Fractions = tuple[float, float, float, float]
"""Left, top, right, bottom as fractions of width and height, 0 to 1."""

Pixels = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels, right and bottom just outside."""

WHOLE: Fractions = (0.0, 0.0, 1.0, 1.0)


def crop(
    size: tuple[int, int],
    *,
    box: Fractions | None = None,
    ratio: float | None = None,
    focus: Fractions | None = None,
) -> Pixels:
    """The part of a picture of `size` to keep, at least one pixel each way.

    `box` limits the part. With a `ratio` (width over height) the part is the largest of that
    ratio, laid round the middle of `focus` and moved to stay inside: it holds the whole focus
    when that fits, else its middle. Without focus the middle of the box is kept.
    """
    left, top, right, bottom = _in_pixels(size, box or WHOLE)
    if ratio is None:
        return _whole_pixels(size, left, top, right, bottom)
    width = min(right - left, (bottom - top) * ratio)
    height = width / ratio
    middle = _in_pixels(size, focus or box or WHOLE)
    x = _inside((middle[0] + middle[2] - width) / 2, left, right - width)
    y = _inside((middle[1] + middle[3] - height) / 2, top, bottom - height)
    return _whole_pixels(size, x, y, x + width, y + height)


def fit(
    size: tuple[int, int],
    *,
    width: int | None = None,
    height: int | None = None,
    ratio: float | None = None,
) -> tuple[int, int]:
    """The size of a part of `size` scaled down into `width` × `height`; never scaled up.

    A `ratio` is that of the part before its edges were rounded, so that 1200×630 comes out so.
    """
    most_wide, most_high = min(width or size[0], size[0]), min(height or size[1], size[1])
    ratio = ratio or size[0] / size[1]
    wide = max(1, min(most_wide, round(most_high * ratio)))
    return wide, max(1, min(most_high, round(wide / ratio)))


def _in_pixels(size: tuple[int, int], box: Fractions) -> tuple[float, float, float, float]:
    wide, high = size
    return box[0] * wide, box[1] * high, box[2] * wide, box[3] * high


def _inside(value: float, low: float, high: float) -> float:
    return max(low, min(value, high))


def _whole_pixels(
    size: tuple[int, int], left: float, top: float, right: float, bottom: float
) -> Pixels:
    x = min(max(0, round(left)), size[0] - 1)
    y = min(max(0, round(top)), size[1] - 1)
    wide = max(1, min(round(right - left), size[0] - x))
    high = max(1, min(round(bottom - top), size[1] - y))
    return x, y, x + wide, y + high
