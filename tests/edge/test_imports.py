"""The edge is small: no web framework is in its memory."""

import subprocess
import sys

CODE = """
import importlib, pkgutil, sys
import redaksi.edge
for module in pkgutil.walk_packages(redaksi.edge.__path__, "redaksi.edge."):
    importlib.import_module(module.name)
found = {name.partition(".")[0] for name in sys.modules}
sys.exit(", ".join(found & {"django", "wagtail", "sqlite3", "psycopg", "PIL"}) or 0)
"""


def test_the_edge_brings_no_web_framework_into_memory() -> None:
    said = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert (said.returncode, said.stderr) == (0, "")
