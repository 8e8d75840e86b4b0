"""Health, metrics and the control sockets of two workers."""

import json
import os
import socket
from collections.abc import Callable

import pytest

from redaksi.edge import control, metrics
from tests.edge.rig import ROOT, Rig, until


def test_health_is_what_the_application_says(rig: Rig) -> None:
    answer = rig.get("/_health")
    assert (answer.status, json.loads(answer.body)) == (200, {"ok": True, "seq": 7})
    assert "x-forwarded-for" not in rig.application.headers_of("/_health")


@pytest.mark.parametrize("path", ["/_health", "/_metrics"])
@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_who_comes_through_a_proxy_finds_nothing(rig: Rig, path: str, header: str) -> None:
    assert rig.ask("GET", path, headers={header: "127.0.0.1"}).status == 404
    assert rig.application.seen == []


def test_metrics_are_the_sums_of_all_workers(own_rig: Callable[..., Rig]) -> None:
    rig = own_rig(workers=2)
    for _ in range(40):
        rig.get("/read/1")
    told = _read_metrics(rig)
    assert told["redaksi_edge_workers"] == 2
    assert told["redaksi_edge_hits_total"] + told["redaksi_edge_misses_total"] >= 40
    assert told["redaksi_edge_hits_total"] == sum(worker["hits"] for worker in rig.stats())
    assert told["redaksi_edge_lag_rows"] == 0


def _read_metrics(rig: Rig) -> dict[str, float]:
    lines = rig.get("/_metrics").body.decode().splitlines()
    pairs = [line.split(" ") for line in lines if not line.startswith("#")]
    return {name: float(value) for name, value in pairs}


def test_every_metric_has_its_help_and_its_type() -> None:
    worker = {metric.of: 1 for metric in metrics.METRICS}
    lines = metrics.text([worker, worker]).splitlines()
    assert len(lines) == 3 * (1 + len(metrics.METRICS))
    assert "redaksi_edge_hits_total 2" in lines
    assert "redaksi_edge_lag_rows 1" in lines


def test_every_metric_stands_in_the_reference() -> None:
    told = (ROOT / "docs" / "reference" / "edge.md").read_text(encoding="utf-8")
    assert [one.name for one in metrics.METRICS if f"`redaksi_edge_{one.name}`" not in told] == []


def test_a_receipt_tells_in_which_pages_an_act_stood(rig: Rig) -> None:
    rig.get("/read/31-receipt")
    seq = rig.publish("told")
    rig.get("/read/31-receipt")
    receipt = _wait_for_receipt(rig, seq)
    assert receipt["tags"] == ["story:1"]
    assert receipt["pages"]["/read/31-receipt"] is not None


def _wait_for_receipt(rig: Rig, seq: int) -> control.Message:
    told: list[control.Message] = []

    def is_told() -> bool:
        workers = control.ask_all(rig.folder, {"ask": "receipt", "seq": seq})
        told[:] = [worker["receipt"] for worker in workers if worker["receipt"]]
        return bool(told)

    assert until(is_told, within=15)
    return told[0]


def test_the_newest_acts_come_first(rig: Rig) -> None:
    seqs = [rig.publish("one"), rig.publish("two")]
    _wait_for_receipt(rig, seqs[1])
    told = control.ask_all(rig.folder, {"ask": "tail"})[0]["receipts"]
    assert [act["seq"] for act in told][:2] == [seqs[1], seqs[0]]


@pytest.mark.parametrize("asked", [b"x\n", b"[]\n", b'{"ask": "other"}\n', b'{"ask": 1}\n', b"\n"])
def test_a_question_that_nobody_knows_is_answered_with_a_problem(rig: Rig, asked: bytes) -> None:
    path = next(rig.folder.glob("edge-*.sock"))
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(5)
        line.connect(str(path))
        line.sendall(asked)
        assert "problem" in json.loads(line.recv(65_536))


def test_a_control_socket_is_for_its_user_only(rig: Rig) -> None:
    path = next(rig.folder.glob("edge-*.sock"))
    assert path.stat().st_mode & 0o777 == 0o600


def test_dead_sockets_are_passed_over(rig: Rig) -> None:
    dead = rig.folder / "edge-1.sock"
    with socket.socket(socket.AF_UNIX) as gone:
        gone.bind(str(dead))
    try:
        assert [worker["pid"] for worker in rig.stats()] == rig.pids()
        assert 1 not in rig.pids()
    finally:
        dead.unlink()


def test_a_worker_that_ends_takes_its_socket_away(own_rig: Callable[..., Rig]) -> None:
    rig = own_rig()
    assert [os.path.exists(f"/proc/{pid}") for pid in rig.pids()] == [True]
    rig.stop()
    assert list(rig.folder.glob("edge-*.sock")) == []
    assert control.ask_all(rig.folder, {"ask": "stats"}) == []
