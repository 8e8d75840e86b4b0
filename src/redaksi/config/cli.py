"""The ``redaksi`` command. Each sub-command is a few lines that call a verb of its room.

Errors are one line that says what, where and what to do; the exit code is not 0 then.
"""

from __future__ import annotations

import sys

import click

import redaksi
from redaksi.config import (
    cli_backup,
    cli_content,
    cli_log,
    cli_newspaper,
    cli_running,
    cli_search,
    cli_users,
    cli_wire,
)
from redaksi.config.console import Commands

OLDEST, NEWEST = (3, 11), (3, 14)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(redaksi.__version__, prog_name="redaksi")
def group() -> None:
    """A newsroom and its news portal."""


for command in (
    cli_newspaper.init, cli_newspaper.up, cli_newspaper.doctor, cli_users.user,
    cli_content.demo, cli_content.import_, cli_content.story, cli_search.search, cli_log.log,
    cli_running.reload, cli_running.edge, cli_backup.backup, cli_backup.restore,
    cli_wire.wire,
):  # fmt: skip
    group.add_command(command)


def main() -> None:
    """Run the command; the door that ``pyproject.toml`` names."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        seen = ".".join(map(str, sys.version_info[:3]))
        sys.exit(f"Error: this is Python {seen}; Redaksi needs 3.11 to 3.14.")
    for stream in (sys.stdout, sys.stderr):
        # Names are not ASCII, whatever LANG says; a console that cannot show one shows its number.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    group(prog_name="redaksi")
