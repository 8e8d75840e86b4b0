"""Deflated pieces that can be joined, and one valid gzip member made of them.

Each piece is raw deflate ended with a full flush: it stands on a byte boundary and looks back at
nothing. A member is the header, any pieces, an empty last block, the combined CRC and the length
(RFC 1951, RFC 1952). Nobody keeps the bytes before packing.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from isal import isal_zlib

HEADER = bytes.fromhex("1f8b08000000000002ff")
LAST_BLOCK = b"\x03\x00"
LARGE = 64 * 1024  # bytes; above it a reader would wait for zlib


@dataclass(kw_only=True, slots=True, eq=False)
class Piece:
    """One deflated run of bytes: `crc` and `length` are of the bytes before packing, `digest` too.

    `users` is how many entries of the store hold it.
    """

    data: bytes
    crc: int
    length: int
    digest: bytes
    users: int = 0


def pack(raw: bytes) -> Piece:
    """Deflate once: with zlib's level 9, or with isal when there is more than 64 KB."""
    return Piece(
        data=_deflate(raw) if raw else b"",
        crc=isal_zlib.crc32(raw),
        length=len(raw),
        digest=blake2b(raw, digest_size=16).digest(),
    )


def splice(pieces: Sequence[Piece]) -> tuple[bytes, ...]:
    """The parts of one gzip member, to be joined; the pieces' own bytes are not copied."""
    return (HEADER, *[piece.data for piece in pieces], _trailer(pieces))


def inflate(pieces: Iterable[Piece]) -> bytes:
    """The bytes as they were before packing."""
    whole = b"".join([piece.data for piece in pieces]) + LAST_BLOCK
    return isal_zlib.decompress(whole, wbits=-15)


def fingerprint(pieces: Iterable[Piece], start: bytes = b"") -> str:
    """24 hexadecimal digits that stand for these pieces in this order."""
    return blake2b(start + b"".join([piece.digest for piece in pieces]), digest_size=12).hexdigest()


def _deflate(raw: bytes) -> bytes:
    if len(raw) > LARGE:
        fast = isal_zlib.compressobj(isal_zlib.ISAL_BEST_COMPRESSION, wbits=-15)
        return fast.compress(raw) + fast.flush(isal_zlib.Z_FULL_FLUSH)
    small = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    return small.compress(raw) + small.flush(zlib.Z_FULL_FLUSH)


def _trailer(pieces: Iterable[Piece]) -> bytes:
    crc = length = 0
    for piece in pieces:
        crc = isal_zlib.crc32_combine(crc, piece.crc, piece.length)
        length += piece.length
    return LAST_BLOCK + struct.pack("<II", crc, length & 0xFFFFFFFF)
