"""What every command shares: the folder it works on, and errors of one line."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from redaksi.config import options
from redaksi.lib import settingsfile
from redaksi.ops import folder as folders
from redaksi.ops.plan import Wants

F = TypeVar("F", bound=Callable[..., Any])


def fail(says: str) -> NoReturn:
    """End with one line of error."""
    raise click.ClickException(" ".join(says.split()))


class Commands(click.Group):
    """Commands whose every mistake is one line on the error stream and an exit code above 0."""

    def main(  # type: ignore[override]  # click has overloads of it; we hand all through
        self, args: Any = None, prog_name: str | None = None, **extra: Any
    ) -> Any:
        """Run a command; unless ``standalone_mode`` is off the process ends with its exit code."""
        if not extra.pop("standalone_mode", True):
            return super().main(args, prog_name, standalone_mode=False, **extra)
        try:
            done = super().main(args, prog_name, standalone_mode=False, **extra)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(error.exit_code)
        except click.ClickException as error:
            click.echo(f"Error: {_one_line(error)}", err=True)
            sys.exit(error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            click.echo("Stopped.", err=True)
            sys.exit(130)
        sys.exit(done if isinstance(done, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the sub-command; what the machine refuses becomes a line."""
        from django.core.exceptions import ImproperlyConfigured
        from django.db import DatabaseError

        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _hang_up()
        except DatabaseError as error:
            fail(f"The database refused: {error}. `redaksi doctor` looks at it.")
        except ImproperlyConfigured as error:
            fail(str(error))
        except OSError as error:
            if error.errno == errno.ENOSPC:
                fail(f"The disk is full ({error.filename or 'while writing'}); make room.")
            fail(f"{error.strerror or error}: {error.filename or 'the machine refused'}.")
        return None


def _one_line(error: click.ClickException) -> str:
    told = " ".join(error.format_message().split())
    if isinstance(error, click.UsageError) and error.ctx is not None:
        told = f"{told.rstrip('.')}. `{error.ctx.command_path} --help` tells more."
    return told


def _hang_up() -> NoReturn:
    """Whoever read our answers is gone: say nothing more, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise click.exceptions.Exit(1)


UNCHANGED = "So the tables were not changed; backup.before_upgrade = false goes on without one."
_PORT = "Port to listen on; 0 picks a free one."
port_option = click.option("--port", type=click.IntRange(0, 65535), help=_PORT)


def dir_option(default: str | None = None) -> Callable[[F], F]:
    """The option ``--dir`` that every command has."""
    return click.option(
        "--dir", "folder", type=click.Path(path_type=Path),
        default=default, show_default=bool(default),
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


def at_running(command: F) -> F:
    """Give *command* ``--dir`` and, as its first argument, the run folder of what is up there.

    Without Django: it asks who is up already, and starts in a blink.
    """

    @wraps(command)
    def run(*args: Any, folder: Path | None, **kwargs: Any) -> Any:
        from redaksi.ops import runfolder

        folder = folder or _standing()
        found = runfolder.find(_data(folder))
        if found is None or not found.is_up():
            fail(f"Nothing runs in {folder}; `redaksi up --dir {folder}` starts it.")
        return command(found, *args, **kwargs)

    return dir_option()(run)  # type: ignore[return-value]


def _data(folder: Path) -> Path:
    """The data of the newspaper in *folder*. Ends with a line when there is none."""
    try:
        folders.check(folder)
    except folders.FolderError as error:
        fail(str(error))
    return folder / _settings(folder).path("paths.data")


def enter(folder: Path) -> None:
    """Make *folder* the newspaper of this process. Ends with a line when that cannot be."""
    data = _data(folder)
    try:
        folders.prepare(folder, data)
    except folders.FolderError as error:
        fail(str(error))
    os.environ["REDAKSI_DIR"] = str(folder.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "redaksi.config.settings"
    import django
    from django.utils import translation

    django.setup()
    # Commands speak English whatever the newspaper's language is: programs read them.
    translation.activate("en")


def _settings(folder: Path) -> settingsfile.Settings:
    try:
        return settingsfile.load(
            options.DECLARED, folder.resolve(), os.environ, reserved=options.RESERVED
        )
    except settingsfile.SettingsProblems as problems:
        fail(" · ".join(str(one) for one in problems.problems))


def serve(host: str | None, port: int | None, ready: Callable[[str], str]) -> NoReturn:
    """Migrate and serve the newspaper of this process until it is told to stop.

    ``ready(address)`` is printed when readers can come. This process becomes the supervisor.
    """
    from django.conf import settings

    from redaksi.ops import up as running
    from redaksi.ops.ports import CannotStart

    host = host or settings.OPTIONS.text("server.host")
    port = settings.OPTIONS.number("server.port") if port is None else port
    if host != settings.OPTIONS.text("server.host"):
        os.environ["REDAKSI_SERVER_HOST"] = host
    try:
        running.run(host, port, settings.FOLDER, settings.DATA, ready, prepared)
    except CannotStart as error:
        fail(str(error))


def prepared() -> Wants:
    """Bring the newspaper of this process up to date; what it wants to be run with."""
    from django.conf import settings
    from django.db import connection

    from redaksi.ops import ready
    from redaksi.ops.backup.shapes import BackupFailed

    try:
        language = ready.prepare().language
    except BackupFailed as error:
        fail(f"{error} {UNCHANGED}")
    connection.close()
    wanted = settings.OPTIONS
    return Wants(
        edges=wanted.number("server.edge_workers"),
        applications=wanted.number("server.workers"),
        language=language,
    )


def migrate() -> None:
    """Apply the migrations that are missing, and make the newspaper's row."""
    from redaksi.ops import ready
    from redaksi.ops.backup.shapes import BackupFailed

    try:
        ready.migrate()
    except BackupFailed as error:
        fail(f"{error} {UNCHANGED}")
    ready.first_rows()
