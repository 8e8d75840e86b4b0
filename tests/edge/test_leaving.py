"""A worker that is about to be replaced: its last answers, and what it tells who started it."""

from __future__ import annotations

import http.client
from collections.abc import Callable

import pytest

from redaksi.edge import control
from tests.edge.rig import Answer, Rig

Start = Callable[..., Rig]


def test_each_further_answer_says_that_its_connection_closes(own_rig: Start) -> None:
    rig = own_rig()
    line = http.client.HTTPConnection("127.0.0.1", rig.port, timeout=20)
    line.request("GET", "/read/1")
    before = Answer(line.getresponse())
    assert control.ask_all(rig.folder, {"ask": "leave"}) == [
        {"leaving": True, "pid": rig.pids()[0]}
    ]
    line.request("GET", "/read/1")
    after = Answer(line.getresponse())
    line.close()
    assert (before.status, before.headers.get("connection")) == (200, None)
    assert (after.status, after.headers["connection"], after.body) == (200, "close", before.body)


@pytest.mark.parametrize("path", ["/desk/", "/static/none.css", "/a//b", "/_health", "/read/2"])
def test_so_does_every_kind_of_answer(own_rig: Start, path: str) -> None:
    rig = own_rig()
    line = http.client.HTTPConnection("127.0.0.1", rig.port, timeout=20)
    line.connect()
    rig.get("/read/1")  # so that the one before is let in, too
    control.ask_all(rig.folder, {"ask": "leave"})
    line.request("GET", path)
    assert Answer(line.getresponse()).headers["connection"] == "close"
    line.close()


def test_who_started_the_worker_is_told(own_rig: Start) -> None:
    rig = own_rig()
    control.ask_all(rig.folder, {"ask": "leave"})
    assert (rig.folder / "left").exists()
