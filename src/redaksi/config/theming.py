"""The look that ``redaksi.toml`` and the folder ``theme/`` give a newspaper, checked at the start.

What the desk sets wins; what is told nowhere is the house's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from redaksi.lib.settingsfile import Setting, Settings
from redaksi.stylebook import theme

#: Folder of a newspaper's own templates, style sheet and static files.
FOLDER = "theme"
SHEET = "theme.css"
#: More octets of a style sheet weigh on every page, which has it inlined.
MOST = 16 * 1024
KEYS = {f"theme.{name}": name for name in theme.NAMES}
_SAID = {
    "paper": "the ground of the page", "ink": "the text", "link": "links and marks",
    "brand": "buttons and the card of a shared link", "name": "the nameplate's letters",
    "head_face": "headlines", "text_face": "the text of stories", "ui_face": "everything else",
}  # fmt: skip


def declared() -> Iterator[Setting]:
    """The settings of a theme."""
    for name in theme.COLOURS:
        token, _end, dark = name.partition("_")
        scheme = "dark scheme" if dark else "light scheme"
        yield Setting(key=f"theme.{name}", type=str, default="",
                      help=f"Colour of {_SAID[token]} in the {scheme}, as #rrggbb; empty: the "
                           "house's.")  # fmt: skip
    for name in theme.FACES:
        yield Setting(key=f"theme.{name}", type=str, default="",
                      help=f"Face of {_SAID[name]}: {', '.join(theme.STACKS)}, or a .woff2 file of "
                           "the static folder; empty: the house's.")  # fmt: skip
    for name, parts in theme.ORDERS.items():
        what = "the masthead" if name == "masthead" else "a story's head"
        yield Setting(key=f"theme.{name}", type=tuple, default=(),
                      help=f"Parts of {what} in order, of {', '.join(parts)}; empty: that "
                           "order.")  # fmt: skip
    yield Setting(key="theme.nameplate", type=str, default="",
                  help="Picture of the nameplate in the static folder, such as nameplate.png; the "
                       "desk's own wins.")  # fmt: skip


def told(options: Settings, folder: Path) -> dict[str, Any]:
    """The look of the settings file by the names of ``stylebook.theme``.

    Raises ValueError with everything that is wrong with it, the style sheet in ``theme/`` included.
    """
    values: dict[str, Any] = {name: options[key] for key, name in KEYS.items() if options[key]}
    wrong = [*_look(values, folder), *_nameplate(options, folder), *_sheet(folder)]
    if wrong:
        raise ValueError("\n".join(wrong))
    return values


def statics(folder: Path) -> list[Path]:
    """The folders of the newspaper's own static files that there are, the theme's first."""
    places = (folder / FOLDER / "static", folder / "static")
    return [place for place in places if place.is_dir()]


def faces(folder: Path) -> tuple[str, ...]:
    """The font files in the newspaper's static folders, as ``fonts/name.woff2``."""
    found = {
        file.relative_to(place).as_posix()
        for place in statics(folder)
        for file in place.rglob("*.woff2")
    }
    return tuple(sorted(one for one in found if theme.FACE_FILE.fullmatch(one)))


def _look(values: Mapping[str, Any], folder: Path) -> Iterator[str]:
    from redaksi.sections import rules  # stylebook decides, sections has the sentences

    for problem in rules.look(values, faces=faces(folder)):
        yield f"theme.{problem.field}: {problem.says % problem.params}"


def _nameplate(options: Settings, folder: Path) -> Iterator[str]:
    name = options.text("theme.nameplate")
    if not name:
        return
    inside = ".." not in Path(name).parts and not Path(name).is_absolute()
    if not inside or not any((place / name).is_file() for place in statics(folder)):
        places = " or ".join(str(place) for place in statics(folder)) or str(folder / "static")
        yield f"theme.nameplate: there is no picture {name!r} in {places}."


def _sheet(folder: Path) -> Iterator[str]:
    file = folder / FOLDER / SHEET
    if not file.is_file():
        return
    try:
        css = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        yield f"{file} cannot be read: {error}."
        return
    if len(css.encode()) > MOST:
        yield f"{file} has {len(css.encode())} bytes; {MOST} are allowed, for every page holds it."
    for bad, why in (("<", "stands in a page's head"), ("@import", "loads nothing more")):
        if bad in css.lower():
            yield f"{file} holds {bad!r}, which is not allowed: the sheet {why}."
