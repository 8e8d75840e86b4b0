"""The look of redaksi.toml and theme/: read, or refused with all that is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from redaksi.config import options, theming
from redaksi.lib import settingsfile


def told(folder: Path, toml: str = "") -> dict[str, Any]:
    (folder / "redaksi.toml").write_text(toml, encoding="utf-8")
    return theming.told(settingsfile.load(options.DECLARED, folder, {}), folder)


def refused(folder: Path, toml: str = "") -> str:
    with pytest.raises(ValueError) as problem:
        told(folder, toml)
    return str(problem.value)


def test_what_cannot_be_read_is_refused_with_ratio_and_nearest(tmp_path: Path) -> None:
    said = refused(tmp_path, '[theme]\nlink = "#bbbbbb"\nink_dark = "#333333"')
    assert "theme.link: #bbbbbb on #f5f3ee has a contrast of 1.73:1 in the light scheme" in said
    assert "The nearest colour that passes is #6f6f6f." in said
    assert "theme.ink_dark: #333333 on " in said


def test_the_docs_show_the_very_sentence(tmp_path: Path) -> None:
    page = Path(__file__).parents[2] / "docs" / "howto" / "make-a-theme.md"
    shown = " ".join(page.read_text(encoding="utf-8").split())
    assert refused(tmp_path, '[theme]\nlink = "#bbbbbb"') in shown


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "theme.css").write_text("</style>@import url(x)")
    said = refused(
        tmp_path,
        '[theme]\nbrand = "red"\nui_face = "fonts/none.woff2"\nmasthead = ["name", "logo"]\n'
        'nameplate = "../secret.png"',
    )
    parts = ("“red” is not a colour", "“fonts/none.woff2” is no face", "“logo” is no part")
    parts += ("“menu” must not be left out", "no picture '../secret.png'", "'<'", "'@import'")
    assert [part for part in parts if part not in said] == []


def test_a_font_of_the_folder_is_a_face(tmp_path: Path) -> None:
    (tmp_path / "theme" / "static" / "fonts").mkdir(parents=True)
    (tmp_path / "theme" / "static" / "fonts" / "kabar.woff2").write_bytes(b"wOF2")
    made = told(tmp_path, '[theme]\nhead_face = "fonts/kabar.woff2"')
    assert made == {"head_face": "fonts/kabar.woff2"}
