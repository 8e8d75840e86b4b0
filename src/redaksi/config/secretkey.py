"""The secret key of a newspaper's folder: made once, kept in its data, readable by its owner."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def kept_in(data: Path) -> str:
    """The key kept in *data*; made when absent. A folder that is not there gives one for now."""
    place = data / "secret-key"
    try:
        return place.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return _make(place)


def _make(place: Path) -> str:
    made = secrets.token_urlsafe(48)
    if not place.parent.is_dir():
        return made
    try:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return place.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(made)
    return made
