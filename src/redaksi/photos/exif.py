"""The words in a picture's EXIF block (Exif 2.32, and Windows' XP fields), as fields."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PIL import ExifTags, Image, TiffImagePlugin

from redaksi.photos import moments, plain
from redaksi.photos.iim import decode

_DIGITAL_ORIGINAL = (ExifTags.Base.DateTimeOriginal, ExifTags.Base.OffsetTimeOriginal)
_COMMENT_CODES = {b"ASCII\0\0\0": "", b"JIS\0\0\0\0\0": "iso2022_jp", b"\0" * 8: ""}
# What cameras write into ImageDescription by themselves: no caption.
_FACTORY = re.compile(
    r"(?i)^(?:[\w ]*digital camera|sony dsc|dcim.*|exif_jpeg_picture|default|untitled)$"
)


def read(picture: Image.Image) -> plain.Fields:
    """Turn a picture's EXIF block into raw fields (not yet washed)."""
    if "exif" not in picture.info and not isinstance(picture, TiffImagePlugin.TiffImageFile):
        return {}  # asking a PNG for it would decode all its pixels, here, in the server
    top = picture.getexif()
    inner: Mapping[int, object] = top.get_ifd(ExifTags.IFD.Exif)
    base = ExifTags.Base
    comment = _comment(inner.get(base.UserComment), top.endian or "<")
    captions = (_text(top.get(base.ImageDescription)), _wide(top.get(base.XPComment)), comment)
    return {
        "caption": next((text for text in captions if text and not _FACTORY.match(text)), ""),
        "title": _wide(top.get(base.XPTitle)) or _wide(top.get(base.XPSubject)),
        "byline": _names(_text(top.get(base.Artist))) or _names(_wide(top.get(base.XPAuthor))),
        "copyright_notice": _copyright(top.get(base.Copyright)),
        "keywords": _names(_wide(top.get(base.XPKeywords))),
        "created": moments.from_exif(*(_text(inner.get(tag)) for tag in _DIGITAL_ORIGINAL)),
    }


def _text(value: object) -> str:
    """An ASCII field: Pillow hands it over as Latin-1, writers put UTF-8 there (MWG 2.0)."""
    if isinstance(value, bytes):
        return decode(value).strip("\0 \n")
    text = value.encode("latin-1", "ignore") if isinstance(value, str) else b""
    return decode(text).strip("\0 \n")


def _wide(value: object) -> str:
    """A Windows XP field: UTF-16, little-endian, in a field of bytes."""
    if isinstance(value, tuple) and set(value) <= set(range(256)):
        value = bytes(value)
    return value.decode("utf-16-le", "ignore").strip("\0 \n") if isinstance(value, bytes) else ""


def _copyright(value: object) -> str:
    """Exif allows `photographer NUL editor`; a blank photographer stands for none."""
    return ", ".join(part.strip() for part in _text(value).split("\0") if part.strip())


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip().strip('"') for part in text.split(";") if part.strip())


def _comment(value: object, endian: str) -> str:
    """UserComment: eight octets name the code, then the text; UNICODE is UTF-16 of either order."""
    if not isinstance(value, bytes) or len(value) <= 8:
        return ""
    code, text = value[:8], value[8:]
    if code == b"UNICODE\0":
        return _utf16(text, endian).strip("\0 \n")
    declared = _COMMENT_CODES.get(code)
    return decode(text if declared is not None else value, declared or "").strip("\0 \n")


def _utf16(text: bytes, endian: str) -> str:
    if text[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return text.decode("utf-16", "ignore")
    orders = ("utf-16-be", "utf-16-le") if endian == ">" else ("utf-16-le", "utf-16-be")
    return max((text.decode(order, "ignore") for order in orders), key=_plausible)


def _plausible(text: str) -> int:
    """Count letters and spaces of ASCII: the wrong byte order has almost none."""
    return sum(character.isascii() and character.isprintable() for character in text)
