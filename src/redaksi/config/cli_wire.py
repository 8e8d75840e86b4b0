"""The commands about wires: add one, list them, ask them now, try an address."""

from __future__ import annotations

import click

from redaksi.config.console import at_newspaper, fail, migrate

#: Items of a try that are printed.
SHOWN = 10


@click.group()
def wire() -> None:
    """Wires: feeds of agencies that the clock takes in for the desk."""


@wire.command("add")
@click.argument("name")
@click.argument("address")
@click.option("--section", default="", help="Where a story taken from it begins.")
@click.option("--agency", default="", help="Named among the sources of such a story.")
@click.option("--credit", default="", help="Line at the end of such a story, with the link.")
@click.option("--every", type=click.IntRange(1, 1440), default=5, help="Minutes between fetches.")
@at_newspaper
def add(name: str, address: str, section: str, agency: str, credit: str, every: int) -> None:
    """Add the wire NAME, whose feed stands at ADDRESS."""
    from redaksi.wire import actions

    migrate()
    try:
        made = actions.add_source(
            name, address, section=section, agency=agency, credit=credit, every=every
        )
    except actions.WireError as error:
        fail(str(error))
    click.echo(f"{made.name} is fetched every {made.every} minutes while the newspaper is up.")


@wire.command("list")
@at_newspaper
def list_() -> None:
    """Each wire with its health, its last item, its address and its trouble."""
    from redaksi.lib import clock
    from redaksi.wire import actions, rules
    from redaksi.wire.models import Source

    migrate()
    for one in Source.objects.all():
        last = one.item_at.isoformat(timespec="minutes") if one.item_at else "no item yet"
        line = f"{rules.health(one, clock.now()):8} {last:24} {one.name}: {one.address}"
        click.echo(f"{line} {actions.told(one.trouble)}".rstrip())


@wire.command("poll")
@click.argument("name", required=False)
@at_newspaper
def poll(name: str | None) -> None:
    """Ask the wire NAME now, or every one that is not paused."""
    from redaksi.lib import clock
    from redaksi.wire import actions
    from redaksi.wire.models import Source

    migrate()
    rows = Source.objects.filter(name__iexact=name) if name else Source.objects.filter(active=True)
    if name and not rows:
        known = ", ".join(Source.objects.values_list("name", flat=True)) or "none yet"
        fail(f"There is no wire “{name}”; there are: {known}.")
    failed = False
    for one in rows:
        tried = actions.poll(one, clock.now())
        got, failed = tried.received, failed or tried.trouble is not None
        told = f"{got.new} new, {got.changed} changed, {got.quarantined} in quarantine."
        click.echo(f"{one.name}: {told} {actions.told(tried.trouble or {})}".rstrip())
    raise SystemExit(int(failed))


@wire.command("test")
@click.argument("address")
@at_newspaper
def test(address: str) -> None:
    """Show what would come from ADDRESS; nothing is kept."""
    from redaksi.wire import actions

    tried = actions.try_out(address)
    if tried.answer is None:
        fail(actions.told(tried.trouble or {}))
    items = tried.answer.items
    click.echo(f"{tried.answer.title or address}: {len(items)} items")
    for one in items[:SHOWN]:
        at = one.updated or one.published
        said = at.isoformat(timespec="minutes") if at else "no time"
        click.echo(f"{said:24} {one.title or one.broken}  {one.link}".rstrip())
