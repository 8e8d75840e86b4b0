"""A newspaper is a folder: ``redaksi.toml``, ``data/``, ``templates/``, ``static/``."""

from __future__ import annotations

import os
from pathlib import Path

FILE = "redaksi.toml"
PARTS = ("data", "data/media", "templates", "static")


class FolderError(Exception):
    """Something about the newspaper's folder; the message says what, where and what to do."""


def make(folder: Path, toml: str) -> None:
    """Make the newspaper's folder with *toml* as its settings. Raises FolderError."""
    if (folder / FILE).exists():
        raise FolderError(f"{folder / FILE} exists already; `redaksi up --dir {folder}` starts it.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "data").mkdir(mode=0o700, exist_ok=True)  # drafts, keys, passwords' hashes
        for part in PARTS:
            (folder / part).mkdir(parents=True, exist_ok=True)
        (folder / FILE).write_text(toml, encoding="utf-8")
    except OSError as error:
        raise FolderError(_told(folder, error)) from error


def check(folder: Path) -> None:
    """Refuse a folder that is no newspaper or cannot be written. Raises FolderError."""
    if not folder.is_dir():
        raise FolderError(f"There is no folder {folder}; `redaksi init {folder}` makes one.")
    if not (folder / FILE).is_file():
        raise FolderError(
            f"{folder} holds no {FILE}; `redaksi init {folder}` makes a newspaper of it, "
            "--dir names another one."
        )
    if not os.access(folder, os.R_OK | os.X_OK):
        raise FolderError(f"{folder} cannot be read by this user; change its owner or rights.")


def prepare(folder: Path, data: Path) -> None:
    """Make the parts of the folder that are missing, and *data*'s own. Raises FolderError."""
    try:
        for part in ("templates", "static"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        for place in (folder / data, folder / data / "media"):
            place.mkdir(parents=True, exist_ok=True)
            if not os.access(place, os.W_OK | os.X_OK):
                raise FolderError(_not_writable(place))
    except OSError as error:
        raise FolderError(_told(folder, error)) from error


def _not_writable(place: Path) -> str:
    return f"{place} is not writable by this user; change its owner or rights."


def _told(folder: Path, error: OSError) -> str:
    return (
        f"The newspaper's folder {folder} cannot be made: {error.strerror} ({error.filename}). "
        "Name a folder that this user may write, with --dir."
    )
