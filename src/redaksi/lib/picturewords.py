"""What is said about pictures: facts, recipes, results, limits and reasons to refuse."""

from __future__ import annotations

import builtins
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from redaksi.lib.framing import Fractions

READABLE = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF")
WRITABLE = ("webp", "jpeg", "png", "avif")
LONGEST_XMP = 60_000  # a JPEG segment holds 65,502 bytes of XMP

REFUSALS: Mapping[str, str] = {
    "empty": "The file is empty; choose the picture again.",
    "too-many-bytes": "The file has %(megabytes)s MB; up to %(allowed)s MB are allowed.",
    "wrong-type": "The file is %(seen)s; JPEG, PNG, WebP, GIF, TIFF and AVIF are allowed. "
    "Save it as JPEG in a picture program.",
    "too-many-pixels": "The picture has %(megapixels)s megapixels; up to %(allowed)s are allowed. "
    "Make it smaller in a picture program.",
    "cut-short": "The picture is cut short: part of the file is missing. Send it again.",
    "broken": "The picture can't be opened (%(seen)s). Save it again in a picture program.",
    "more-behind": "Behind the picture the file holds %(bytes)s bytes of something else; only "
    "pictures are allowed. Save it again in a picture program.",
    "hidden": "The file hides %(seen)s beside the picture, which is not allowed. "
    "Save it again in a picture program.",
    "too-heavy": "Opening the picture takes more than the %(allowed)s MB of memory allowed. "
    "Make it smaller in a picture program.",
    "does-not-fit": "Even at the lowest quality the picture has %(bytes)s bytes; "
    "up to %(allowed)s are allowed.",
}
"""Reason codes and their sentences, to be filled with the values of a PictureRefused."""


class PictureRefused(Exception):
    """A picture that is not taken: `code` is one of REFUSALS, `values` fill its sentence."""

    sentences: ClassVar[Mapping[str, str]] = REFUSALS

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.values = code, values
        super().__init__(self.sentences[code] % values)


class PictureFailed(Exception):
    """The process that opens pictures died or took too long; the next picture gets a new one."""


@dataclass(frozen=True, kw_only=True)
class PictureLimits:
    """What one picture may take: bytes of its file, megapixels, memory in MB, seconds."""

    max_bytes: int = 64_000_000
    megapixels: int = 50
    memory: int = 1_024
    seconds: float = 30.0


@dataclass(frozen=True, kw_only=True)
class Facts:
    """A picture as a viewer sees it: width and height are after turning it upright.

    `format` is one of READABLE, `orientation` the EXIF number 1 to 8, `bytes` the file's size.
    """

    format: str
    width: int
    height: int
    frames: int
    orientation: int
    has_alpha: bool
    bytes: int


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How to make one rendition; the picture is turned upright first and never enlarged.

    `box` is cut out first; `ratio` (width over height) fills, round `focus`; `width` and `height`
    are the most it may have. `quality` 1 to 100 is lowered until `max_bytes` is kept. `xmp` is a
    whole packet to embed. JPEG has no transparency: it is laid on white.
    """

    format: str = "webp"
    box: Fractions | None = None
    ratio: float | None = None
    focus: Fractions | None = None
    width: int | None = None
    height: int | None = None
    quality: int = 80
    max_bytes: int | None = None
    xmp: bytes = field(default=b"", repr=False)

    def __post_init__(self) -> None:
        if self.format not in WRITABLE:
            raise ValueError(f"The format {self.format!r} is not one of {', '.join(WRITABLE)}.")
        if not 1 <= self.quality <= 100:
            raise ValueError(f"The quality {self.quality} is outside 1 to 100.")
        if len(self.xmp) > LONGEST_XMP:
            raise ValueError(f"The XMP has {len(self.xmp)} bytes; up to {LONGEST_XMP} fit.")
        for box in filter(None, (self.box, self.focus)):
            _check_box(box, empty_allowed=box is self.focus)
        for name in ("ratio", "width", "height", "max_bytes"):
            value = getattr(self, name)
            if value is not None and not (value > 0 and math.isfinite(value)):
                raise ValueError(f"The {name} {value} must be more than 0.")


def _check_box(box: Fractions, *, empty_allowed: bool) -> None:
    left, top, right, bottom = box
    orderly = left <= right and top <= bottom if empty_allowed else left < right and top < bottom
    if not (orderly and all(0 <= edge <= 1 for edge in box)):
        raise ValueError(f"The box {box} must be left, top, right, bottom as fractions 0 to 1.")


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """A finished rendition: its file, format (one of WRITABLE), size, and the quality it got."""

    bytes: builtins.bytes = field(repr=False)
    format: str
    width: int
    height: int
    quality: int
