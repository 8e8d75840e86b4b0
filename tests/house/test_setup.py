"""`make` on strange machines: what setup.sh says when something is missing; what the locks hold."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.house.rooms import ROOT, text

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-tools.lock")
PLAIN = ("bash", "cat", "dirname", "env", "head", "mktemp", "rm", "sed", "tail", "tr")


class Machine:
    """A PATH with a few plain programs and those that a test invents."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in PLAIN:
            (folder / name).symlink_to(str(shutil.which(name)))

    def has(self, name: str, script: str) -> None:
        (self.folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (self.folder / name).chmod(0o755)

    def does(self, commands: str, **environment: str) -> subprocess.CompletedProcess[str]:
        script = f'source "$ROOT/deploy/setup.sh"\n{commands}'
        env = {"PATH": str(self.folder), "ROOT": str(ROOT), **environment}
        return subprocess.run(
            [self.folder / "bash", "-c", script],
            env=env, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_no_python_says_what_to_install(machine: Machine) -> None:
    said = machine.does("find_python")
    assert said.returncode == 1
    assert "needs Python 3.11 to 3.14" in said.stderr
    assert "apt-get install python3" in said.stderr


def test_an_old_python_is_named_with_its_version(machine: Machine) -> None:
    machine.has("python3", 'case "$2" in *platform*) echo 3.9.2;; *) exit 1;; esac')
    assert "python3 is 3.9.2" in machine.does("find_python").stderr


def test_the_first_fitting_python_is_taken(machine: Machine) -> None:
    machine.has("python3", "exit 1")
    machine.has("python3.12", "echo /opt/python3.12")
    assert machine.does("find_python").stdout == "/opt/python3.12\n"


def test_a_named_python_is_the_only_one_tried(machine: Machine) -> None:
    machine.has("python3", "echo /usr/bin/python3")
    said = machine.does("find_python", PYTHON="python9")
    assert said.returncode == 1
    assert "found: none of python9" in said.stderr


def test_without_root_or_sudo_it_says_what_is_missing_and_goes_on(machine: Machine) -> None:
    machine.has("id", "echo 1000")
    machine.has("apt-get", "exit 9")
    said = machine.does(
        "has_chromium() { false; }; has_postgresql() { false; }; has_exiftool() { true; }\n"
        "debian_for_tests; echo went on"
    )
    assert "apt-get install chromium postgresql" in said.stderr
    assert "missing: chromium" in said.stderr
    assert said.stdout == "went on\n"


def test_as_root_it_installs_only_what_is_missing(machine: Machine, tmp_path: Path) -> None:
    machine.has("id", "echo 0")
    machine.has("apt-get", f'echo "$@" >> {tmp_path}/asked')
    machine.does(
        "has_chromium() { false; }; has_postgresql() { true; }; has_exiftool() { true; }\n"
        "debian_for_tests"
    )
    asked = text(tmp_path / "asked").splitlines()
    assert asked == ["update", "install -y --no-install-recommends chromium"]


def test_a_failing_apt_shows_its_last_words(machine: Machine) -> None:
    machine.has("id", "echo 0")
    machine.has("apt-get", "echo E: no such mirror; exit 100")
    said = machine.does("debian chromium || echo went on")
    assert "E: no such mirror" in said.stderr
    assert "could not install: chromium" in said.stderr
    assert said.stdout == "went on\n"


def test_the_benchmarks_rivals_are_installed_only_where_they_are_missing(
    machine: Machine, tmp_path: Path
) -> None:
    machine.has("id", "echo 0")
    machine.has("apt-get", f'echo "$@" >> {tmp_path}/asked')
    machine.does(
        "has_nginx() { false; }; has_varnish() { true; }; has_wrk() { false; }\n"
        "debian_for_benchmarks"
    )
    asked = text(tmp_path / "asked").splitlines()
    assert asked == ["update", "install -y --no-install-recommends nginx-light wrk"]


def test_an_unknown_level_is_refused(machine: Machine) -> None:
    said = machine.does("main sideways")
    assert said.returncode == 1
    assert "unknown level 'sideways'; it is run, dev or bench" in said.stderr


@pytest.mark.parametrize("name", LOCKS)
def test_lock_names_no_index_and_hashes_everything(name: str) -> None:
    lock = text(ROOT / name)
    assert re.search(r"://|--(?:index|extra|find|trusted)", lock) is None
    pinned = re.findall(r"^[a-z0-9][\w.\[\]-]*==[^\\\n]+(\\?)$", lock, re.MULTILINE)
    assert pinned
    assert set(pinned) == {"\\"}, "a pinned package without a hash"


def test_locks_hold_what_the_package_asks_for() -> None:
    project = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["postgresql"]]
    names = {re.split(r"[\[<>=~ ]", line)[0].lower() for line in wanted}
    for lock in LOCKS[:2]:
        assert names <= set(re.findall(r"^([a-z0-9-]+)(?:\[[\w,]+\])?==", text(ROOT / lock), re.M))


def test_both_locks_hold_the_same_versions() -> None:
    first, second = (
        set(re.findall(r"^[a-z0-9-]+(?:\[[\w,]+\])?==[^ \\]+", text(ROOT / lock), re.M))
        for lock in LOCKS[:2]
    )
    assert first <= second


def test_make_and_ci_scripts_can_be_run() -> None:
    for name in ("deploy/setup.sh", ".ci/run"):
        assert os.access(ROOT / name, os.X_OK), name
        assert subprocess.run(["bash", "-n", ROOT / name], check=False).returncode == 0
