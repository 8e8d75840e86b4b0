"""One setting: how it is declared and what its value may be."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PREFIX = "REDAKSI_"
Value = str | int | float | bool | Path | tuple[str, ...] | None
TYPES: dict[type, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    Path: "a path",
    tuple: "a list of texts",
}
_TRUE, _FALSE = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One setting, declared once.

    `key` is its dotted name in the file. `type` is one of str, int, float, bool, Path (relative
    to the folder of the file) and tuple (of texts; commas between them in the environment).
    A default of None means "not set". `minimum` and `maximum` bound numbers, `choices` texts
    and numbers. A secret is never shown, and may come from a file named in `…_FILE`.
    """

    key: str
    type: type = str
    default: Value = None
    help: str = ""
    choices: tuple[str | int, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    secret: bool = False
    required: bool = False

    def __post_init__(self) -> None:
        if self.type not in TYPES:
            raise TypeError(f"The setting {self.key} has the type {self.type}; use one of {TYPES}.")

    @property
    def variable(self) -> str:
        """Its name in the environment: `site.name` is `REDAKSI_SITE_NAME`."""
        return PREFIX + self.key.replace(".", "_").replace("-", "_").upper()

    @property
    def allowed(self) -> str:
        """What it may be, in words: `a whole number from 1 to 65535`."""
        if self.choices:
            return "one of " + ", ".join(str(choice) for choice in self.choices)
        return TYPES[self.type] + _bounds(self.minimum, self.maximum)

    def shown(self, value: object) -> str:
        """`value` as it may be printed: cut to one short line, secrets hidden."""
        if self.secret:
            return "(secret)"
        text = repr(value) if not isinstance(value, Path) else repr(str(value))
        return text if len(text) <= 80 else text[:79] + "…"


def _bounds(minimum: float | None, maximum: float | None) -> str:
    if minimum is not None and maximum is not None:
        return f" from {minimum} to {maximum}"
    if minimum is not None:
        return f" not under {minimum}"
    return f" not over {maximum}" if maximum is not None else ""


def from_file(setting: Setting, seen: object, folder: Path) -> Value:
    """The value of `setting` written as `seen` in the file; raises ValueError(what is wrong)."""
    if setting.type is float and _is_whole(seen):
        return _checked(setting, float(seen))  # type: ignore[arg-type]  # _is_whole says so
    if setting.type is Path and isinstance(seen, str):
        return _checked(setting, _path(setting, seen, folder))
    if setting.type is tuple and isinstance(seen, list) and all(isinstance(s, str) for s in seen):
        return _checked(setting, tuple(seen))
    fits = isinstance(seen, setting.type) and (setting.type is bool or not isinstance(seen, bool))
    if not fits or setting.type is tuple:
        raise ValueError(_wrong(setting, seen))
    return _checked(setting, seen)


def from_text(setting: Setting, text: str, folder: Path) -> Value:
    """The value of `setting` written as `text` in the environment; raises ValueError."""
    if setting.type is bool:
        return _flag(setting, text)
    if setting.type is Path:
        return _checked(setting, _path(setting, text, folder))
    if setting.type is tuple:
        return _checked(setting, tuple(part.strip() for part in text.split(",") if part.strip()))
    if setting.type is str:
        return _checked(setting, text)
    return _checked(setting, _number(setting, text))


def _number(setting: Setting, text: str) -> int | float:
    try:
        return int(text.strip()) if setting.type is int else float(text)
    except ValueError:
        raise ValueError(_wrong(setting, text)) from None


def _flag(setting: Setting, text: str) -> bool:
    word = text.strip().lower()
    if word not in _TRUE + _FALSE:
        raise ValueError(_wrong(setting, text))
    return word in _TRUE


def _path(setting: Setting, text: str, folder: Path) -> Path:
    if not text or "\0" in text:
        raise ValueError(_wrong(setting, text))
    return folder / Path(text).expanduser()


def _is_whole(seen: object) -> bool:
    return isinstance(seen, int) and not isinstance(seen, bool)


def _checked(setting: Setting, value: object) -> Value:
    parts: Sequence[object] = value if isinstance(value, tuple) else (value,)
    if setting.choices and not all(part in setting.choices for part in parts):
        raise ValueError(_wrong(setting, value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        low = -math.inf if setting.minimum is None else setting.minimum
        high = math.inf if setting.maximum is None else setting.maximum
        if not (low <= value <= high and math.isfinite(value)):
            raise ValueError(_wrong(setting, value))
    return value  # type: ignore[return-value]  # the callers above made it one of Value


def _wrong(setting: Setting, seen: object) -> str:
    kind = f" ({type(seen).__name__})" if not isinstance(seen, str) else ""
    return f"{setting.shown(seen)}{kind} is not allowed; it must be {setting.allowed}."
