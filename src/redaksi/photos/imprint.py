"""What the crops of a photo are made from, in one short key: when it moves, they are due."""

from __future__ import annotations

import hashlib
from typing import Any

from django.utils import timezone

from redaksi.photos import crops, words
from redaksi.photos.metadata import PhotoMetadata, write_xmp

#: Fields of a photo that its crops show or carry.
FIELDS = frozenset(
    {*words.SAME, "title", "description", "byline", "keywords", "taken_at", "expires_at"}
    | {"file_words", "file", "sha256", "width", "height"}
    | {f"focal_point_{part}" for part in ("x", "y", "width", "height")}
)


def carried(photo: Any) -> PhotoMetadata:
    """The words that every rendition of *photo* carries, moments in the newspaper's zone."""
    return words.of(photo, timezone.get_default_timezone())


def packet(photo: Any) -> bytes:
    """The XMP packet for the renditions of *photo*."""
    return write_xmp(carried(photo))


def key(photo: Any) -> str:
    """16 octets, in hexadecimal, of the file, the focal point, the words and our recipes."""
    corner = (photo.focal_point_x, photo.focal_point_y)
    focal = (*corner, photo.focal_point_width, photo.focal_point_height)
    said = f"{crops.EDITION}\0{photo.sha256}\0{photo.width}x{photo.height}\0{focal}\0".encode()
    return hashlib.blake2b(said + packet(photo), digest_size=16).hexdigest()
