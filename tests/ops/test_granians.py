"""granian in our own process: it serves, streams, shares its socket, and ends when it is told."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from redaksi.ops.ports import claimed
from tests.config.command import environment
from tests.house.rooms import ROOT

Start = Callable[[str], "subprocess.Popen[bytes]"]


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with claimed("127.0.0.1", 0) as made:
        yield made


@pytest.fixture
def start(listener: socket.socket) -> Iterator[Start]:
    """Starts a process of that kind at the listener; it has answered when this returns."""
    children = []

    def started(kind: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.ops.granianapps", kind, str(listener.fileno())]
        env = environment(PYTHONPATH=f"{ROOT}{os.pathsep}{ROOT / 'src'}")
        child = subprocess.Popen(command, env=env, cwd=ROOT, pass_fds=[listener.fileno()])
        children.append(child)
        return child

    yield started
    for child in children:
        child.terminate()
        assert child.wait(20) == 0


def line(listener: socket.socket) -> http.client.HTTPConnection:
    host, port = listener.getsockname()
    return http.client.HTTPConnection(host, port, timeout=20)


def asked(listener: socket.socket, path: str, body: bytes | None = None) -> bytes:
    connection = line(listener)
    connection.request("POST" if body else "GET", path, body=body)
    answer = connection.getresponse().read()
    connection.close()
    return answer


def test_an_answer_goes_out_as_it_is_made(listener: socket.socket, start: Start) -> None:
    start("application")
    connection = line(listener)
    connection.request("GET", "/stream")
    answer = connection.getresponse()
    assert answer.read1(5) == b"half "
    asked(listener, "/go-on")
    assert answer.read() == b"rest"
    connection.close()


def test_a_large_body_comes_in_whole(listener: socket.socket, start: Start) -> None:
    start("application")
    assert asked(listener, "/", b"x" * 30_000_000) == b"30000000"


def test_a_worker_that_leaves_takes_no_more_and_the_others_take_all(
    listener: socket.socket, start: Start
) -> None:
    for _ in range(2):
        start("reading")
    left = asked(listener, "/leave")
    answers = {asked(listener, "/") for _ in range(60)}
    assert len(answers) == 1
    assert left not in answers


def test_what_is_under_way_is_finished_before_it_ends(
    listener: socket.socket, start: Start
) -> None:
    child = start("application")
    connection = line(listener)
    connection.request("GET", "/stream")
    answer = connection.getresponse()
    assert answer.read1(5) == b"half "
    asked(listener, "/go-on")
    child.terminate()
    assert answer.read() == b"rest"
    connection.close()
    assert child.wait(20) == 0
