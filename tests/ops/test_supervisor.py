"""The parts of ``redaksi up`` by themselves: pauses, ports, addresses."""

from __future__ import annotations

import socket
import sys
import time

import pytest

from redaksi.ops import children, ports, up
from redaksi.ops.ports import CannotStart, claimed


def test_each_death_doubles_the_pause_up_to_half_a_minute() -> None:
    one = up.Watched("clock", [])
    pauses = [one.put_off(one.started + 1) for _ in range(9)]
    assert pauses == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]
    assert one.put_off(one.started + 61) == 0.5


def test_a_process_that_dies_is_told_and_started_again() -> None:
    said: list[str] = []
    supervisor = up.Supervisor(
        {"clock": [sys.executable, "-c", "raise SystemExit(3)"]}, said.append
    )
    supervisor.start()
    first = supervisor.watched[0].child
    assert first is not None
    first.wait()
    until = time.monotonic() + 20
    while supervisor.watched[0].child is first and time.monotonic() < until:
        supervisor._look_after(supervisor.watched[0])
        time.sleep(0.05)
    supervisor.stop()
    assert said == ["The clock stopped (exit code 3); it starts again in 0.5 s."]
    assert supervisor.watched[0].child is not first


def test_a_process_that_does_not_listen_is_killed_with_its_group() -> None:
    deaf = (
        "import signal, time; signal.signal(15, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    )
    child = children.start([sys.executable, "-c", deaf])
    child.terminate()
    children.end(child, 0.2)
    assert child.poll() is not None


def test_a_claimed_port_is_refused_to_the_next_newspaper() -> None:
    with (
        claimed("127.0.0.1", 0) as port,
        pytest.raises(CannotStart, match="is taken"),
        claimed("127.0.0.1", port),
    ):
        pass
    with claimed("127.0.0.1", port) as again:
        assert again == port


def test_a_claimed_port_can_be_listened_on_by_our_own_servers() -> None:
    with claimed("127.0.0.1", 0) as port, socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        server.bind(("127.0.0.1", port))
        server.listen()
        with socket.create_connection(("127.0.0.1", port), 5):
            pass


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
