"""The commands about a newspaper: init, up, doctor."""

from __future__ import annotations

from pathlib import Path

import click

from redaksi.config import options
from redaksi.config.console import at_newspaper, fail, port_option, serve
from redaksi.lib import settingsfile
from redaksi.ops import folder as folders


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Make a newspaper folder."""
    try:
        folders.make(folder, settingsfile.example(options.DECLARED))
    except folders.FolderError as error:
        fail(str(error))
    click.echo(f"{folder} is a newspaper now; `redaksi up --dir {folder}` starts it.")


@click.command()
@click.option("--host", help="Address to listen on; 0.0.0.0 for every network.")
@port_option
@at_newspaper
def up(host: str | None, port: int | None) -> None:
    """Start the newspaper: migrate, serve, and say its address when it is ready."""
    serve(host, port, lambda address: f"{address} (desk: {address}desk/)")


@click.command()
@at_newspaper
def doctor() -> None:
    """Look at everything the newspaper needs and say what is wrong."""
    from redaksi.ops import doctor as looking

    found = list(looking.examine())
    for one in found:
        click.echo(f"{'well ' if one.well else 'WRONG'}  {one.what}: {one.says}")
    wrong = sum(not one.well for one in found)
    if wrong:
        fail(f"{wrong} of {len(found)} things are wrong; each line above says what.")
