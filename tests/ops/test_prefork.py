"""More than one process of the application: replaced when one dies, all gone at the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.config.command import environment
from tests.ops.running import alive, offspring, wait_for

CODE = """
import signal, time
from redaksi.ops import prefork
def work():
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    time.sleep(60)
prefork.keep(3, work)
"""


@pytest.fixture
def master() -> Iterator[subprocess.Popen[bytes]]:
    child = subprocess.Popen([sys.executable, "-c", CODE], env=environment())
    wait_for(lambda: len(offspring(child.pid)) == 3, 20)
    yield child
    child.kill()
    child.wait()


def test_a_worker_that_dies_is_replaced(master: subprocess.Popen[bytes]) -> None:
    killed = offspring(master.pid)[0]
    os.kill(killed, signal.SIGKILL)
    wait_for(lambda: killed not in offspring(master.pid), 20)
    wait_for(lambda: len(offspring(master.pid)) == 3, 20)


def test_told_to_stop_it_ends_with_all_of_them(master: subprocess.Popen[bytes]) -> None:
    family = offspring(master.pid)
    master.terminate()
    assert master.wait(20) == 0
    assert [pid for pid in family if alive(pid)] == []


def test_when_it_is_killed_none_is_left(master: subprocess.Popen[bytes]) -> None:
    family = offspring(master.pid)
    master.kill()
    wait_for(lambda: not [pid for pid in family if alive(pid)], 20)
