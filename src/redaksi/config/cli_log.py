"""The commands about the log of what was published: tail, show, verify."""

from __future__ import annotations

import time

import click

from redaksi.config.console import at_newspaper, fail, migrate

#: Seconds between two looks of `log tail --follow`.
LOOK = 0.5
LARGEST = 2**63 - 1


@click.group("log")
def log() -> None:
    """The log of every act that readers can see."""


@log.command()
@click.option(
    "-n", "count", type=click.IntRange(0, 100_000), default=10, show_default=True, metavar="N",
    help="How many of the newest rows.",
)  # fmt: skip
@click.option("--follow", is_flag=True, help="Go on with each new row, until Ctrl-C.")
@at_newspaper
def tail(count: int, follow: bool) -> None:
    """The newest rows, one a line, the newest last."""
    from redaksi.ops import logprint
    from redaksi.press import acts
    from redaksi.press.models import LogEntry

    migrate()
    rows = logprint.newest(count)
    seen = rows[-1].seq if rows else acts.last_seq()
    for row in rows:
        click.echo(logprint.line(row))
    while follow:
        time.sleep(LOOK)
        for row in LogEntry.objects.after(seen):
            click.echo(logprint.line(row))
            seen = row.seq


@log.command()
@click.argument("seq", type=click.IntRange(1, LARGEST))
@at_newspaper
def show(seq: int) -> None:
    """One row: what it moved, in which stored pages that stood, when each was first read anew."""
    from redaksi.ops import logprint
    from redaksi.press import acts, receipts
    from redaksi.press.models import LogEntry

    migrate()
    row = LogEntry.objects.filter(pk=seq).first()
    if row is None:
        fail(f"There is no row {seq} in the log; the newest is {acts.last_seq()}.")
    for line in logprint.whole(row, receipts.of(seq)):
        click.echo(line)


@log.command()
@click.option(
    "--head", metavar="SEQ:HASH",
    help="A row and its hash as they were noted elsewhere; they must still be so.",
)  # fmt: skip
@at_newspaper
def verify(head: str | None) -> None:
    """Reckon every row's hash again; says which row was changed, removed or put in."""
    from redaksi.press import verify as verifying

    migrate()
    noted = _noted(head) if head else None
    found = verifying.verify()
    if noted and verifying.hash_of(noted[0]) != noted[1]:
        found.tell(f"row {noted[0]} has another hash than was noted: the log was written anew")
    for problem in found.problems:
        click.echo(problem)
    if found.problems:
        more = f" and {found.beyond} more" if found.beyond else ""
        fail(f"The log is not as it was written: {len(found.problems)} problems{more}.")
    click.echo(f"{found.rows} rows, none changed; the newest is {found.seq}:{found.hash}")


def _noted(head: str) -> tuple[int, str]:
    """The row and the hash of *head*."""
    seq, _colon, digits = head.strip().partition(":")
    if not (seq.isascii() and seq.isdigit() and 0 < int(seq) <= LARGEST and len(digits) == 64):
        fail("--head is SEQ:HASH as `redaksi log verify` prints it at its end.")
    return int(seq), digits.lower()
