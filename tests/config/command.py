"""The command as a user has it: a process of its own, far from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.house.rooms import ROOT

PROGRAM = [sys.executable, "-c", "from redaksi.config.cli import main; main()"]


def environment(**more: str) -> dict[str, str]:
    """No setting of this shell or of the suite; no UTF-8 in LANG."""
    ours = ("REDAKSI_", "DJANGO_", "PYTHON", "LC_", "COV_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "LANG": "C", "PYTHONPATH": str(ROOT / "src"), **more}


def redaksi(
    *words: str | Path, cwd: Path | None = None, given: str = "", **env: str
) -> subprocess.CompletedProcess[str]:
    """Run the command to its end, with no terminal."""
    return subprocess.run(
        [*PROGRAM, *map(str, words)], cwd=cwd, env=environment(**env), input=given,
        capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one line with which a command ended; fails when it ended well or said more."""
    assert done.returncode != 0, done.stdout
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("Error: ")
    return lines[0]
