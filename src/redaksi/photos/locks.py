"""One at a time: whoever works on the same thing waits, in this process or in another one."""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


@contextmanager
def one_at_a_time(kind: str, key: object) -> Iterator[None]:
    """Hold the only permission for *kind* of work on *key* of this newspaper for a `with`.

    Within one kind never ask twice: two keys may share a lock. Kinds may be nested.
    """
    with _file(kind, key).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(lock, fcntl.LOCK_UN)


def _file(kind: str, key: object) -> Path:
    """One of 256 files, so that a million photos leave no million locks."""
    octets = hashlib.blake2b(f"{settings.MEDIA_ROOT}\0{key}".encode(), digest_size=8).hexdigest()
    folder = Path(tempfile.gettempdir()) / f"redaksi-locks-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{kind}-{octets[:2]}"
