"""Rules about the files themselves: their length, their words, their escapes, their docstrings."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.house.rooms import ROOT, SRC, files, place, rooms, text

LONGEST = 400  # lines; a longer file is a second room in one

# Real people, agencies and newspapers of the page that is our specification. Only tests name them.
REAL_NAMES = re.compile(
    r"media\s?indonesia|faustinus|\bnua\b|sergei gapon|\bgapon\b|pavlo gonchar|\bgonchar\b"
    r"|atta kenare|\bkenare\b|al\s?jazeera|\breuters\b|belarus|lukashenk|\bminsk\b|benihbaik"
    r"|\bmg news\b|sopa images|sipa usa|nytimes|new york times|lkbn antara|kantor berita antara",
    re.IGNORECASE,
)
# As words of a language "antara" (between) and "afp" in a digest are nobody's name.
REAL_CAPITALS = re.compile(r"\bAFP\b|\bANTARA\b|[\"'(/]Antara[\"')/]|\bAntara/[A-Z]")

# Written in pieces, so that this file does not name what it looks for.
REGISTRIES = re.compile(
    "|".join(
        re.escape(name + "." + top)
        for name, top in [
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("npmjs", "org"),
            ("npmjs", "com"),
            ("yarnpkg", "com"),
            ("unpkg", "com"),
            ("jsdelivr", "net"),
            ("crates", "io"),
            ("debian", "org/debian"),
            ("deb.debian", "org"),
            ("archive.ubuntu", "com"),
            ("docker", "io/"),
            ("ghcr", "io"),
            ("quay", "io"),
        ]
    )
)
UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX|HA" r"CK)\b|Not" r"ImplementedError")
UNESCAPED = re.compile(
    r"\|\s*safe(?:seq)?\b(?=[^\w]*(?:\||%\}|\}\}))|autoescape off|mark_safe\(|\bSafeString\("
)
REASON = re.compile(r"(?:#|\{#|\{% comment)\s*\S.{9,}")
LOADED = re.compile(
    r"""<(?:script|img|iframe|source|video|audio|embed|object)\b[^>]*?\s(?:src|data|poster)=["']?"""
    r"""(?:https?:)?//|<link\b(?=[^>]*rel=["']?(?:stylesheet|preload|preconnect|icon|modulepreload))"""
    r"""[^>]*?\shref=["']?(?:https?:)?//|@import\s+(?:url\()?["']?(?:https?:)?//"""
    r"""|\burl\(\s*["']?(?:https?:)?//""",
    re.IGNORECASE,
)


def found(pattern: re.Pattern[str], paths: Iterable[Path]) -> list[str]:
    """Where a pattern stands, as "file:line: what"."""
    hits = []
    for path in paths:
        for number, line in enumerate(text(path).splitlines(), start=1):
            hits += [f"{place(path, number)}: {hit.group(0)}" for hit in pattern.finditer(line)]
    return hits


def written_here(*suffixes: str) -> Iterator[Path]:
    """Files of the package that we wrote: not vendored, not made by Django."""
    for path in files(SRC, *suffixes):
        parts = path.relative_to(SRC).parts
        if "migrations" not in parts and not any(part.startswith("vendor") for part in parts):
            yield path


def test_no_file_is_longer_than_a_room_should_be() -> None:
    ours = [*written_here(".py", ".html", ".js"), *files(ROOT / "tests", ".py")]
    lengths = {place(path): len(text(path).splitlines()) for path in ours}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_no_real_name_of_the_page_in_the_package() -> None:
    assert found(REAL_NAMES, files(SRC)) + found(REAL_CAPITALS, files(SRC)) == []


def test_no_file_names_a_package_registry() -> None:
    assert found(REGISTRIES, files(ROOT)) == []


def test_nothing_is_left_unfinished() -> None:
    ours = [*written_here(".py", ".html", ".js", ".css"), *files(ROOT / "tests", ".py")]
    assert found(UNFINISHED, ours) == []


def test_unescaped_output_has_its_reason_beside_it() -> None:
    bare = []
    for path in written_here(".py", ".html", ".xml", ".txt"):
        before = ""
        for number, line in enumerate(text(path).splitlines(), start=1):
            if UNESCAPED.search(line) and not REASON.search(before + "\n" + line):
                bare.append(f"{place(path, number)}: {line.strip()}")
            before = line
    assert bare == []


def test_pages_load_nothing_from_other_machines() -> None:
    assert found(LOADED, files(SRC, ".html", ".css")) == []


def gives_a_reason(call: ast.Call) -> bool:
    reason = [word.value for word in call.keywords if word.arg in ("reason", "msg")]
    return any(
        not (isinstance(value, ast.Constant) and not value.value) for value in reason
    ) or any(
        isinstance(value, ast.JoinedStr) or isinstance(getattr(value, "value", None), str)
        for value in call.args[:1]
    )


def skips_without_reason(path: Path) -> Iterator[str]:
    """Each pytest.skip, mark.skip, mark.skipif and mark.xfail that does not say why."""
    tree = ast.parse(text(path))
    calls = {node.func: node for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ("skip", "skipif", "xfail"):
            if not ast.unparse(node).startswith("pytest."):
                continue
            if node not in calls or not gives_a_reason(calls[node]):
                yield place(path, node.lineno)


def test_no_test_is_skipped_without_a_reason() -> None:
    bare = [line for path in files(ROOT / "tests", ".py") for line in skips_without_reason(path)]
    assert bare == []


def front_door_modules() -> Iterator[Path]:
    for room in rooms():
        for name in ("actions", "queries", "rules"):
            yield from (SRC / room).glob(f"{name}.py")
            yield from (SRC / room).glob(f"{name}/*.py")


def without_docstring(path: Path) -> Iterator[str]:
    for node in ast.parse(text(path)).body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if not node.name.startswith("_") and not ast.get_docstring(node):
            yield f"{place(path, node.lineno)}: {node.name}"


def test_verbs_queries_and_rules_say_what_they_do() -> None:
    assert [line for path in front_door_modules() for line in without_docstring(path)] == []


@pytest.mark.parametrize("room", rooms())
def test_room_says_what_it_is_for(room: str) -> None:
    said = ast.get_docstring(ast.parse(text(SRC / room / "__init__.py"))) or ""
    assert len(said) >= 60, f"{room}/__init__.py needs its paragraph: what for, what it refuses"
