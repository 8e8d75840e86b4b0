"""Where the files of photos stand in the media folder, and how they come and go."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage

from redaksi.lib import clock

#: An old set of crops stays this long for pages that readers still have open.
KEPT_FOR = 24 * 60 * 60
logger = logging.getLogger(__name__)


def original(sha256: str, name: str) -> str:
    """The place of an original: named by its content, so that its address tells nothing else."""
    suffix = PurePosixPath(name).suffix.lower()
    return f"originals/{sha256[:2]}/{sha256[2:24]}{suffix}" if sha256 else ""


def folder(pk: int) -> str:
    """The folder of all crops of photo *pk*, a thousand photos to a shelf."""
    return f"p/{pk // 1000}/{pk}"


def save_set(pk: int, files: Mapping[str, bytes]) -> dict[str, str]:
    """Save one set of crops by name (`3x2-480.webp`) and return the address of each.

    The set's folder is named by the content of all of its files: an address never changes what it
    stands for. A file cut short by a crash is written again.
    """
    place = f"{folder(pk)}/{_content(files)}"
    return {name: _save(f"{place}/{name}", data) for name, data in files.items()}


def forget_sets(pk: int, *keep: str) -> None:
    """Remove the sets of photo *pk* older than a day that hold none of *keep* (addresses)."""
    for place in _folders(folder(pk)):
        if not any(f"/{place}/" in address for address in keep) and _is_old(place):
            _remove(place)


def remove_all(pk: int) -> None:
    """Remove every crop of photo *pk*, at once: its row is gone."""
    for place in _folders(folder(pk)):
        _remove(place)
    _delete(default_storage, folder(pk))


def _content(files: Mapping[str, bytes]) -> str:
    said = hashlib.blake2b(digest_size=5)
    for name in sorted(files):
        said.update(f"{name}\0{len(files[name])}\0".encode() + files[name])
    return said.hexdigest()


def _save(name: str, data: bytes) -> str:
    if default_storage.exists(name):
        if default_storage.size(name) == len(data):
            return default_storage.url(name)
        default_storage.delete(name)
    return default_storage.url(default_storage.save(name, ContentFile(data)))


def _folders(place: str) -> Iterator[str]:
    if default_storage.exists(place):
        yield from (f"{place}/{name}" for name in default_storage.listdir(place)[0])


def _is_old(place: str) -> bool:
    for name in default_storage.listdir(place)[1]:
        age = clock.now() - default_storage.get_modified_time(f"{place}/{name}")
        return age.total_seconds() > KEPT_FOR
    return True


def _remove(place: str) -> None:
    for name in default_storage.listdir(place)[1]:
        _delete(default_storage, f"{place}/{name}")
    _delete(default_storage, place)


def _delete(storage: Storage, name: str) -> None:
    try:
        storage.delete(name)
    except OSError as error:
        logger.warning("The file %s could not be removed: %s. It does no harm.", name, error)
