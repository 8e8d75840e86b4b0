"""The declared settings as a commented `redaksi.toml` and as a table for the documentation."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable
from pathlib import Path

from redaksi.lib.settingsvalues import Setting, Value


def example(declared: Iterable[Setting]) -> str:
    """A `redaksi.toml` with every setting commented out at its default, help above it."""
    plain = [setting for setting in declared if "." not in setting.key]
    tables: dict[str, list[Setting]] = {}
    for setting in declared:
        if "." in setting.key:
            tables.setdefault(setting.key.rpartition(".")[0], []).append(setting)
    blocks = [_lines(setting) for setting in plain]
    for name, settings in tables.items():
        blocks.append(f"[{name}]\n" + "\n\n".join(_lines(setting) for setting in settings))
    return "\n\n".join(blocks) + "\n"


def _lines(setting: Setting) -> str:
    notes = [line for part in setting.help.splitlines() for line in textwrap.wrap(part, 96)]
    notes.append(f"{setting.allowed[0].upper()}{setting.allowed[1:]}; or {setting.variable}.")
    if setting.secret:
        notes.append(f"Secret: better in a file named in {setting.variable}_FILE.")
    name = setting.key.rpartition(".")[2]
    written = "" if setting.default is None else to_toml(setting.default)
    sign = "" if setting.required else "# "
    last = f"{sign}{name} = {written or to_toml(_blank(setting))}"
    return "\n".join([f"# {note}" for note in notes] + [last])


def _blank(setting: Setting) -> Value:
    blanks: dict[type, Value] = {bool: False, tuple: (), int: 0, float: 0.0}
    return setting.choices[0] if setting.choices else blanks.get(setting.type, "")


def to_toml(value: Value) -> str:
    """`value` as TOML writes it; a JSON string is a TOML string too."""
    if isinstance(value, tuple):
        return "[" + ", ".join(to_toml(part) for part in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def reference(declared: Iterable[Setting]) -> str:
    """A Markdown table: key, variable, what it may be, default, help."""
    rows = ["| setting | variable | may be | default | what it does |", "|---|---|---|---|---|"]
    return "\n".join(rows + [_row(setting) for setting in declared]) + "\n"


def _row(setting: Setting) -> str:
    default = "required" if setting.required else "not set"
    if setting.default is not None:
        shown = setting.default
        default = f"`{str(shown) if isinstance(shown, Path) else to_toml(shown)}`"
    variable = f"`{setting.variable}`" + (" or `…_FILE`" if setting.secret else "")
    cells = [f"`{setting.key}`", variable, setting.allowed, default, setting.help]
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"
