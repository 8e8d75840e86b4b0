"""The commands that keep a newspaper: backup, restore."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click

from redaksi.config import options
from redaksi.config.console import at_newspaper, fail
from redaksi.lib import settingsfile

LACKING = (
    "That backup was made before an upgrade and holds no photos or pages: put data/media and "
    "data/private of the old folder in as well."
)
_FOLDER = click.Path(path_type=Path)


@click.command()
@click.option("--to", type=_FOLDER, help="Where backups stand; without it backup.folder.")
@click.option("--check", is_flag=True, help="Make none: read the newest one to its last byte.")
@at_newspaper
def backup(to: Path | None, check: bool) -> None:
    """Back the newspaper up while it is up: database, photos, pages, settings, secrets."""
    from redaksi.ops.backup import make
    from redaksi.ops.backup.shapes import BackupFailed

    try:
        _checked(to or make.folder()) if check else _made(to or make.folder())
    except BackupFailed as error:
        fail(str(error))


def _made(to: Path) -> None:
    from redaksi.ops.backup import make

    made = make.make(to)
    told = made.manifest
    for problem in told.log_problems:
        click.echo(f"The log is not as it was written: {problem}", err=True)
    for one in made.gone:
        click.echo(f"{one} is gone: newer ones are kept instead.")
    click.echo(
        f"{made.place}: {told.files} files, {told.bytes // 1_000_000:,} MB, {told.copied} of them "
        f"new, {sum(told.rows.values())} rows, the log at {told.log_seq}:{told.log_hash}; "
        f"{told.seconds:g} s. It holds secrets and drafts; only this user may read it (0700)."
    )


def _checked(to: Path) -> None:
    from redaksi.ops.backup import check, shapes

    place = shapes.newest(to)
    if place is None:
        fail(f"There is no backup in {to}; `redaksi backup` makes one.")
    told = check.check(place)
    click.echo(f"{place}: {told.files} files and {sum(told.rows.values())} rows are as they were.")


@click.command()
@click.argument("source", metavar="FROM", type=_FOLDER)
@click.option("--dir", "folder", type=_FOLDER, required=True, help="An empty or a new folder.")
def restore(source: Path, folder: Path) -> None:
    """Make a newspaper in an empty folder of the backup FROM, or of the newest one in there."""
    from redaksi.ops.backup import restore as restoring
    from redaksi.ops.backup.shapes import BackupFailed

    try:
        done = restoring.restore(source, folder, _fill)
    except BackupFailed as error:
        fail(str(error))
    click.echo(
        f"{folder} is the newspaper as of {done.manifest.made}, from {done.place}; "
        f"`redaksi up --dir {folder}` starts it."
    )
    if not done.manifest.whole:
        click.echo(LACKING, err=True)


def _fill(dump: Path, settings: str) -> None:
    """Bring *dump* into the database that the environment or *settings* names."""
    from redaksi.config import databases
    from redaksi.ops.backup import restore as restoring
    from redaksi.ops.backup.shapes import BackupFailed

    with tempfile.TemporaryDirectory() as place:
        (Path(place) / settingsfile.FILE_NAME).write_text(settings, encoding="utf-8")
        try:
            wanted = settingsfile.load(
                options.DECLARED, Path(place), os.environ, reserved=options.RESERVED
            )
        except settingsfile.SettingsProblems as problems:
            fail(" · ".join(str(one) for one in problems.problems))
    if not wanted.text("database.url"):
        raise BackupFailed(
            "The backup is of PostgreSQL; name an empty database in REDAKSI_DATABASE_URL."
        )
    restoring.fill_postgresql(dump, databases.from_url(wanted.text("database.url"), Path(place)))
