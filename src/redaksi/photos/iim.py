"""The IPTC/IIM block (IPTC-NAA Information Interchange Model 4.2) of a JPEG or TIFF, as fields."""

from __future__ import annotations

import codecs
import hashlib
import io
from collections.abc import Mapping

from PIL import Image, IptcImagePlugin, TiffImagePlugin

from redaksi.photos import moments, plain

PHOTOSHOP_IIM = 0x0404
PHOTOSHOP_IIM_DIGEST = 0x0425
CODED_CHARACTER_SET = (1, 90)
DATASETS = {
    "title": (2, 5),
    "instructions": (2, 40),
    "byline_title": (2, 85),
    "city": (2, 90),
    "sublocation": (2, 92),
    "province": (2, 95),
    "country_code": (2, 100),
    "country": (2, 101),
    "headline": (2, 105),
    "credit": (2, 110),
    "source": (2, 115),
    "copyright_notice": (2, 116),
    "caption": (2, 120),
    "language": (2, 135),
}
LISTS = {"byline": (2, 80), "keywords": (2, 25)}
EXPIRES, EXPIRES_AT = (2, 37), (2, 38)
CREATED, CREATED_AT = (2, 55), (2, 60)
# ISO 2022 escapes in 1:90; the final letter names the part of ISO 8859 in G1 or G2.
_PARTS = dict(zip("ABCDLGFHMVY_b", (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15), strict=True))
_ESCAPES = {
    f"\x1b{plane}{final}".encode(): f"iso8859-{part}"
    for plane in "-."
    for final, part in _PARTS.items()
}
_UTF8 = (b"\x1b%G", b"\x1b%/G", b"\x1b%/H", b"\x1b%/I")

Datasets = Mapping[tuple[int, int], list[bytes]]


class _Block(IptcImagePlugin.IptcImageFile):
    """Pillow's own reader on a bare block, so that what stands before a broken dataset is kept."""

    def __init__(self, block: bytes) -> None:
        self.info = {}
        self.fp = io.BytesIO(block)

    def datasets(self, warnings: list[str]) -> Datasets:
        try:
            self._open()
        except (KeyError, IndexError):
            pass  # a photo's block has no record 3: Pillow has read it all by then
        except (SyntaxError, OSError, ValueError, TypeError, OverflowError) as error:
            warnings.append(
                f"The IPTC block is broken: {error}. What stands before the break was kept."
            )
        return {tag: _octets(value) for tag, value in self.info.items() if isinstance(tag, tuple)}


def blocks(picture: Image.Image) -> tuple[bytes, bytes]:
    """Return the raw IIM block and the MD5 digest stored beside it (each b"" when absent)."""
    resources = picture.info.get("photoshop")
    if isinstance(resources, dict):
        return _bytes(resources.get(PHOTOSHOP_IIM)), _bytes(resources.get(PHOTOSHOP_IIM_DIGEST))
    if isinstance(picture, TiffImagePlugin.TiffImageFile):
        raw = picture.tag_v2._tagdata.get(TiffImagePlugin.IPTC_NAA_CHUNK)
        return _bytes(raw), b""
    return b"", b""


def digest(block: bytes) -> bytes:
    """The MD5 of an IIM block, as Photoshop stores it to see whether others changed the block."""
    return hashlib.md5(block, usedforsecurity=False).digest()


def read(block: bytes, warnings: list[str]) -> plain.Fields:
    """Turn an IIM block into raw fields (not yet washed); `warnings` gains what is broken."""
    found = _Block(block).datasets(warnings) if block else {}
    declared = _declared(found)
    said = {
        tag: tuple(decode(value, declared) for value in values)
        for tag, values in found.items()
        if tag[0] == 2
    }
    return {
        **{name: said[tag][0] for name, tag in DATASETS.items() if tag in said},
        **{name: said[tag] for name, tag in LISTS.items() if tag in said},
        "created": moments.from_iim(_first(said, CREATED), _first(said, CREATED_AT)),
        "rights_expires": moments.from_iim(_first(said, EXPIRES), _first(said, EXPIRES_AT)),
    }


def decode(value: bytes, declared: str = "") -> str:
    """Decode a metadata string: as declared, else UTF-8 if valid, else cp1252.

    A character of UTF-8 that was cut at the end of its field is dropped.
    """
    if b"\x1b$" in value:
        return value.decode("iso2022_jp", "replace")
    if declared and declared != "utf-8":
        return value.decode(declared, "replace")
    try:
        return codecs.getincrementaldecoder("utf-8")("strict").decode(value, final=False)
    except UnicodeDecodeError:
        return _western(value)


def _western(value: bytes) -> str:
    try:
        return value.decode("cp1252")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _declared(found: Datasets) -> str:
    escape = b"".join(found.get(CODED_CHARACTER_SET, []))
    if escape.startswith(_UTF8):
        return "utf-8"
    return next((name for prefix, name in _ESCAPES.items() if prefix in escape), "")


def _first(said: Mapping[tuple[int, int], tuple[str, ...]], tag: tuple[int, int]) -> str:
    return next(iter(said.get(tag, ())), "")


def _octets(value: object) -> list[bytes]:
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, bytes)]


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else b""
