"""Programs of Debian that the benchmarks measure against, and what to do when one is missing."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

PACKAGES = {"nginx": "nginx-light", "varnishd": "varnish", "wrk": "wrk"}
PLACES = ("/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin")


def find(*names: str) -> dict[str, str]:
    """The path of each program; ends with a plain line when one is not here."""
    path = os.pathsep.join([os.environ.get("PATH", ""), *PLACES])
    found = {name: shutil.which(name, path=path) for name in names}
    missing = [PACKAGES[name] for name, place in found.items() if place is None]
    if missing:
        sys.exit(
            f"This benchmark needs {', '.join(missing)}: `deploy/setup.sh bench` installs them, "
            f"or: apt-get install {' '.join(missing)}"
        )
    return {name: str(Path(place)) for name, place in found.items() if place}
