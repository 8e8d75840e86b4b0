"""How the two sides of the picture process talk: a JSON header and raw bytes behind it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

Header = dict[str, Any]
LONGEST_HEADER = 1_000_000
LONGEST_BLOB = 256_000_000


class BadFrame(Exception):
    """Bytes on the pipe that are no frame."""


def pack(header: Header, blobs: Sequence[bytes] = ()) -> list[bytes]:
    """The parts of a frame, to be written one after another."""
    lengths = [len(blob) for blob in blobs]
    text = json.dumps({**header, "blobs": lengths}).encode()
    return [len(text).to_bytes(4, "big"), text, *blobs]


def unpack(read: Callable[[int], bytes]) -> tuple[Header, list[bytes]]:
    """One frame by `read(n)`, which answers exactly n bytes or raises EOFError; or BadFrame."""
    length = int.from_bytes(read(4), "big")
    if length > LONGEST_HEADER:
        raise BadFrame(f"a header of {length} bytes")
    try:
        header = json.loads(read(length))
        lengths = [int(number) for number in header.pop("blobs")]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadFrame(f"a header that is none ({error})") from None
    if any(not 0 <= number <= LONGEST_BLOB for number in lengths):
        raise BadFrame(f"parts of {lengths[:5]} bytes")
    return header, [read(number) for number in lengths]
