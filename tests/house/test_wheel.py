"""The wheel holds everything: in an empty environment, with no checkout, it makes a newspaper."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.rooms import ROOT, SRC, files

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path, seconds: int = 300) -> subprocess.CompletedProcess[str]:
    """Runs a program as on a machine that never saw the checkout; fails with what it said."""
    ours = ("REDAKSI_", "DJANGO_", "PYTHON", "VIRTUAL_ENV", "COV_", "PIP_")
    env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, text=True, timeout=seconds, check=False
    )
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}"
    return done


def uv() -> str:
    ours = ROOT / ".tools" / "bin" / "uv"
    found = str(ours) if ours.exists() else shutil.which("uv")
    assert found, "uv is not here; `make test` installs it into .tools"
    return found


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the files alone: no git history, no leftovers."""
    copy = tmp_path_factory.mktemp("copy of the source")
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "requirements-tools.lock"):
        shutil.copy(ROOT / name, copy)
    locked = ("--build-constraints", "requirements-tools.lock")
    run(uv(), "build", "--wheel", *locked, "--python", sys.executable, "-o", "dist", cwd=copy)
    return next((copy / "dist").glob("redaksi-*.whl"))


def test_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    kinds = (".py", ".html", ".css", ".js", ".po", ".mo", ".woff2", ".svg", ".json", ".jpg")
    ours = {path.relative_to(SRC.parent).as_posix() for path in files(SRC, *kinds, ".toml", ".txt")}
    assert ours - inside == set()


def test_wheel_holds_nothing_but_the_package(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"redaksi"}


def test_wheel_makes_a_newspaper_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    python = tmp_path / "empty" / "bin" / "python"
    run(uv(), "venv", "--python", sys.executable, "empty", cwd=tmp_path)
    constraints = ROOT / "requirements.lock"
    run(uv(), "pip", "install", "--python", python, "-c", constraints, wheel, cwd=tmp_path)
    redaksi = python.with_name("redaksi")
    said = run(redaksi, "demo", "--no-serve", "--dir", "newspaper", cwd=tmp_path)
    assert (tmp_path / "newspaper" / "redaksi.toml").is_file(), said.stdout
    where = run(python, "-c", "import redaksi; print(redaksi.__file__)", cwd=tmp_path).stdout
    assert where.startswith(str(tmp_path / "empty"))
