"""Pictures made on the spot."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from functools import cache

from PIL import Image


@cache
def scene(width: int = 400, height: int = 300, mode: str = "RGB") -> Image.Image:
    """Left half red to right half blue over a grey slope: every corner has its own colour."""
    slope = Image.linear_gradient("L").resize((width, height))
    half = Image.new("L", (width, height), 0)
    half.paste(255, (width // 2, 0, width, height))
    return Image.merge("RGB", (half.point(lambda v: 255 - v), slope, half)).convert(mode)


def encoded(picture: Image.Image, format: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, format, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def zipped(name: str = "a.class", body: bytes = b"harm") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, body)
    return out.getvalue()


def segment(code: int, body: bytes) -> bytes:
    return b"\xff" + bytes([code]) + (len(body) + 2).to_bytes(2, "big") + body


def with_segment(jpeg: bytes, code: int, body: bytes) -> bytes:
    return jpeg[:2] + segment(code, body) + jpeg[2:]


def chunk(kind: bytes, body: bytes) -> bytes:
    crc = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc)


def bomb_png(width: int, height: int) -> bytes:
    """A few kB of PNG that decode to width × height grey pixels."""
    packer = zlib.compressobj(9)
    rows = [packer.compress(bytes(width + 1)) for _ in range(height)]
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = b"".join(rows) + packer.flush()
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )
