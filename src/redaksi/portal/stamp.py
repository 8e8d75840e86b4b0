"""What pages are made with, as one short text: it changes when they may look different."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

import redaksi

#: Settings that an answer to readers or machines shows.
SAID: tuple[str, ...] = ("MACHINES_AI", "MACHINES_ADS", "MACHINES_SECURITY")
SAID += ("THEME", "THEME_NAMEPLATE", "OUTSIDE_TAGS")
SAID += ("ADVERTS_AFTER_PARAGRAPH", "ADVERTS_AFTER_CARD")
PACKAGE = Path(redaksi.__file__).parent
#: Code, templates, styles and words of the package; of the newspaper's own templates every file.
ENDINGS = frozenset({".py", ".html", ".xml", ".css", ".js", ".mo"})


def stamp() -> str:
    """The digest of the version, the settings that are shown, the package, the newspaper's
    templates and style sheet, and the names of the static files; 32 hexadecimal digits.
    Reads some hundred small files."""
    seen = hashlib.blake2b(redaksi.__version__.encode(), digest_size=16)
    seen.update(repr([getattr(settings, name) for name in SAID]).encode())
    for name, file in _files():
        octets = file.read_bytes()
        seen.update(f"\n{name} {len(octets)}\n".encode())
        seen.update(octets)
    return seen.hexdigest()


def _files() -> Iterator[tuple[str, Path]]:
    for file in sorted(PACKAGE.rglob("*")):
        if file.suffix in ENDINGS:
            yield file.relative_to(PACKAGE).as_posix(), file
    folders: Any = settings.TEMPLATES[0]["DIRS"]
    for folder in folders:
        for file in sorted(one for one in Path(folder).rglob("*") if one.is_file()):
            yield file.as_posix(), file
    if Path(settings.THEME_SHEET).is_file():
        yield "theme.css", Path(settings.THEME_SHEET)
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.is_file():
        yield manifest.name, manifest
