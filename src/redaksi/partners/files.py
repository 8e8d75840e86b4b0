"""Where the pictures of partners stand in the media folder: encoded by us, named by content."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

logger = logging.getLogger(__name__)


def folder(pk: int) -> str:
    """The folder of the pictures of partner *pk*."""
    return f"m/{pk}"


def save(pk: int, width: int, data: bytes) -> str:
    """Save a WebP of partner *pk*; its name in the media folder."""
    digest = hashlib.blake2b(data, digest_size=10).hexdigest()
    name = f"{folder(pk)}/{digest}-{width}.webp"
    if default_storage.exists(name):
        if default_storage.size(name) == len(data):
            return name
        default_storage.delete(name)
    return str(default_storage.save(name, ContentFile(data)))


def url(name: str) -> str:
    """The address of the file *name*."""
    return default_storage.url(name)


def keep_only(pk: int, names: Iterable[str]) -> None:
    """Remove the pictures of partner *pk* that are not among *names*."""
    place, kept = folder(pk), set(names)
    if not default_storage.exists(place):
        return
    for name in default_storage.listdir(place)[1]:
        if f"{place}/{name}" not in kept:
            _delete(f"{place}/{name}")
    if not kept:
        _delete(place)


def _delete(name: str) -> None:
    try:
        default_storage.delete(name)
    except OSError as error:
        logger.warning("The file %s could not be removed: %s.", name, error)
