"""The command about search: ask the index, build it anew."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

import click

from redaksi.config.console import at_newspaper, fail, migrate

#: Octets of a query's line; the rest of a longer one is passed over.
LONGEST_LINE = 64 * 1024


class Search(click.Group):
    """``search rebuild`` is a command; any other word after ``search`` is a query."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the name of the command first, where only a query or ``--dir`` stands."""
        if len(args) == 3 and args[0] == "--dir" and args[2] == "rebuild":
            args = ["rebuild", *args[:2]]
        elif args and args[0] not in (*self.commands, "-h", "--help"):
            args = ["query", *args]
        return super().parse_args(ctx, args)


@click.group("search", cls=Search)
def search() -> None:
    """Search the live stories: `search [--limit N] [--json] QUERY`."""


@search.command("query", hidden=True)
@click.argument("words", nargs=-1, required=True, metavar="QUERY")
@click.option("--limit", type=click.IntRange(1, 200), default=10, help="Results at most.")
@click.option("--json", "as_json", is_flag=True, help="A JSON list instead of lines.")
@at_newspaper
def query(words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Look for QUERY; `-` reads one query a line and answers a JSON list a line."""
    migrate()
    if words == ("-",):
        for line in _lines(sys.stdin.buffer):
            click.echo(json.dumps(_found(line, limit), ensure_ascii=False))
            sys.stdout.flush()
        return
    found = _found(" ".join(words), limit)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for one in found:
        click.echo(f"{one['score']:9.3f}  {one['url']}  {one['headline']}")


@search.command("rebuild")
@at_newspaper
def rebuild() -> None:
    """Build the index anew; the old one is asked until the new one is whole."""
    from redaksi.search import actions

    migrate()
    try:
        done = actions.rebuild(_say)
    except actions.Busy:
        fail("The index is being rebuilt already; wait until that is done.")
    click.echo(f"The index holds {done} stories.")


def _found(text: str, limit: int) -> list[dict[str, Any]]:
    """The best *limit* stories for *text*, out of an index that has all that the log has."""
    from redaksi.search import actions, queries

    try:
        actions.catch_up(_say)
        found = queries.ranked(text, limit=limit)
    except (actions.Busy, queries.Unready) as error:
        fail(f"{error} `redaksi search rebuild` builds the index anew.")
    return [
        {"id": story.pk, "url": story.url, "headline": story.headline, "score": round(score, 4)}
        for story, score in found
    ]


def _say(done: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done:,} stories read", nl=False, err=True)


def _lines(lines: BinaryIO) -> Iterator[str]:
    """The lines, cut to :data:`LONGEST_LINE`; an empty one is a query, too, that finds nothing."""
    while line := lines.readline(LONGEST_LINE):
        whole = line
        while whole and not whole.endswith(b"\n"):
            whole = lines.readline(LONGEST_LINE)
        yield line.decode("utf-8", "replace").rstrip("\r\n")
