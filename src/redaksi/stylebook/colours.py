"""Colours: how well two of them can be told apart, and the nearest one that can.

The measure is the contrast ratio of WCAG 2.2, from 1 (the same) to 21 (black on white). Colours are
written ``#rrggbb``.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable

Rgb = tuple[float, float, float]
WRITTEN = re.compile(r"#[0-9a-fA-F]{6}")
WHITE, BLACK = "#ffffff", "#000000"
#: Steps from black to white in which a nearer colour is looked for.
STEPS = 255


def is_colour(text: str) -> bool:
    """Whether *text* is a colour as we write it."""
    return WRITTEN.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, *contrast ratio*)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of *colour*, 0 to 1 (WCAG 2.2, *relative luminance*)."""
    red, green, blue = (_linear(part) for part in _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def mixed(one: str, other: str, share: float) -> str:
    """*one* with *share* (0 to 1) of *other* in it."""
    pairs = zip(_rgb(one), _rgb(other), strict=True)
    red, green, blue = (a + (b - a) * share for a, b in pairs)
    return _written((red, green, blue))


def stronger(ground: str) -> str:
    """White or black, whichever is read better on *ground*: 4.5:1 at least on any colour."""
    return max((WHITE, BLACK), key=lambda one: contrast(one, ground))


def reads_on(colour: str, grounds: Iterable[str], needed: float) -> bool:
    """Whether *colour* has the contrast *needed* with every one of *grounds*."""
    return all(contrast(colour, ground) >= needed for ground in grounds)


def nearest(colour: str, grounds: Iterable[str], needed: float) -> str:
    """*colour*, made lighter or darker by the least that gives it the contrast *needed* with every
    one of *grounds*; the stronger of white and black where no lightness does."""
    grounds = tuple(grounds)
    hue, lightness, saturation = colorsys.rgb_to_hls(*_rgb(colour))
    for step in range(STEPS + 1):
        for at in (lightness - step / STEPS, lightness + step / STEPS):
            if 0 <= at <= 1:
                found = colour if step == 0 else _written(colorsys.hls_to_rgb(hue, at, saturation))
                if reads_on(found, grounds, needed):
                    return found
    return stronger(grounds[0])


def _rgb(colour: str) -> Rgb:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _written(parts: Rgb) -> str:
    return "#" + "".join(f"{round(min(max(part, 0), 1) * 255):02x}" for part in parts)
