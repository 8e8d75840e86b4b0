"""The commands about a newspaper and its users: init, up, doctor, user."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path

import click

from redaksi.config import options
from redaksi.config.console import at_newspaper, fail, migrate, port_option, serve
from redaksi.lib import settingsfile
from redaksi.ops import folder as folders

ROLES = ("reporter", "editor", "chief", "photo", "admin")

# A newspaper's folder -------------------------------------------------------------------------


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


# Users ----------------------------------------------------------------------------------------


@click.group()
def user() -> None:
    """Users of the desk."""


@user.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@at_newspaper
def user_add(name: str, role: str, password_stdin: bool) -> None:
    """Make a user; without a terminal and --password-stdin a random password is printed."""
    from redaksi.staff import actions

    migrate()
    password, made = _password(password_stdin)
    try:
        actions.add_user(name, role, password)
    except actions.StaffError as error:
        fail(str(error))
    click.echo(f"{name} may log in as {role}." + (f" Password: {password}" if made else ""))


@user.command("password")
@click.argument("name")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@at_newspaper
def user_password(name: str, password_stdin: bool) -> None:
    """Give a user a new password."""
    from redaksi.staff import actions

    migrate()
    password, made = _password(password_stdin)
    try:
        actions.set_password(name, password)
    except actions.StaffError as error:
        fail(str(error))
    click.echo(f"The password of {name} is changed." + (f" Password: {password}" if made else ""))


def _password(from_stdin: bool) -> tuple[str, bool]:
    """The password, and whether we made it up (then it is shown once)."""
    if from_stdin:
        return _line_given(), False
    if sys.stdin.isatty():
        return click.prompt("Password", hide_input=True, confirmation_prompt=True), False
    return secrets.token_urlsafe(12), True


def _line_given() -> str:
    """The first line of standard input; UTF-8, whatever LANG says."""
    try:
        return sys.stdin.buffer.readline(10_000).decode().rstrip("\r\n")
    except UnicodeDecodeError:
        fail("The password on standard input is not UTF-8; send it so.")
