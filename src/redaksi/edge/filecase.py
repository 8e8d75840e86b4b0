"""Files found on disk, the small ones kept in memory, all looked at again at most once a second."""

from __future__ import annotations

import asyncio
import mimetypes
import os
import re
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path
from stat import S_ISREG
from urllib.parse import quote

from redaksi.edge.answers import NOTHING
from redaksi.edge.rsgi import HeaderList
from redaksi.edge.rules import Files

SMALL = 131_072  # octets up to which a file is kept in memory
TRUSTED = 1.0  # seconds for which a look at the disk holds
ENTRY = 1_500  # octets that a file takes besides its content
FOR_EVER = "public, max-age=31536000, immutable"
A_MINUTE = "public, max-age=60"
mimetypes.add_type("image/webp", ".webp")
mimetypes.add_type("image/avif", ".avif")
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("text/javascript", ".js")


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A file as it was seen: `body` is None for a large one, `packed` its gzip form if any."""

    file: str
    size: int
    etag: str
    modified: str
    headers: HeaderList
    body: bytes | None
    packed: Found | None = None

    @property
    def weight(self) -> int:
        """The octets that it takes in memory."""
        return ENTRY + len(self.body or b"") + (self.packed.weight if self.packed else 0)


class FileCase:
    """The files of one worker, at most `size` octets of them in memory; the least used go."""

    def __init__(self, size: int, now: Callable[[], float] = time.monotonic) -> None:
        self.size, self.now = size, now
        self.bytes = 0
        self._kept: OrderedDict[str, tuple[float, Found]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    async def find(self, files: Files, path: str) -> Found | None:
        """The file at the decoded `path`, or None. The disk is read beside the event loop."""
        kept = self._kept.get(path)
        if kept and self.now() - kept[0] < TRUSTED:
            self._kept.move_to_end(path)
            return kept[1]
        if kept:  # who asks while we look gets what was there a moment ago
            self._kept[path] = (self.now(), kept[1])
        found = await asyncio.to_thread(_look, files, path, kept[1] if kept else None)
        self._keep(path, found)
        return found

    def _keep(self, path: str, found: Found | None) -> None:
        before = self._kept.pop(path, None)
        self.bytes -= before[1].weight if before else 0
        if found is None:
            return
        self._kept[path] = (self.now(), found)
        self.bytes += found.weight
        while self.bytes > self.size and self._kept:
            self.bytes -= self._kept.popitem(last=False)[1][1].weight


def _look(files: Files, path: str, before: Found | None) -> Found | None:
    parts = path.removeprefix(files.prefix).split("/")
    if not all(parts) or any(part.startswith(".") or "\x00" in part for part in parts):
        return None
    for folder in files.folders:
        if found := _look_in(folder, parts, files, before):
            return found
    return None


def _look_in(folder: Path, parts: list[str], files: Files, before: Found | None) -> Found | None:
    file = _inside(folder, parts)
    seen = _regular(file)
    if file is None or seen is None:
        return None
    packed = _regular(f"{file}.gz") if files.packed else None
    etag = f"{seen.st_mtime_ns:x}-{seen.st_size:x}"
    if (
        before
        and before.file == file
        and before.etag == f'"{etag}"'
        and bool(packed) == bool(before.packed)
    ):
        return before
    headers = _headers(files, parts[-1], varies=bool(packed))
    gz = _found(f"{file}.gz", packed, f"{etag}-gz", headers) if packed else None
    return _found(file, seen, etag, headers, gz)


def _inside(folder: Path, parts: list[str]) -> str | None:
    """The real path of a file that truly stands inside the folder, links followed."""
    try:
        root = os.path.realpath(folder)
        file = os.path.realpath(os.path.join(root, *parts))
    except (OSError, ValueError):
        return None
    return file if file.startswith(f"{root}{os.sep}") else None


def _regular(file: str | None) -> os.stat_result | None:
    try:
        seen = os.stat(file) if file else None
    except (OSError, ValueError):
        return None
    return seen if seen and S_ISREG(seen.st_mode) else None


def _found(
    file: str, seen: os.stat_result, etag: str, headers: HeaderList, packed: Found | None = None
) -> Found | None:
    try:
        body = Path(file).read_bytes() if seen.st_size <= SMALL else None
    except OSError:
        return None
    size = seen.st_size if body is None else len(body)
    modified = formatdate(seen.st_mtime, usegmt=True)
    told = [*headers, ("etag", f'"{etag}"'), ("last-modified", modified)]
    if etag.endswith("-gz"):
        told.append(("content-encoding", "gzip"))
    return Found(
        file=file, size=size, etag=f'"{etag}"', modified=modified, headers=told, body=body,
        packed=packed,
    )  # fmt: skip


def _headers(files: Files, name: str, *, varies: bool) -> HeaderList:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    for_ever = re.fullmatch(files.immutable, name) is not None
    headers = [
        ("content-type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind),
        ("cache-control", FOR_EVER if for_ever else A_MINUTE),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("accept-ranges", "bytes"),
    ]
    if files.shown is not None:
        headers.append(("content-security-policy", f"{NOTHING}; sandbox"))
        headers += [] if kind in files.shown else [("content-disposition", _download(name))]
    return [*headers, ("vary", "Accept-Encoding")] if varies else headers


def _download(name: str) -> str:
    if name.isascii() and '"' not in name:
        return f'attachment; filename="{name}"'
    return f"attachment; filename*=utf-8''{quote(name, safe='')}"
