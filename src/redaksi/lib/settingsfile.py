"""The settings file: each setting is declared once, `redaksi.toml` sets it, the environment wins.

Errors: SettingsProblems holds every Problem that was found, never the first only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from redaksi.lib.settingsprint import example, reference
from redaksi.lib.settingsread import FILE_NAME, Problem, Reading
from redaksi.lib.settingsvalues import Setting, Value

__all__ = [
    "FILE_NAME",
    "Problem",
    "Setting",
    "Settings",
    "SettingsProblems",
    "example",
    "load",
    "reference",
]


class SettingsProblems(ValueError):
    """Everything that is wrong with the settings; one line each when printed."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Settings(Mapping[str, Value]):
    """The values by key, each of its declared type, with where each came from."""

    def __init__(
        self, declared: Iterable[Setting], values: Mapping[str, tuple[Value, str]], folder: Path
    ) -> None:
        self.declared = {setting.key: setting for setting in declared}
        self.folder = folder
        self._values = dict(values)

    def __getitem__(self, key: str) -> Value:
        return self._values[key][0]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def source(self, key: str) -> str:
        """Where the value came from: the file's name, a variable's name or `default`."""
        return self._values[key][1]

    def text(self, key: str) -> str:
        """The value of a text setting; an unset one is empty."""
        return str(self._of(key, str) or "")

    def number(self, key: str) -> int:
        """The value of a whole-number setting; an unset one is 0."""
        return int(self._of(key, int) or 0)

    def flag(self, key: str) -> bool:
        """The value of a true-or-false setting; an unset one is false."""
        return bool(self._of(key, bool))

    def path(self, key: str) -> Path:
        """The value of a path setting, absolute when the folder is; an unset one is the folder."""
        return Path(self._of(key, Path) or self.folder)

    def texts(self, key: str) -> tuple[str, ...]:
        """The value of a list setting; an unset one is empty."""
        return tuple(self._of(key, tuple) or ())

    def _of(self, key: str, kind: type) -> Any:
        if self.declared[key].type is not kind:
            raise TypeError(f"The setting {key} is {self.declared[key].allowed}, not {kind}.")
        return self._values[key][0]

    def __repr__(self) -> str:
        shown = (f"{key}={self.declared[key].shown(self[key])}" for key in self)
        return f"Settings({', '.join(shown)})"


def load(
    declared: Iterable[Setting],
    folder: Path,
    environ: Mapping[str, str],
    *,
    reserved: Iterable[str] = (),
) -> Settings:
    """The settings of `folder`: its `redaksi.toml` (absent is empty), then `REDAKSI_*` over it.

    `reserved` names further REDAKSI_* variables that belong to somebody else. Touches nothing
    but the file and the secrets' files. Raises SettingsProblems with everything that is wrong.
    """
    declared = tuple(declared)
    reading = Reading(declared, folder)
    reading.read_file()
    reading.read_environment(environ, frozenset(reserved))
    reading.ask_for_the_required()
    if reading.problems:
        raise SettingsProblems(reading.problems)
    return Settings(declared, reading.values, folder)
