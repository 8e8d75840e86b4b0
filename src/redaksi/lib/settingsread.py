"""Reading settings: the file, the environment over it, and a Problem for whatever is wrong."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redaksi.lib.settingsvalues import PREFIX, Setting, Value, from_file, from_text

FILE_NAME = "redaksi.toml"
SECRET_FILE_LIMIT = 65_536


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing wrong: `where` (file and key, or variable) and what it `says`."""

    where: str
    says: str

    def __str__(self) -> str:
        return f"{self.where}: {self.says}"


class Reading:
    """One reading of the settings: `values` (key to value and source) and `problems` so far."""

    def __init__(self, declared: Iterable[Setting], folder: Path) -> None:
        self.folder, self.path = folder, folder / FILE_NAME
        self.settings = _declared_once(declared)
        self.values = {s.key: (_default(s, folder), "default") for s in self.settings.values()}
        self.problems: list[Problem] = []
        self._refused: set[str] = set()

    def read_file(self) -> None:
        """Take what `redaksi.toml` says; no file is an empty one."""
        try:
            table = parse(self.path)
        except ValueError as error:
            self.problems.append(Problem(where=str(self.path), says=str(error)))
            self._refused |= set(self.settings)
            return
        for key, seen in _flat(table, self.settings):
            self._take_from_file(key, seen)

    def _take_from_file(self, key: str, seen: object) -> None:
        try:
            if key not in self.settings:
                raise ValueError(_unknown("setting", key, self.settings))
            self.values[key] = (from_file(self.settings[key], seen, self.folder), FILE_NAME)
        except ValueError as error:
            self.problems.append(Problem(where=f"{self.path}, {key}", says=str(error)))
            self._refused.add(key)

    def read_environment(self, environ: Mapping[str, str], reserved: frozenset[str]) -> None:
        """Take every REDAKSI_* variable that is not `reserved`."""
        names = _variables(self.settings.values())
        for name in sorted(environ):
            if name.startswith(PREFIX) and name not in reserved:
                self._take_variable(name, environ, names, reserved)

    def _take_variable(
        self,
        name: str,
        environ: Mapping[str, str],
        names: Mapping[str, Setting],
        reserved: frozenset[str],
    ) -> None:
        try:
            if name not in names:
                raise ValueError(_no_variable(name, names, reserved))
            setting = names[name]
            self._refused.add(setting.key)
            text = environ[name] if name == setting.variable else _secret(name, setting, environ)
            self.values[setting.key] = (from_text(setting, text, self.folder), name)
        except ValueError as error:
            self.problems.append(Problem(where=name, says=str(error)))
        else:
            self._refused.discard(setting.key)

    def ask_for_the_required(self) -> None:
        """Name what is required and nowhere set; what was refused is named already."""
        for s in self.settings.values():
            if s.required and self.values[s.key][0] in (None, "") and s.key not in self._refused:
                says = f"is not set; write it in {FILE_NAME} or set {s.variable}."
                self.problems.append(Problem(where=s.key, says=says))


def parse(path: Path) -> dict[str, Any]:
    """The tables of a TOML file, empty when there is none; ValueError says why it can't be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start} is not UTF-8; save the file as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        says = f"not TOML: {error}. Texts stand in quotes, and each setting on its line."
        raise ValueError(says) from None
    except RecursionError:
        raise ValueError("not TOML: nested too deeply.") from None
    except OSError as error:
        raise ValueError(f"could not be read: {error.strerror}.") from None


def _declared_once(declared: Iterable[Setting]) -> dict[str, Setting]:
    settings: dict[str, Setting] = {}
    for setting in declared:
        for name in _variables([setting]):
            if other := _variables(settings.values()).get(name):
                raise ValueError(f"{setting.key} and {other.key} are both {name}; rename one.")
        settings[setting.key] = setting
    return settings


def _variables(settings: Iterable[Setting]) -> dict[str, Setting]:
    return {
        name: s for s in settings for name in [s.variable, s.variable + "_FILE"][: 1 + s.secret]
    }


def _default(setting: Setting, folder: Path) -> Value:
    if setting.type is Path and setting.default is not None:
        return folder / Path(str(setting.default)).expanduser()
    return setting.default


def _flat(
    table: Mapping[str, Any], settings: Mapping[str, Setting], above: str = ""
) -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        key = f"{above}{name}"
        if isinstance(value, dict) and key not in settings:
            yield from _flat(value, settings, key + ".")
        else:
            yield key, value


def _unknown(kind: str, name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    near = near or [other for other in names if other.endswith("." + name)][:1]
    hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(names)}."
    return f"there is no such {kind}; {hint}"


def _no_variable(name: str, names: Mapping[str, Setting], reserved: frozenset[str]) -> str:
    plain = name.removesuffix("_FILE")
    if plain in names:
        return f"only a secret is read from a file, and {names[plain].key} is none; set {plain}."
    return _unknown("variable", name, [*names, *reserved])


def _secret(name: str, setting: Setting, environ: Mapping[str, str]) -> str:
    if setting.variable in environ:
        raise ValueError(f"{setting.variable} is set too; keep one of the two.")
    try:
        with open(environ[name], encoding="utf-8") as file:
            text = file.read(SECRET_FILE_LIMIT + 1)
    except UnicodeDecodeError:
        raise ValueError(f"{environ[name]!r} is not UTF-8 text.") from None
    except OSError as error:
        raise ValueError(f"{environ[name]!r} could not be read: {error.strerror}.") from None
    if len(text) > SECRET_FILE_LIMIT:
        raise ValueError(f"{environ[name]!r} is longer than {SECRET_FILE_LIMIT} letters.")
    return text.rstrip("\r\n")
