"""A surrogate for tests: asks as the edge asks, and puts the rails in where a page names them."""

from __future__ import annotations

import re
import zlib
from typing import Any

from django.test import Client

CAPABLE = {"surrogate-capability": 'redaksi="ESI/1.0"'}
INCLUDE = re.compile(rb'<esi:include src="([^"]+)" onerror="continue"/>')


def shell(reader: Client, path: str, **headers: str) -> Any:
    """The page at *path* with its rails named, as the application hands it to the edge."""
    return reader.get(path, headers={**CAPABLE, **headers})


def rails_of(body: bytes) -> list[str]:
    """The addresses of the rails that *body* names, in order."""
    return [address.decode() for address in INCLUDE.findall(body)]


def pieces(reader: Client, path: str) -> list[bytes]:
    """The page at *path* in the pieces in which the edge keeps it: shell, rail, shell, ..."""
    parts = INCLUDE.split(shell(reader, path).content)
    return [
        shell(reader, part.decode()).content if number % 2 else part
        for number, part in enumerate(parts)
    ]


def spliced(reader: Client, path: str) -> bytes:
    """The page at *path* as its reader gets it, unpacked."""
    return b"".join(pieces(reader, path))


def weight(parts: list[bytes]) -> int:
    """How many bytes *parts* are in one gzip member, each deflated by itself at level 9."""
    total = 18 + 2  # head, trailer, last block
    for part in parts:
        packing = zlib.compressobj(9, zlib.DEFLATED, -15)
        total += len(packing.compress(part) + packing.flush(zlib.Z_FULL_FLUSH))
    return total
