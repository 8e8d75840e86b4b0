"""A picture file on its way in: looked at by the picture process, its words read, named."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField

from redaksi.lib.pictures import Facts
from redaksi.photos import darkroom, metadata, plain, words
from redaksi.photos.metadata import PhotoMetadata
from redaksi.photos.models import Photo

SUFFIXES = {
    "JPEG": ".jpg",
    "PNG": ".png",
    "WEBP": ".webp",
    "GIF": ".gif",
    "TIFF": ".tif",
    "AVIF": ".avif",
}


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A file that may come in: its octets, what it was called, what it is and what it says."""

    data: bytes = field(repr=False)
    name: str
    sha256: str
    facts: Facts
    words: PhotoMetadata

    @property
    def file_name(self) -> str:
        """A name with the suffix of what the file is, whatever it was called."""
        return self.sha256[:16] + SUFFIXES[self.facts.format]


def look(data: bytes, name: str) -> Seen:
    """Look at the file *data* called *name*; raises PhotoRefused when it is no picture for us."""
    name = plain.one_line(name.replace("\\", "/").rsplit("/", 1)[-1], 120)
    facts = darkroom.inspect(data, name)
    return Seen(
        data=data,
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        facts=facts,
        words=metadata.read(data),
    )


def put(seen: Seen, photo: Photo) -> None:
    """Give *photo* what no editor types: content hash, upright size, the words without a field."""
    photo.sha256 = seen.sha256
    photo.known_size = (seen.facts.width, seen.facts.height)
    photo.file_words = words.kept(seen.words)


def fitted(said: Mapping[str, Any]) -> dict[str, Any]:
    """Texts cut, at a word, to what the fields of Photo hold."""
    return {name: _fitted(name, value) for name, value in said.items()}


def _fitted(name: str, value: Any) -> Any:
    column = Photo._meta.get_field(name)
    if isinstance(column, CharField) and isinstance(value, str) and column.max_length:
        return plain.cut(value, column.max_length)
    return value
