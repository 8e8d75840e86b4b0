"""From end to end through the containers of pictures: where they stop and what they remark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

MOST_FRAMES = 5_000
MOST_SCANS = 200  # a progressive JPEG of a few kB with thousands of scans decodes for minutes
_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8), 0xD8})
_KNOWN_SEGMENTS = (
    b"JFIF\0", b"JFXX\0", b"Exif\0", b"http://ns.adobe.com/", b"ICC_PROFILE\0", b"MPF\0",
    b"Photoshop 3.0\0", b"Adobe", b"FPXR\0", b"urn:iso:std:iso:ts:21496",
)  # fmt: skip
_PNG_SILENT = (b"IDAT", b"fdAT", b"iCCP", b"eXIf")
_WEBP_SILENT = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP", b"EXIF", b"XMP ")
_BOXES = frozenset(
    b"ftyp styp meta mdat moov moof mfra sidx free skip wide uuid idat grpl mpvd udta".split()
)


class CutShort(ValueError):
    """The file ends inside the picture."""


@dataclass(frozen=True, kw_only=True)
class Walk:
    """Where the picture ends, and the bytes of its comments and unknown parts."""

    end: int
    comments: tuple[bytes, ...]


def jpeg(data: bytes, start: int) -> Walk:
    """Walk a JPEG from its first marker to the end marker (ITU T.81, annex B)."""
    comments: list[bytes] = []
    at, scans = start + 2, 0
    while True:
        code, at = _next_marker(data, at)
        if code == 0xD9:
            return Walk(end=at, comments=tuple(comments))
        if code in _STANDALONE:
            continue
        body, at = _segment(data, at)
        if code == 0xFE or (0xE0 <= code <= 0xEF and not body.startswith(_KNOWN_SEGMENTS)):
            comments.append(body)
        scans += code == 0xDA
        if scans > MOST_SCANS:
            raise ValueError(f"more than {MOST_SCANS} scans")


def _next_marker(data: bytes, at: int) -> tuple[int, int]:
    found = _MARKER.search(data, at)
    if not found:
        raise CutShort
    return data[found.end() - 1], found.end()


def _segment(data: bytes, at: int) -> tuple[bytes, int]:
    length = int.from_bytes(data[at : at + 2], "big")
    if at + 2 > len(data) or at + length > len(data):
        raise CutShort
    if length < 2:
        raise ValueError("a segment without a length")
    return data[at + 2 : at + length], at + length


def png(data: bytes, start: int) -> Walk:
    """Walk the chunks of a PNG to IEND."""
    comments: list[bytes] = []
    at = start + 8
    while True:
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + length]
        at += 12 + length
        if at > len(data):
            raise CutShort
        if kind == b"IEND":
            return Walk(end=at, comments=tuple(comments))
        if kind not in _PNG_SILENT and not body.startswith(b"XML:com.adobe.xmp\0"):
            comments.append(body)


def gif(data: bytes, start: int) -> Walk:
    """Walk the blocks of a GIF to its trailer; one that stops between blocks is whole too."""
    comments: list[bytes] = []
    at, frames = start + 13 + _table(data[10:11]), 0
    while at < len(data):
        sign, at = data[at], at + 1
        if sign == 0x3B:
            break
        if sign == 0x2C:
            frames += 1
            at += 10 + _table(data[at + 8 : at + 9])  # descriptor, colours, code size
            _, at = _sub_blocks(data, at)
        elif sign == 0x21:
            label = data[at : at + 1]
            body, at = _sub_blocks(data, at + 1)
            if label != b"\xf9" and not body.startswith(b"XMP DataXMP"):
                comments.append(body)
        else:
            raise ValueError("an unknown block")
        if frames > MOST_FRAMES:
            raise ValueError(f"more than {MOST_FRAMES} frames")
    if at > len(data):
        raise CutShort
    return Walk(end=at, comments=tuple(comments))


def _table(flags: bytes) -> int:
    return 3 << ((flags[0] & 7) + 1) if flags and flags[0] & 0x80 else 0


def _sub_blocks(data: bytes, at: int) -> tuple[bytes, int]:
    parts: list[bytes] = []
    while at < len(data) and data[at]:
        parts.append(data[at + 1 : at + 1 + data[at]])
        at += 1 + data[at]
    if at >= len(data):
        raise CutShort
    return b"".join(parts), at + 1


def webp(data: bytes, start: int) -> Walk:
    """Walk the chunks of a WebP to the length its header gives."""
    end = start + 8 + int.from_bytes(data[start + 4 : start + 8], "little")
    if end > len(data):
        raise CutShort
    comments: list[bytes] = []
    at = start + 12
    while at + 8 <= end:
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        if data[at : at + 4] not in _WEBP_SILENT:
            comments.append(data[at + 8 : min(at + 8 + length, end)])
        at += 8 + length + length % 2
    return Walk(end=end, comments=tuple(comments))


def avif(data: bytes, start: int) -> Walk:
    """Walk the boxes of an AVIF as far as there are boxes."""
    end = boxes_end(data)
    if end > len(data):
        raise CutShort
    return Walk(end=end, comments=())


def boxes_end(data: bytes) -> int:
    """Where the ISO media boxes at the beginning of `data` stop; past its end when cut short."""
    end = 0
    for end in _boxes(data):  # noqa: B007  # the last one is wanted
        pass
    return end


def _boxes(data: bytes) -> Iterator[int]:
    at = 0
    while at + 8 <= len(data) and data[at + 4 : at + 8] in _BOXES:
        length = int.from_bytes(data[at : at + 4], "big")
        if length == 1:
            length = int.from_bytes(data[at + 8 : at + 16], "big")
        if length == 0:
            length = len(data) - at
        if length < 8:
            return
        at += length
        yield at


WALKS: dict[str, Callable[[bytes, int], Walk]] = {
    "JPEG": jpeg,
    "PNG": png,
    "GIF": gif,
    "WEBP": webp,
    "AVIF": avif,
}
