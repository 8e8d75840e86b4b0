"""Where the files of editions stand: uploads in private, what readers see in the media folder."""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage, storages

from redaksi.lib.pdfwords import PdfRefused

PIECE = 1_048_576
logger = logging.getLogger(__name__)


def private() -> Storage:
    """The storage that no address leads to."""
    return storages["private"]


def keep(file: BinaryIO, most: int) -> tuple[str, str]:
    """Put an uploaded file into the private storage; its name there and its SHA-256.

    Raises PdfRefused when it has more than *most* bytes; nothing is kept then.
    """
    name = f"editions/{secrets.token_hex(12)}.pdf"
    place = Path(private().path(name))
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with place.open("xb") as out:
            return name, _copied(file, out, most)
    except BaseException:
        place.unlink(missing_ok=True)
        raise


def path(name: str) -> Path:
    """Where the upload *name* stands on this machine."""
    return Path(private().path(name))


def forget(name: str) -> None:
    """Remove the upload *name*, if there is one."""
    if name:
        _delete(private(), name)


def folder(pk: int) -> str:
    """The folder of what readers see of edition *pk*, a thousand editions to a shelf."""
    return f"e/{pk // 1000}/{pk}"


def save(pk: int, what: str, suffix: str, data: bytes) -> str:
    """Save a file of edition *pk* under a name made of *what* and its content; that name."""
    digest = hashlib.blake2b(data, digest_size=10).hexdigest()
    name = f"{folder(pk)}/{what}-{digest}{suffix}"
    if default_storage.exists(name):
        if default_storage.size(name) == len(data):
            return name
        default_storage.delete(name)  # cut short by a crash
    return str(default_storage.save(name, ContentFile(data)))


def url(name: str) -> str:
    """The address of the file *name* in the media folder."""
    return default_storage.url(name)


def remove_all(pk: int) -> None:
    """Remove everything that readers see of edition *pk*."""
    place = folder(pk)
    for name in _names(place):
        _delete(default_storage, name)
    _delete(default_storage, place)


def _copied(file: BinaryIO, out: BinaryIO, most: int) -> str:
    said, size = hashlib.sha256(), 0
    while piece := file.read(PIECE):
        size += len(piece)
        if size > most:
            seen, allowed = f"{size / 1e6:.1f}", f"{most / 1e6:g}"
            raise PdfRefused("too-many-bytes", megabytes=seen, allowed=allowed)
        said.update(piece)
        out.write(piece)
    return said.hexdigest()


def _names(place: str) -> Iterator[str]:
    if default_storage.exists(place):
        yield from (f"{place}/{name}" for name in default_storage.listdir(place)[1])


def _delete(storage: Storage, name: str) -> None:
    try:
        storage.delete(name)
    except OSError as error:
        logger.warning("The file %s could not be removed: %s.", name, error)
