"""The commands about content: demo, import, story, log."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from redaksi.config import options
from redaksi.config.console import (
    at_newspaper,
    dir_option,
    enter,
    fail,
    migrate,
    port_option,
    serve,
)
from redaksi.lib import settingsfile
from redaksi.ops import folder as folders

#: Seconds that a command waits at its end for the crops of the photos it took in.
CROPS_WITHIN = 20.0

# The demo newspaper ---------------------------------------------------------------------------


@click.command()
@dir_option("redaksi-demo")
@click.option("--stories", type=click.IntRange(1, 1_000_000), help="Fill a big archive besides.")
@click.option("--no-serve", is_flag=True, help="Fill the newspaper and stop.")
@click.option("--host", help="Address to listen on; 0.0.0.0 for a phone in the network.")
@port_option
def demo(
    folder: Path, stories: int | None, no_serve: bool, host: str | None, port: int | None
) -> None:
    """A filled newspaper to look at; prints its address, a user and a random password."""
    if not (folder / folders.FILE).exists():
        try:
            folders.make(folder, settingsfile.example(options.DECLARED))
        except folders.FolderError as error:
            fail(str(error))
    enter(folder)
    user, password, filled = _filled(folder, stories)
    told = f"Log in at the desk as {user} with the password {password}"
    if no_serve:
        click.echo(f"{filled} stories in {folder}. {told}")
        return
    serve(host, port, lambda address: (
        f"\n  The newspaper:  {address}\n  The desk:       {address}desk/\n  {told}\n"
        "  Ctrl-C stops it.\n"
    ))  # fmt: skip


def _filled(folder: Path, stories: int | None) -> tuple[str, str, int]:
    """A user, a new password, and how many stories there are once everything is in."""
    from redaksi.ops import demo as filling
    from redaksi.ops import demo_archive

    migrate()
    if not filling.may_fill():
        fail(
            f"{folder} is a newspaper of its own, not the demo; its content is left alone. "
            "Name an empty folder with --dir."
        )
    filled = filling.fill(click.echo)
    if stories:
        filled += demo_archive.fill(stories, click.echo)
    return *filling.login(), filled


# Archives -------------------------------------------------------------------------------------


@click.group("import")
def import_() -> None:
    """Bring old stories in."""


@import_.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "--media",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Folder of uploads.",
)
@click.option("--no-fetch", is_flag=True, help="Fetch no missing photo from its old address.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@at_newspaper
def wordpress(files: tuple[Path, ...], media: Path | None, no_fetch: bool, dry_run: bool) -> None:
    """Import WordPress exports (WXR 1.0 to 1.2); safe to run again."""
    from redaksi.archive import actions

    for name in files:
        if not name.is_file():
            fail(f"There is no file {name}.")
    migrate()
    report = actions.import_wordpress(
        files, media=media, fetch=not no_fetch, dry_run=dry_run, progress=sys.stderr.isatty()
    )
    for line in report.lines():
        click.echo(line)
    if report.failed:
        raise SystemExit(1)


# Stories --------------------------------------------------------------------------------------


@click.group()
def story() -> None:
    """Stories through the shell's door to the desk's verbs."""


@story.command("put")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--publish", is_flag=True, help="Publish it, by the same rules as at the desk.")
@click.option("--id", "pk", type=int, help="The story to change.")
@click.option("--create", is_flag=True, help="Make unknown people, agencies, sections, topics.")
@at_newspaper
def story_put(file: Path, publish: bool, pk: int | None, create: bool) -> None:
    """Write the story in FILE (JSON), or one a line from standard input for `-`."""
    from redaksi.config import storylines
    from redaksi.photos import tasks

    migrate()
    how = {"publish": publish, "pk": pk, "create": create}
    if str(file) == "-":
        wrong = storylines.answer_lines(sys.stdin.buffer, sys.stdout, Path.cwd(), **how)
        tasks.finish(CROPS_WITHIN)
        if wrong:
            fail(f"{wrong} of the stories had problems; the answer to each says which.")
        return
    try:
        data = file.read_bytes()
    except OSError as error:
        fail(f"{file} cannot be read: {error.strerror}.")
    answer = storylines.answer(data, file.resolve().parent, **how)
    click.echo(json.dumps(answer, ensure_ascii=False))
    tasks.finish(CROPS_WITHIN)
    raise SystemExit(int("problems" in answer))


@story.command("withdraw")
@click.argument("pk", type=int, metavar="ID")
@click.option("--reason", required=True, help="What readers will see.")
@at_newspaper
def story_withdraw(pk: int, reason: str) -> None:
    """Take a story from readers; its address says why."""
    from redaksi.stories.put import put

    migrate()
    answer = put({"id": pk, "withdraw": reason}, folder=Path.cwd())
    click.echo(json.dumps(answer, ensure_ascii=False))
    raise SystemExit(int("problems" in answer))
