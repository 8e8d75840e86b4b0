"""The commands to a newspaper that is up: reload, edge stats."""

from __future__ import annotations

import click

from redaksi.config.console import at_running, fail
from redaksi.ops.runfolder import RunFolder


@click.command()
@at_running
def reload(run: RunFolder) -> None:
    """Bring new code, templates and settings in; no reader notices."""
    from redaksi.ops import orders

    try:
        orders.give(run.supervisor, orders.RELOAD, click.echo)
    except orders.NotDone as error:
        fail(str(error))


@click.group()
def edge() -> None:
    """The readers' server."""


@edge.command()
@at_running
def stats(run: RunFolder) -> None:
    """What each worker of the edge has done since it began, and all of them together."""
    from redaksi.edge import control
    from redaksi.ops import edgestats

    told = control.ask_all(run.path, {"ask": "stats"})
    if not told:
        fail("No worker of the edge answers; `redaksi doctor` looks at it.")
    for line in edgestats.table(told):
        click.echo(line)
