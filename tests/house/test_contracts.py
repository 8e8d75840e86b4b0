"""import-linter's contracts: they name every room, and each catches a planted violation."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.rooms import ROOT, SRC, contracts, floors, rooms

# contract: files to plant, by their path in src/redaksi
PLANTS = {
    ("floors", "an upper floor"): {"press/planted.py": "import redaksi.stories\n"},
    ("floors", "a neighbour"): {"portal/planted.py": "import redaksi.desk\n"},
    ("floors", "a lazy import"): {
        "sections/planted.py": "def f():\n    from redaksi import photos\n"
    },
    ("floors", "a room without a floor"): {"planted/__init__.py": ""},
    ("cycles", "inside a room"): {
        "stories/planted_a.py": "import redaksi.stories.planted_b\n",
        "stories/planted_b.py": "import redaksi.stories.planted_a\n",
    },
    ("cycles", "at the top"): {
        "staff/planted.py": "import redaksi.sections\n",
        "sections/planted.py": "import redaksi.staff\n",
    },
    ("front-doors", "a view"): {
        "stories/views/__init__.py": "",
        "stories/views/planted.py": "",
        "desk/planted.py": "import redaksi.stories.views.planted\n",
    },
    ("front-doors", "a receiver"): {
        "photos/receivers/__init__.py": "",
        "photos/receivers/planted.py": "",
        "desk/planted.py": "from redaksi.photos.receivers import planted\n",
    },
    ("press-knows-no-content", "a story"): {"press/planted.py": "import redaksi.stories\n"},
    ("press-knows-no-content", "a photo at the edge"): {
        "edge/planted.py": "import redaksi.photos\n"
    },
    ("pure-rooms", "django at the edge"): {"edge/planted.py": "import django.http\n"},
    ("pure-rooms", "django"): {"stylebook/planted.py": "import django.utils.text\n"},
    ("pure-rooms", "django through lib"): {
        "lib/planted.py": "import django\n",
        "stylebook/planted.py": "import redaksi.lib.planted\n",
    },
    ("readers-cannot-write", "a verb"): {
        "portal/planted.py": "import redaksi.stories.actions.planted\n",
        "stories/actions/__init__.py": "",
        "stories/actions/planted.py": "",
    },
    ("readers-cannot-write", "a verb behind a query"): {
        "portal/planted.py": "import redaksi.stories.planted\n",
        "stories/planted.py": "def f():\n    import redaksi.stories.actions.planted\n",
        "stories/actions/__init__.py": "",
        "stories/actions/planted.py": "",
    },
}


@pytest.fixture
def copied_house(tmp_path: Path) -> Iterator[Path]:
    """The source alone in a folder of its own, every room of the contracts present."""
    house = tmp_path / "redaksi"
    wanted = shutil.ignore_patterns("__pycache__", "static", "templates", "demo_content", "locale")
    shutil.copytree(SRC, house, ignore=wanted)
    for room in floors():
        (house / room).mkdir(exist_ok=True)
        (house / room / "__init__.py").touch()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    yield house
    shutil.rmtree(house)


def plant(house: Path, files: dict[str, str]) -> None:
    for name, source in files.items():
        path = house / name
        module = path.parent.with_suffix(".py")
        if path.name == "__init__.py" and module.exists():
            module.unlink()  # a room may have views.py where the plant wants views/
        path.parent.mkdir(exist_ok=True)
        path.write_text(source, encoding="utf-8")


def lint(house: Path, contract: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / "lint-imports"
    return subprocess.run(
        [program, "--no-logo", "--no-cache", "--contract", contract],
        cwd=house.parent,
        env={**os.environ, "PYTHONPATH": str(house.parent)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(("contract", "what"), PLANTS, ids=lambda part: str(part).replace(" ", "-"))
def test_contract_catches_a_planted_violation(copied_house: Path, contract: str, what: str) -> None:
    plant(copied_house, PLANTS[contract, what])
    said = lint(copied_house, contract)
    assert said.returncode == 1, said.stdout + said.stderr
    # A cycle between rooms is reported by the rooms' names, everything else by the planted file.
    reason = "No cycles are allowed in redaksi.\n" if what == "at the top" else "planted"
    assert reason in said.stdout, f"{contract} broke for another reason:\n{said.stdout}"


def test_every_contract_has_a_plant() -> None:
    assert {contract for contract, _ in PLANTS} == set(contracts())


def test_every_room_that_exists_has_a_floor() -> None:
    assert set(rooms()) <= set(floors())


def test_every_room_may_use_its_own_views() -> None:
    named = {line.split(".")[1] for line in contracts()["front-doors"]["ignore_imports"]}
    doors = {path.relative_to(SRC).parts[0] for path in SRC.glob("*/views*")}
    doors |= {path.relative_to(SRC).parts[0] for path in SRC.glob("*/forms*")}
    doors |= {path.relative_to(SRC).parts[0] for path in SRC.glob("*/receivers*")}
    assert doors - {"config"} <= named


def test_press_is_kept_from_every_content_room() -> None:
    content = {room for room in rooms() if floors()[room] > floors()["press"]} - {"ops", "config"}
    assert content == {
        name.split(".")[1] for name in contracts()["press-knows-no-content"]["forbidden_modules"]
    } & set(rooms())


@pytest.mark.parametrize(
    ("contract", "sources"),
    [
        ("press-knows-no-content", {"press", "edge"}),
        ("pure-rooms", {"stylebook", "edge"}),
        ("readers-cannot-write", {"portal", "syndication"}),
    ],
)
def test_contract_binds_the_rooms_it_names(contract: str, sources: set[str]) -> None:
    bound = {name.split(".")[1] for name in contracts()[contract]["source_modules"]}
    assert sources & set(rooms()) <= bound <= sources
