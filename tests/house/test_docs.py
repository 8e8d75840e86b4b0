"""The docs are complete: every room, command, setting and word of the desk stands in them."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from redaksi.config import cli
from redaksi.config.options import DECLARED
from redaksi.lib.settingsfile import reference
from tests.house.rooms import ROOT, contracts, files, place, rooms, text

DOCS = ROOT / "docs"
LINK = re.compile(r"(?<!`)\]\((?!https?:|mailto:)([^)#\s]+)(?:#[^)]*)?\)")


def commands(group: click.Group, before: str = "redaksi") -> Iterator[tuple[str, click.Command]]:
    """Every command by its full name, such as "redaksi story put"."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{before} {name}")
        elif not command.hidden:
            yield f"{before} {name}", command


def options(command: click.Command) -> Iterator[str]:
    """The options of a command that its row in the reference shows; every command has --dir."""
    for option in command.params:
        if isinstance(option, click.Option) and not option.hidden:
            yield from (name for name in option.opts if name.startswith("--") and name != "--dir")


@pytest.mark.parametrize("room", rooms())
def test_room_stands_in_the_architecture(room: str) -> None:
    assert f"`{room}`" in text(ROOT / "ARCHITECTURE.md")


@pytest.mark.parametrize("room", rooms())
def test_room_stands_in_the_glossary(room: str) -> None:
    assert f"`{room}`" in text(DOCS / "glossary.md")


@pytest.mark.parametrize("contract", [contract["name"] for contract in contracts().values()])
def test_contract_stands_in_the_architecture(contract: str) -> None:
    assert contract.partition(". ")[2] in text(ROOT / "ARCHITECTURE.md")


def test_every_command_stands_in_the_reference_with_its_options() -> None:
    rows = [row for row in text(DOCS / "reference" / "commands.md").splitlines() if row[:1] == "|"]
    missing = []
    for name, command in commands(cli.group):
        told = " ".join(row for row in rows if f"`{name} " in row or f"`{name}`" in row)
        missing += [name] if not told else []
        missing += [f"{name} {option}" for option in options(command) if option not in told]
    assert missing == []


def test_every_make_target_stands_in_contributing() -> None:
    targets = re.findall(r"^([a-z]+):.*##", text(ROOT / "Makefile"), re.MULTILINE)
    told = text(ROOT / "CONTRIBUTING.md")
    assert len(targets) <= 10
    assert [target for target in targets if f"`make {target}`" not in told] == []


def test_every_package_has_its_reason() -> None:
    """A comment stands above each dependency in pyproject.toml and beside each in requirements."""
    wanted = text(ROOT / "pyproject.toml").partition("\ndependencies = [")[2].partition("\n]")[0]
    lines = wanted.strip().splitlines()
    bare = [line for line, above in zip(lines, ["", *lines], strict=False)
            if not line.strip().startswith("#") and not above.strip().startswith("#")]  # fmt: skip
    for name in ("requirements-dev.in", "requirements-tools.in"):
        bare += [line for line in text(ROOT / name).splitlines() if line and "#" not in line]
    assert bare == []


def pages() -> Iterator[Path]:
    yield from ROOT.glob("*.md")
    yield from files(DOCS, ".md")


def test_links_between_pages_lead_somewhere() -> None:
    lost = [
        f"{place(page)}: {link}"
        for page in pages()
        for link in LINK.findall(text(page))
        if not (page.parent / link).exists()
    ]
    assert lost == []


def test_every_page_can_be_reached() -> None:
    seen: set[Path] = set()
    ahead = {ROOT / "README.md"}
    while ahead:
        page = ahead.pop()
        seen.add(page)
        links = {(page.parent / link).resolve() for link in LINK.findall(text(page))}
        ahead |= {link for link in links if link.suffix == ".md" and link.exists()} - seen
    assert [place(page) for page in pages() if page not in seen] == []


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in sorted((DOCS / "decisions").glob("[0-9]*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_room_has_a_test() -> None:
    """tests/<room>/; what config wires is seen in flows/, the demo newspaper of ops in demo/."""
    tested = {path.name for path in (ROOT / "tests").iterdir() if list(path.glob("test_*.py"))}
    tested |= {"ops"} if "demo" in tested else set()
    assert set(rooms()) - tested - {"config"} == set()


def test_every_setting_stands_in_the_reference_as_it_is_declared() -> None:
    wanted = reference(DECLARED).splitlines()
    told = text(DOCS / "reference" / "settings.md").splitlines()
    assert [row for row in wanted if row not in told] == []
    assert len([row for row in told if row.startswith("|")]) == len(wanted)
