"""What a picture file says about itself: IPTC/IIM, XMP and EXIF, reconciled into one set of fields.

Pillow takes the blocks out of the file; `iim`, `xmp` and `exif` each turn one block into fields;
this module decides which of them speaks. A broken block costs only itself.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

from PIL import Image, features

from redaksi.photos import exif, iim, plain, xmp
from redaksi.photos.iptc import LINE, LINES, LISTS, NAMES, TEXTS, PhotoMetadata
from redaksi.photos.plain import Fields, Value

_AVIF = ["AVIF"] if features.check("avif") else []
FORMATS = ["JPEG", "PNG", "WEBP", "TIFF", "GIF", *_AVIF]


def read(data: bytes) -> PhotoMetadata:
    """Read the metadata of a whole picture file; never raises, whatever the bytes are.

    A block that can't be read adds a sentence to `warnings` and the others are used.
    """
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            return _read(picture)
    # Decoders raise what they like, and a photo without words is still a photo.
    except Exception as error:  # noqa: BLE001
        return PhotoMetadata(
            warnings=(f"The file could not be opened for its metadata ({type(error).__name__}).",)
        )


def washed(found: Fields, warnings: tuple[str, ...] = ()) -> PhotoMetadata:
    """Build PhotoMetadata from raw fields: plain text, no control characters, lengths capped."""
    return PhotoMetadata(
        **{name: _wash(name, found.get(name)) for name in NAMES},  # type: ignore[arg-type]
        warnings=warnings,
    )


def reconcile(
    xmp_says: Fields, iim_says: Fields, exif_says: Fields, *, iim_is_newer: bool = False
) -> Fields:
    """Choose each field's value: XMP, then IIM, then EXIF.

    `iim_is_newer` (the digest in the file does not fit the IIM block: software that knows no XMP
    wrote last) lets IIM win, except where it is only the beginning of the XMP value, because IIM
    cuts its fields (a credit at 32 octets). Source: Metadata Working Group, Guidelines 2.0.
    EXIF comes last for words: cameras and phones put their model names there.
    """
    return {
        name: _choose(
            name, xmp_says.get(name), iim_says.get(name), exif_says.get(name), iim_is_newer
        )
        for name in NAMES
    }


def write_xmp(words: PhotoMetadata) -> bytes:
    """Write these fields as an XMP packet (UTF-8, under 60,000 octets) for a rendition."""
    return xmp.write(words)


def _read(picture: Image.Image) -> PhotoMetadata:
    warnings: list[str] = []
    xmp_says = _tried("XMP", lambda: xmp.read(_packet(picture), warnings), warnings)
    block, digest = iim.blocks(picture)
    iim_says = _tried("IPTC", lambda: iim.read(block, warnings), warnings)
    exif_says = _tried("EXIF", lambda: exif.read(picture), warnings)
    newer = bool(digest) and digest != iim.digest(block)
    return washed(reconcile(xmp_says, iim_says, exif_says, iim_is_newer=newer), tuple(warnings))


def _tried(name: str, reader: Callable[[], Fields], warnings: list[str]) -> Fields:
    try:
        return reader()
    except Exception as error:  # noqa: BLE001 - a broken block is reported, never fatal
        warnings.append(f"The {name} block could not be read ({type(error).__name__}: {error}).")
        return {}


def _packet(picture: Image.Image) -> bytes:
    packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    return packet.encode() if isinstance(packet, str) else bytes(packet)


def _choose(
    name: str, xmp_says: Value, iim_says: Value, exif_says: Value, iim_is_newer: bool
) -> Value:
    first, second = (xmp_says, iim_says)
    if iim_is_newer and iim_says and not _is_beginning(iim_says, xmp_says):
        first, second = (iim_says, xmp_says)
    chosen = first or second or exif_says
    return _with_time(chosen, second, exif_says) if name == "created" else chosen


def _is_beginning(short: Value, whole: Value) -> bool:
    if isinstance(short, tuple) and isinstance(whole, tuple):
        return len(short) == len(whole) and all(map(_is_beginning, short, whole))
    if isinstance(short, str) and isinstance(whole, str):
        return " ".join(whole.split()).startswith(" ".join(short.split()))
    return False


def _with_time(chosen: Value, *others: Value) -> Value:
    """A bare date takes the hour from a lower source that names the same day."""
    if not isinstance(chosen, dt.date) or isinstance(chosen, dt.datetime):
        return chosen
    same_day = (
        other for other in others if isinstance(other, dt.datetime) and other.date() == chosen
    )
    return next(same_day, chosen)


def _wash(name: str, value: Value) -> Value:
    if isinstance(value, dt.date):
        return value
    if name in LISTS:
        return plain.lines(_listed(value), *LISTS[name])
    if value is None or name in {"created", "rights_expires"}:
        return None if name in {"created", "rights_expires"} else ""
    text = value if isinstance(value, str) else ", ".join(value)
    if name in TEXTS:
        return plain.paragraphs(text, TEXTS[name])
    return plain.one_line(text, LINES.get(name, LINE))


def _listed(value: Value) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return value if isinstance(value, tuple) else ()
