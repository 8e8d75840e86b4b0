"""The commands about the users of the desk."""

from __future__ import annotations

import secrets
import sys

import click

from redaksi.config.console import at_newspaper, fail, migrate

ROLES = ("reporter", "editor", "chief", "photo", "admin")


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


@user.command("unlock")
@click.argument("name")
@at_newspaper
def user_unlock(name: str) -> None:
    """Let a user who mistyped the password too often try again at once."""
    from redaksi.staff import actions

    migrate()
    try:
        actions.named(name)
    except actions.StaffError as error:
        fail(str(error))
    was = "may try again at once" if actions.unlock(name) else "was not kept out"
    click.echo(f"{name} {was}.")


@user.command("reset-factor")
@click.argument("name")
@click.option("--reason", default="the second factor is lost", help="Kept in the log.")
@at_newspaper
def user_reset_factor(name: str, reason: str) -> None:
    """Take a user's second factors away (a lost phone), and sign them off everywhere."""
    from redaksi.staff import actions

    migrate()
    try:
        found = actions.reset_factor(name, reason=reason)
    except actions.StaffError as error:
        fail(str(error))
    click.echo(f"{found} second factors of {name} are taken away; the password alone opens now.")


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
