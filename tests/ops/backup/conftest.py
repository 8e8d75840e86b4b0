"""A newspaper's folder of its own for each test, with the database of the suite."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def newspaper(settings: Any, tmp_path: Path) -> Path:
    """Settings, a key and three photos; the database is the one of the suite."""
    folder = tmp_path / "kabar"
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        (folder / "data" / "media" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "data" / "media" / name).write_bytes(name.encode() * 1000)
    (folder / "redaksi.toml").write_text("[server]\nport = 8123\n")
    (folder / "data" / "secret-key").write_text("geheim")
    settings.FOLDER, settings.DATA = folder, folder / "data"
    return folder
