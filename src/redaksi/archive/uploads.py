"""The files of attachments: found in a local media folder, or fetched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from redaksi.lib.fetch import FetchError, GivenUp, Limits
from redaksi.lib.hostfailures import HostFailures

#: An address to its bytes; raises NoFile with the reason.
Fetch = Callable[[str], bytes]

LARGEST = 60_000_000  # bytes of one file, fetched or local picture
SECONDS = 60.0
ROOTS = ("", "uploads", "wp-content/uploads")
PICTURES = frozenset(
    (".jpg", ".jpeg", ".jpe", ".png", ".gif", ".webp", ".avif", ".heic", ".tif", ".tiff", ".bmp")
)
# Kept beside the photos and served as they are: nothing a browser would run.
FILES = frozenset(
    (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".odp", ".rtf",
     ".txt", ".csv", ".zip", ".epub", ".mp3", ".m4a", ".ogg", ".oga", ".wav", ".flac", ".mp4",
     ".m4v", ".mov", ".webm", ".ogv", ".avi", ".mpg", ".mpeg", ".wmv")
)  # fmt: skip


class NoFile(Exception):
    """A file that cannot be had; the message says why."""


def outside(*, failures: int = 3, allow_hosts: frozenset[str] = frozenset()) -> Fetch:
    """A fetcher through the one outbound door; a host that fails ``failures`` times is given up."""
    hosts = HostFailures(limit=failures)

    def fetch(url: str) -> bytes:
        limits = Limits(max_bytes=LARGEST, total_seconds=SECONDS)
        try:
            answer = hosts.fetch(url, limits=limits, allow_hosts=allow_hosts)
        except GivenUp as wrong:
            host = urlsplit(url).hostname
            raise NoFile(f"its host {host} failed {failures} times and was given up") from wrong
        except FetchError as wrong:
            raise NoFile(str(wrong)) from wrong
        if not answer.ok:
            raise NoFile(f"{url} answered {answer.status}")
        return answer.body

    return fetch


def suffix(name: str) -> str:
    """The ending of a file's name or address, in small letters."""
    return PurePosixPath(urlsplit(name).path if "//" in name else name).suffix.lower()


def local(media: Path, names: Iterator[str]) -> Path | None:
    """The first of *names* (paths below the uploads folder) that is a file inside *media*.

    *media* may be the uploads folder, ``wp-content`` or the folder above it. A path that leads
    out of it is no file.
    """
    base = media.resolve()
    for name in names:
        for root in ROOTS:
            try:
                found = (base / root / name.lstrip("/")).resolve()
                if found.is_relative_to(base) and found.is_file():
                    return found
            except (OSError, ValueError):
                continue
    return None


def names_of(told: dict[str, str], place: str) -> Iterator[str]:
    """Where a file may stand below the uploads folder, likeliest first."""
    path = urlsplit(told.get("url", "")).path
    found = [told.get("file", ""), place, path.partition("/uploads/")[2], path]
    # wp.com keeps files at the root of another host; their folder begins with the year.
    found += [place.partition("/")[2]]
    for name in dict.fromkeys(filter(None, found)):
        yield name
        if "%" in name:
            yield unquote(name)
