"""Who looks after a newspaper that is up: starts its processes, restarts what dies, ends them."""

from __future__ import annotations

import os
import select
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from redaksi.ops import asks, children, orders
from redaksi.ops.plan import Plan, program
from redaksi.ops.ports import CannotStart
from redaksi.ops.runfolder import RunFolder
from redaksi.ops.watched import Watched

#: Seconds to wait for the first answer, and for a clean stop.
READY_WITHIN, STOP_WITHIN = 60.0, 8.0
#: Seconds between two looks at the processes, and between two signs of life of the run folder.
LOOK, SIGN = 0.2, 3600.0
#: Carries out the order of that name; raises NotDone.
Order = Callable[["Supervisor", str, orders.Say], None]


class Supervisor:
    """Keeps the edge, the application and the clock running until told to stop."""

    def __init__(self, plan: Plan, say: Callable[[str], None]) -> None:
        self.plan, self.say, self.wants = plan, say, plan.wants
        self.run = RunFolder(path=Path(plan.run))
        self.stopping = threading.Event()
        #: Whether somebody may be reading: then a stop waits for the answers under way.
        self.served = False
        self.number, self.signed = 0, time.monotonic()
        self.edges = [self.new_edge(one) for one in range(plan.wants.edges)]
        self.application = self.new_application()
        self.clock = self.new_clock()
        #: What a reload has started and nobody is led to yet.
        self.coming: list[Watched] = []

    def watched(self) -> list[Watched]:
        return [*self.edges, self.application, self.clock]

    # What is started

    def new_edge(self, place: int) -> Watched:
        """A worker of the edge that listens at the port's socket; not started."""
        told = [_us(), str(self.plan.listener), self.plan.run, self.wants.language]
        command = [*program("redaksi.ops.edge"), *told]
        return Watched(f"Edge worker {place + 1}", command, handed=(self.plan.listener,))

    def new_application(self) -> Watched:
        """An application with a socket of its own; not started."""
        self.number += 1
        place = self.run.application_of(self.number)
        command = [*program("redaksi.ops.serve"), _us(), str(place)]
        command.append(str(self.wants.applications))
        return Watched("The application", command)

    def new_clock(self) -> Watched:
        return Watched("The clock", [*program("redaksi.ops.clock"), _us()])

    # A life

    def live(self, ready: Callable[[], None], do: Order) -> None:
        """Start everything, call *ready* at the first answer, and watch until told to stop.

        Orders are carried out by *do*. Raises CannotStart when there is no answer.
        """
        try:
            with orders.heard(self.run.supervisor) as ear:
                self._start()
                self.served = True
                if not self.stopping.is_set():
                    ready()
                while not self.stopping.is_set():
                    if _waits(ear):
                        orders.carry_out(ear, lambda order, say: do(self, order, say))
                    self.look(0)
        finally:
            self.stop()

    def _start(self) -> None:
        self.run.switch(self.number)
        for one in self.watched():
            one.start()
        until = time.monotonic() + READY_WITHIN
        while not self.stopping.is_set() and not self._answers():
            for one in self.watched():
                if one.died() is not None:
                    raise CannotStart(f"{one.name} ended at its start; what it said stands above.")
            if time.monotonic() > until:
                raise CannotStart(
                    f"No answer from {self.plan.host}:{self.plan.port} within "
                    f"{READY_WITHIN:.0f} s; `redaksi doctor` looks at what may be wrong."
                )
            time.sleep(0.05)

    def _answers(self) -> bool:
        return asks.health(self.run.application) and asks.health(near(self.plan))

    def look(self, seconds: float) -> None:
        """Wait for *seconds*, then restart what died."""
        time.sleep(seconds)
        for one in self.watched():
            self._look_after(one)
        if time.monotonic() - self.signed > SIGN:
            self.signed = time.monotonic()
            self.run.live()

    def _look_after(self, one: Watched) -> None:
        gone = one.child.pid if one.child else 0
        if said := one.look_after():
            self.run.edge_of(gone).unlink(missing_ok=True)
            self.say(said)

    # The end

    def stop(self) -> None:
        """Let the edge finish its answers, then the application; whoever does not is killed."""
        self.stopping.set()
        with suppress(OSError):
            os.close(self.plan.listener)
        until = time.monotonic() + (STOP_WITHIN if self.served else 0)
        for together in ([*self.edges, *self.coming, self.clock], [self.application]):
            self._end(together, until)
        self.run.clear()

    def _end(self, together: list[Watched], until: float) -> None:
        running = [one.child for one in together if one.child]
        for child in running:
            children.ask(child)
        for child in running:
            children.end(child, max(0.1, until - time.monotonic()))
            self.run.edge_of(child.pid).unlink(missing_ok=True)

    def retire(self, together: list[Watched], seconds: float) -> None:
        """Ask the processes of *together* to finish and end, and go on watching the others.

        Whoever has not ended after *seconds* is killed.
        """
        for one in together:
            if one.child:
                children.ask(one.child)
        self.until(lambda: all(one.died() is not None for one in together if one.child), seconds)
        self._end(together, 0)

    def forget_coming(self) -> None:
        """End what a reload has started and nobody was led to."""
        self._end(self.coming, 0)
        self.coming = []

    def until(self, what: Callable[[], bool], seconds: float) -> bool:
        """Go on watching until *what* is so, for *seconds* at most; whether it came so."""
        end = time.monotonic() + seconds
        while not (done := what()) and time.monotonic() < end and not self.stopping.is_set():
            self.look(0.05)
        return done


def near(plan: Plan) -> tuple[str, int]:
    """Where this machine itself reaches the newspaper of *plan*."""
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 (compared)
    return here.get(plan.host, plan.host), plan.port


def _waits(ear: socket.socket) -> bool:
    """Whether somebody gives an order within the time between two looks."""
    return bool(select.select([ear], [], [], LOOK)[0])


def _us() -> str:
    return str(os.getpid())
