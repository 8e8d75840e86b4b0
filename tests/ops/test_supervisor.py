"""The parts of ``redaksi up`` by themselves: pauses, ports, addresses, what a supervisor loads."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from redaksi.ops import children, plan, ports, up
from redaksi.ops.plan import Plan, Wants
from redaksi.ops.ports import CannotStart, claimed
from redaksi.ops.supervisor import Supervisor
from redaksi.ops.watched import Watched
from tests.config.command import environment

WANTS = Wants(edges=2, applications=1, language="id")


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(tmp_path: Path, said: list[str]) -> Iterator[Supervisor]:
    """One that has started nothing."""
    listener = os.dup(0)
    made = Plan(
        run=str(tmp_path), host="127.0.0.1", port=1, listener=listener, lock=0, wants=WANTS,
        ready="",
    )  # fmt: skip
    supervisor = Supervisor(made, said.append)
    yield supervisor
    supervisor.stop()


def test_each_death_doubles_the_pause_up_to_half_a_minute() -> None:
    one = Watched("The clock", [])
    pauses = [one.put_off(one.started + 1) for _ in range(9)]
    assert pauses == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]
    assert one.put_off(one.started + 61) == 0.5


def test_a_process_that_dies_is_told_and_started_again(
    supervisor: Supervisor, said: list[str]
) -> None:
    clock = supervisor.clock
    clock.command = [sys.executable, "-c", "raise SystemExit(3)"]
    clock.start()
    first = clock.child
    until = time.monotonic() + 20
    while clock.child is first and time.monotonic() < until:
        supervisor.look(0.05)
    assert said == ["The clock stopped (exit code 3); it starts again in 0.5 s."]
    assert clock.child is not first


def test_the_socket_of_a_worker_that_was_killed_goes_with_it(supervisor: Supervisor) -> None:
    edge = supervisor.edges[0]
    edge.command = [sys.executable, "-c", "import time; time.sleep(60)"]
    edge.start()
    assert edge.child is not None
    left = supervisor.run.edge_of(edge.child.pid)
    left.touch()
    edge.child.kill()
    edge.child.wait()
    supervisor.look(0)
    assert not left.exists()


def test_a_process_that_does_not_listen_is_killed_with_its_group() -> None:
    deaf = (
        "import signal, time; signal.signal(15, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    )
    child = children.start([sys.executable, "-c", deaf])
    child.terminate()
    children.end(child, 0.2)
    assert child.poll() is not None


def test_what_a_supervisor_is_told_survives_the_way_to_it(tmp_path: Path) -> None:
    told = Plan(
        run="/run/x", host="::1", port=80, listener=3, lock=4, wants=WANTS, ready="a\nsecret",
    )  # fmt: skip
    file = tmp_path / "plan"
    with file.open("w+") as written:
        plan.write(told, written)
    assert plan.read(os.open(file, os.O_RDONLY)) == told


def test_the_supervisor_and_the_way_to_it_stay_small() -> None:
    """Nothing of Django, of granian or of a web client: a few MB, whatever the newspaper grows."""
    code = (
        "import sys, redaksi.ops.supervise\n"
        "heavy = {'django', 'granian', 'asyncio', 'http', 'email', 'httpcore', 'ssl'}\n"
        "print(sorted(heavy & {name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, check=True, text=True
    )
    assert done.stdout.strip() == "[]"


def test_a_claimed_port_is_refused_to_the_next_newspaper() -> None:
    with claimed("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(CannotStart, match="is taken"), claimed("127.0.0.1", port):
            pass
    with claimed("127.0.0.1", port) as again:
        assert again.getsockname()[1] == port


def test_a_port_that_shares_itself_is_not_shared_with() -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(CannotStart, match="is taken"), claimed("127.0.0.1", taken):
            pass


def test_who_comes_early_waits_instead_of_being_refused() -> None:
    with claimed("127.0.0.1", 0) as listener:
        socket.create_connection(listener.getsockname(), 5).close()


@pytest.mark.parametrize("host", ["no.such.host.invalid", "192.0.2.1", "a..b", "x" * 300])
def test_a_host_that_is_not_ours_is_told(host: str) -> None:
    with pytest.raises(CannotStart, match="--host"), claimed(host, 0):
        pass


def test_a_port_of_the_system_is_told() -> None:
    error = PermissionError(13, "Permission denied")
    assert "above 1023" in ports._told(("127.0.0.1", 80), error)


def test_the_address_can_be_typed() -> None:
    assert up.address("127.0.0.1", 8000) == "http://127.0.0.1:8000/"
    assert up.address("::1", 8000) == "http://[::1]:8000/"
    everywhere = "0.0.0.0"  # noqa: S104 (named, not bound)
    assert everywhere not in up.address(everywhere, 8000)
