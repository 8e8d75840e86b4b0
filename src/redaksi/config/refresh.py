"""What a reload runs first, with the new code: ``python -m redaksi.config.refresh PARENT``.

Brings database and files up to date and prints, as JSON, what the settings want. What is wrong is
one line on the error stream, as with every command.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

import click

from redaksi.config.console import Commands, enter, prepared
from redaksi.ops import children


@click.command()
def refresh() -> None:
    """Bring the newspaper of REDAKSI_DIR up to date."""
    enter(Path(os.environ["REDAKSI_DIR"]))
    click.echo(json.dumps(asdict(prepared())))


if __name__ == "__main__":
    children.die_with_parent(int(sys.argv[1]))
    Commands("reload", {"refresh": refresh})(["refresh"], prog_name="redaksi")
