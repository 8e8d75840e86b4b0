"""What every command shares: the folder it works on, and errors of one line."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from redaksi.ops import folder as folders

F = TypeVar("F", bound=Callable[..., Any])


def fail(says: str) -> NoReturn:
    """End with one line of error."""
    raise click.ClickException(" ".join(says.split()))


def dir_option(default: str | None = None) -> Callable[[F], F]:
    return click.option(
        "--dir", "folder", type=click.Path(path_type=Path), default=default, show_default=bool(default),
        help="The newspaper's folder; without it the one you stand in.",
    )  # fmt: skip


def at_newspaper(command: F) -> F:
    """Give *command* ``--dir``, check the folder and set Django up before it runs."""

    @wraps(command)
    def run(*args: Any, folder: Path | None, **kwargs: Any) -> Any:
        enter(folder or _standing())
        return command(*args, **kwargs)

    return dir_option()(run)  # type: ignore[return-value]


def _standing() -> Path:
    named = os.environ.get("REDAKSI_DIR")
    return Path(named) if named else Path.cwd()


def enter(folder: Path) -> None:
    """Make *folder* the newspaper of this process. Ends with a line when that cannot be."""
    try:
        folders.check(folder)
        folders.prepare(folder)
    except folders.FolderError as error:
        fail(str(error))
    os.environ["REDAKSI_DIR"] = str(folder.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "redaksi.config.settings"
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        fail(str(error).replace("\n", " · "))


def serve(host: str | None, port: int | None, started: Callable[[str], None]) -> None:
    """Migrate and serve the newspaper of this process until it is told to stop."""
    from django.conf import settings
    from django.db import connection

    from redaksi.ops import ready
    from redaksi.ops import up as running

    host = host or settings.OPTIONS.text("server.host")
    port = settings.OPTIONS.number("server.port") if port is None else port
    if host != settings.OPTIONS.text("server.host"):
        os.environ["REDAKSI_SERVER_HOST"] = host
    try:
        running.claim(host, port)
        ready.prepare()
        connection.close()
        running.run(
            host, port, settings.OPTIONS.number("server.workers"), settings.FOLDER,
            lambda line: click.echo(line, err=True), started,
        )  # fmt: skip
    except running.CannotStart as error:
        fail(str(error))


def migrate() -> None:
    """Apply the migrations that are missing, and make the newspaper's row."""
    from django.core.management import call_command

    from redaksi.ops import ready

    call_command("migrate", interactive=False, verbosity=0)
    ready.first_rows()
