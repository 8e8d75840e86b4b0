"""Orders to a newspaper that is up: heard, carried out, answered, whatever the other side does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from redaksi.ops import asks, orders
from redaksi.ops.orders import NotDone, Say


def do(order: str, say: Say) -> None:
    say("The first step is done.")
    if order != "reload":
        raise NotDone(f"There is no order {order}.")


@contextmanager
def hearing(place: Path, times: int = 1) -> Iterator[None]:
    with orders.heard(place) as ear:
        ear.setblocking(True)
        work = threading.Thread(target=lambda: [orders.carry_out(ear, do) for _ in range(times)])
        work.start()
        yield
        work.join(10)
    assert not place.exists()


def test_each_step_of_an_order_is_told(tmp_path: Path) -> None:
    said: list[str] = []
    with hearing(tmp_path / "up.sock"):
        orders.give(tmp_path / "up.sock", "reload", said.append)
    assert said == ["The first step is done."]


def test_an_order_that_failed_says_why(tmp_path: Path) -> None:
    with hearing(tmp_path / "up.sock"), pytest.raises(NotDone, match="There is no order dance"):
        orders.give(tmp_path / "up.sock", "dance", lambda _: None)


def test_who_leaves_in_the_middle_stops_nobody(tmp_path: Path) -> None:
    place, said = tmp_path / "up.sock", list[str]()
    with hearing(place, times=3):
        asks.connected(place, 1).close()
        with asks.connected(place, 1) as rude:
            rude.sendall(b"\xff\xfe\x00" * 100 + b"\n")
        orders.give(place, "reload", said.append)
    assert said == ["The first step is done."]


def test_a_supervisor_that_dies_is_told(tmp_path: Path) -> None:
    place = tmp_path / "up.sock"
    with orders.heard(place) as ear:
        ear.setblocking(True)
        dying = threading.Thread(target=lambda: ear.accept()[0].close())
        dying.start()
        with pytest.raises((NotDone, OSError)):
            orders.give(place, "reload", lambda _: None)
        dying.join(10)
