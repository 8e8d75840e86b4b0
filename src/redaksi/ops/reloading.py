"""``redaksi reload``: new code, templates and settings, and no reader notices.

The new application must answer before anybody is led to it; then the edge's workers are replaced
one by one, and only when the last old worker has gone is the old application asked to go: so no
connection between the two is ever cut.
"""

from __future__ import annotations

import json
import os
import subprocess
from contextlib import suppress
from typing import IO

from redaksi.ops import asks, children, orders
from redaksi.ops.plan import Wants, program
from redaksi.ops.supervisor import Supervisor
from redaksi.ops.watched import Watched

#: Seconds for migrations and static files; for the first answer of what is new; for a last answer
#: to readers whose connection stays open; for the work that what is old has under way.
PREPARED_WITHIN, READY_WITHIN, LINGER, DRAINED_WITHIN = 600.0, 60.0, 3.0, 30.0


def carry_out(supervisor: Supervisor, order: str, say: orders.Say) -> None:
    """Do what *order* says; there is one. Raises NotDone, and then the old processes serve."""
    if order != orders.RELOAD:
        raise orders.NotDone(f"“{order[:40]}” is no order; there is: {orders.RELOAD}.")
    try:
        reload(supervisor, say)
    except OSError as error:
        raise orders.NotDone(f"The machine refused: {error}.") from error
    finally:
        supervisor.forget_coming()


def reload(supervisor: Supervisor, say: orders.Say) -> None:
    """Replace every process of *supervisor* by a new one. Raises NotDone: then the old one serves.

    *say* hears each step.
    """
    supervisor.wants = _prepared(supervisor)
    say("The database, the static files and the settings are up to date.")
    old = _new_application(supervisor)
    say("The new application answers.")
    _new_clock(supervisor)
    try:
        _new_edges(supervisor)
    finally:
        supervisor.retire([old], DRAINED_WITHIN)
    say("The new edge serves; nobody was turned away.")


def _new_clock(supervisor: Supervisor) -> None:
    """Two clocks never work at once: the old one finishes what it does first."""
    old, supervisor.clock = supervisor.clock, supervisor.new_clock()
    supervisor.retire([old], DRAINED_WITHIN)
    supervisor.clock.start()


def _prepared(supervisor: Supervisor) -> Wants:
    """What the settings want now, once the database and the files are up to date."""
    place = supervisor.run.path
    with (place / "reload.out").open("w+b") as out, (place / "reload.err").open("w+b") as err:
        child = subprocess.Popen(  # noqa: S603 (our own module)
            [*program("redaksi.config.refresh"), str(os.getpid())],
            stdin=subprocess.DEVNULL, stdout=out, stderr=err, start_new_session=True,
        )  # fmt: skip
        if not supervisor.until(lambda: child.poll() is not None, PREPARED_WITHIN):
            children.end(child, 0)
        if child.returncode != 0:
            raise orders.NotDone(f"Nothing was changed. {_last_line(err)}")
        out.seek(0)
        return Wants(**json.load(out))


def _last_line(said: IO[bytes]) -> str:
    said.seek(0)
    lines = said.read().decode("utf-8", "replace").strip().splitlines()
    told = lines[-1] if lines else "The new code did not start; `redaksi doctor` looks at it."
    return told.removeprefix("Error: ")


def _new_application(supervisor: Supervisor) -> Watched:
    """Start a new application and lead the edge to it; the old one."""
    before, new = supervisor.number, supervisor.new_application()
    place = supervisor.run.application_of(supervisor.number)
    supervisor.coming.append(new)
    new.start()
    supervisor.until(lambda: new.died() is not None or asks.health(place), READY_WITHIN)
    if not asks.health(place):
        supervisor.number = before
        raise orders.NotDone(
            "The new application does not answer; what it said stands where the newspaper runs. "
            "The old one goes on."
        )
    supervisor.run.switch(supervisor.number)
    supervisor.coming.remove(new)
    old, supervisor.application = supervisor.application, new
    return old


def _new_edges(supervisor: Supervisor) -> None:
    """Start new workers one by one, then let the old ones finish."""
    old, count = supervisor.edges, supervisor.wants.edges
    new = [supervisor.new_edge(one) for one in range(count)]
    for one in new:
        supervisor.coming.append(one)
        one.start()
        if not supervisor.until(lambda: _serves(supervisor, one), READY_WITHIN):  # noqa: B023
            raise orders.NotDone(
                "A new worker of the edge does not answer; what it said stands where the newspaper "
                "runs. The old ones go on, before the new application."
            )
    supervisor.coming.clear()
    supervisor.edges = new
    for one in old:
        _close_politely(supervisor, one)
    supervisor.until(lambda: False, LINGER)
    supervisor.retire(old, DRAINED_WITHIN)


def _serves(supervisor: Supervisor, edge: Watched) -> bool:
    return edge.child is not None and asks.is_open(supervisor.run.edge_of(edge.child.pid))


def _close_politely(supervisor: Supervisor, edge: Watched) -> None:
    """Have *edge* take no new connection, and close each of those it has with its next answer."""
    if edge.child is None:
        return
    with suppress(OSError), asks.connected(supervisor.run.edge_of(edge.child.pid), 1.0) as peer:
        peer.sendall(b'{"ask": "leave"}\n')
        peer.recv(200)
