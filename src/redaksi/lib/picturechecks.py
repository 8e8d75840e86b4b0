"""Is the file a picture and nothing but a picture? Told by its bytes, before anything is decoded.

A picture program ignores what stands behind a picture or in its comments; a browser, a Java
machine or an archive program may not. So files that are also something else are refused. What
honest cameras append is let through: padding, further JPEGs (MPF previews, gain maps), the short
film of a motion photo and Samsung's trailer. EXIF, IIM and XMP are text for people: whoever
shows them escapes them.
"""

from __future__ import annotations

import re

from redaksi.lib.picturewalks import WALKS, CutShort, Walk, boxes_end, jpeg
from redaksi.lib.picturewords import PictureRefused

FEW_BYTES = 64
MOST_PICTURES = 16
_ACTIVE = re.compile(rb"<script|<\?php|<html|<!doctype|<iframe|<svg[\s>]", re.IGNORECASE)
_PADDING = re.compile(rb"(?:[\0 \t\r\n]|\xff(?!\xd8))*")
_SVG = re.compile(rb"<svg[\s>]", re.IGNORECASE)
_OTHERS = (
    (re.compile(rb"\s*<(?:!doctype html|html|head|body|script|!--)", re.I), "a web page"),
    (re.compile(rb"\s*<\?php", re.I), "a program"),
    (re.compile(rb"\s*<\?xml", re.I), "an XML document"),
    (re.compile(rb"%PDF-"), "a PDF document"),
    (re.compile(rb"%!PS"), "a PostScript document"),
    (re.compile(rb"PK\x03\x04|PK\x05\x06"), "a ZIP archive"),
    (re.compile(rb"\x1f\x8b"), "a gzip archive"),
    (re.compile(rb"8BPS"), "a Photoshop document"),
    (re.compile(rb"BM"), "a Windows bitmap"),
    (re.compile(rb"\x00\x00\x01\x00"), "an icon"),
    (re.compile(rb"\xff\x0a|\x00\x00\x00\x0cJXL "), "a JPEG XL picture"),
    (re.compile(rb"\x00\x00\x00\x0cjP  "), "a JPEG 2000 picture"),
    (re.compile(rb".{4}ftyp(?:hei|hev|mif1|msf1)", re.S), "a HEIC picture"),
    (re.compile(rb".{4}ftyp", re.S), "a video"),
)  # fmt: skip


def check(data: bytes) -> str:
    """The format of `data` (one of READABLE); raises PictureRefused when it is not only that."""
    if not data:
        raise PictureRefused("empty")
    name = sniff(data)
    if name is None:
        raise PictureRefused("wrong-type", seen=_what_else(data))
    _refuse_disguises(data)
    if name in WALKS:
        _walk(name, data)
    return name


def sniff(data: bytes) -> str | None:
    """The format the first bytes of `data` announce, or None when it is none we read."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "GIF"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return "TIFF"
    return "AVIF" if _is_avif(data) else None


def _is_avif(data: bytes) -> bool:
    if data[4:8] != b"ftyp":
        return False
    brands = data[8 : min(int.from_bytes(data[:4], "big"), 256)]
    return any(brands[at : at + 4] in (b"avif", b"avis") for at in range(0, len(brands), 4))


def _what_else(data: bytes) -> str:
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if head.lstrip().startswith(b"<") and _SVG.search(head):
        return "an SVG drawing"
    for pattern, name in _OTHERS:
        if pattern.match(head):
            return name
    return f"no picture (it begins with {ascii(data[:12].decode('latin-1'))})"


def _refuse_disguises(data: bytes) -> None:
    if b"%PDF-" in data[:1024]:
        raise PictureRefused("hidden", seen="a PDF document")
    if _is_archive(data):
        raise PictureRefused("hidden", seen="a ZIP archive")


def _is_archive(data: bytes) -> bool:
    # A ZIP is read from its end record, which may have up to 65,535 bytes of comment behind it.
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    while at >= 0:
        length = int.from_bytes(data[at + 12 : at + 16], "little")
        empty = length == 0 and at + 22 == len(data)
        if empty or (0 < length <= at and data[at - length : at - length + 4] == b"PK\x01\x02"):
            return True
        at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557), at)
    return False


def _walk(name: str, data: bytes) -> None:
    try:
        walk = WALKS[name](data, 0)
    except CutShort:
        raise PictureRefused("cut-short") from None
    except ValueError as error:
        raise PictureRefused("broken", seen=str(error)) from None
    _check_comments(walk)
    _check_rest(name, data[walk.end :])


def _check_comments(walk: Walk) -> None:
    for comment in walk.comments:
        if found := _ACTIVE.search(comment):
            raise PictureRefused("hidden", seen=_quoted(found[0]))


def _check_rest(name: str, rest: bytes) -> None:
    if found := _ACTIVE.search(rest):
        raise PictureRefused("hidden", seen=_quoted(found[0]))
    left = _without_padding(rest)
    if name == "JPEG":
        left = _without_pictures(left)
    if len(left) > FEW_BYTES or left[:2] in (b"PK", b"MZ"):
        raise PictureRefused("more-behind", bytes=len(left))


def _without_pictures(rest: bytes) -> bytes:
    for _ in range(MOST_PICTURES):
        if rest.endswith(b"SEFT") and b"SEFH" in rest:
            return b""
        if not rest.startswith(b"\xff\xd8\xff"):
            break
        try:
            walk = jpeg(rest, 0)
        except ValueError:
            return rest
        _check_comments(walk)
        rest = _without_padding(rest[walk.end :])
    return _without_padding(rest[boxes_end(rest) :]) if rest[4:8] == b"ftyp" else rest


def _without_padding(rest: bytes) -> bytes:
    found = _PADDING.match(rest)
    at = found.end() if found else 0
    box = rest.find(b"ftyp", at, at + 8)  # the length before it may begin with zeros
    return rest[box - 4 :] if box >= 4 else rest[at:]


def _quoted(found: bytes) -> str:
    return f"“{found.decode('ascii').strip()}”"
