"""What passes through to the application: any method, streamed, and nobody's word for who asks."""

import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.edge.rig import Rig, until
from tests.edge.rigapplication import CHUNK

MANY = 60 * 2**20  # octets


def resident(pid: int) -> int:
    """The most memory that a process ever had, in octets."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


@pytest.fixture
def growth(rig: Rig) -> Callable[[], int]:
    """By how many octets the worker's memory has grown since the test began."""
    pid = rig.pids()[0]
    before = resident(pid)
    return lambda: resident(pid) - before


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_any_method_passes_with_its_body(rig: Rig, method: str) -> None:
    assert rig.ask(method, "/desk/echo?a=1", body=b"naskah").body == b"naskah"
    assert rig.application.seen[0][:2] == (method, "/desk/echo?a=1")


@pytest.mark.parametrize("method", ["TRACE", "FOO", "get"])
def test_a_method_that_nobody_serves_is_refused(rig: Rig, method: str) -> None:
    assert rig.ask(method, "/desk/echo").status == 405
    assert rig.application.seen == []


def test_nothing_that_passes_is_stored(rig: Rig) -> None:
    for _ in range(2):
        rig.get("/desk/stories")
    assert len(rig.application.seen) == 2


def test_cookies_pass_both_ways(rig: Rig) -> None:
    answer = rig.get("/desk/echo", cookie="sessionid=x", authorization="Basic eDp4")
    said = rig.application.headers_of("/desk/echo")
    assert (said["cookie"], said["authorization"]) == ("sessionid=x", "Basic eDp4")
    assert answer.headers["set-cookie"] == "a=1"


def test_what_the_application_says_to_the_edge_stays_there(rig: Rig) -> None:
    assert "x-redaksi-tags" not in rig.get("/desk/echo").headers


def test_only_the_edge_says_who_asks(rig: Rig) -> None:
    rig.get("/desk/echo", host="a.example", x_forwarded_for="1.2.3.4", x_forwarded_host="b",
            x_forwarded_proto="https", forwarded="for=1.2.3.4", x_real_ip="1.2.3.4")  # fmt: skip
    said = rig.application.headers_of("/desk/echo")
    assert (said["x-forwarded-for"], said["x-forwarded-proto"]) == ("127.0.0.1", "http")
    assert said["host"] == said["x-forwarded-host"] == "a.example"
    assert not {"forwarded", "x-real-ip"} & set(said)


def test_headers_of_one_hop_and_names_with_underscores_do_not_pass(rig: Rig) -> None:
    rig.ask("GET", "/desk/echo", headers={
        "Connection": "keep-alive, X-Mine", "X-Mine": "1", "Keep-Alive": "5", "TE": "trailers",
        "Upgrade": "h2c", "Proxy-Authorization": "x", "X_Forwarded_For": "1.2.3.4", "X-Kept": "1",
    })  # fmt: skip
    said = rig.application.headers_of("/desk/echo")
    assert set(said) == {"host", "accept-encoding", "x-kept", "x-forwarded-for",
                         "x-forwarded-proto", "x-forwarded-host"}  # fmt: skip


def test_head_passes_without_a_body(rig: Rig) -> None:
    answer = rig.ask("HEAD", "/desk/echo")
    assert (answer.status, answer.body, answer.headers["content-length"]) == (200, b"", "0")


def test_a_big_upload_does_not_sit_in_memory(rig: Rig, growth: Callable[[], int]) -> None:
    with rig.connect(30) as line:
        head = f"POST /desk/count HTTP/1.1\r\nHost: a\r\nContent-Length: {MANY}\r\n\r\n"
        line.sendall(head.encode())
        for _ in range(MANY // CHUNK):
            line.sendall(b"x" * CHUNK)
        assert str(MANY).encode() in line.recv(CHUNK)
    assert growth() < 16 * 2**20


def test_a_big_download_does_not_sit_in_memory(rig: Rig, growth: Callable[[], int]) -> None:
    with rig.connect(30) as line:
        line.sendall(f"GET /desk/big?{MANY // CHUNK} HTTP/1.0\r\nHost: a\r\n\r\n".encode())
        time.sleep(0.3)  # a client that does not read yet
        assert sum(map(len, _parts(line))) > MANY
    assert growth() < 16 * 2**20


def _parts(line: socket.socket) -> Iterator[bytes]:
    while part := line.recv(CHUNK):
        yield part


def test_an_answer_that_breaks_off_is_not_taken_for_a_whole_one(rig: Rig) -> None:
    answer = rig.raw(b"GET /desk/cut HTTP/1.1\r\nHost: a\r\n\r\n")
    assert f"content-length: {10 * CHUNK}".encode() in answer
    assert answer.count(b"x") < 10 * CHUNK


def test_an_answer_without_a_length_comes_whole(rig: Rig) -> None:
    assert rig.get("/desk/pieces").body == b"satu dua "


def test_a_client_who_leaves_a_download_is_noticed(rig: Rig) -> None:
    with rig.connect() as line:
        line.sendall(f"GET /desk/big?{MANY // CHUNK} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        line.recv(CHUNK)
    assert until(lambda: rig.stats()[0]["passing"] == 0)
    assert list(rig.folder.glob("pipe-*")) == []


def test_events_arrive_as_they_happen_and_a_client_who_leaves_is_noticed(rig: Rig) -> None:
    rig.application.gone.clear()
    with rig.connect() as line:
        line.sendall(b"GET /desk/events HTTP/1.1\r\nHost: a\r\n\r\n")
        seen = b""
        while b"data: 2\n" not in seen:
            seen += line.recv(CHUNK)
    assert rig.application.gone.wait(5)
    assert until(lambda: rig.stats()[0]["passing"] == 0)


def test_an_upload_that_breaks_off_is_broken_off_behind_the_edge_too(rig: Rig) -> None:
    with rig.connect() as line:
        line.sendall(b"POST /desk/count HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc")
        assert until(lambda: rig.stats()[0]["passing"] == 1)
    assert until(lambda: rig.stats()[0]["passing"] == 0)


def test_a_kept_connection_that_was_closed_meanwhile_is_tried_once_more(rig: Rig) -> None:
    rig.application.drops = 1
    assert rig.get("/desk/drop").body == b"at last"


def test_an_act_is_never_sent_twice(rig: Rig) -> None:
    rig.application.drops = 1
    assert rig.ask("POST", "/desk/drop", body=b"x").status == 503
    assert len(rig.application.seen) == 1


def test_no_more_pass_at_a_time_than_the_options_allow(own_rig: Callable[..., Rig]) -> None:
    rig = own_rig(RIG_PASSING="2")
    lines = [rig.connect() for _ in range(2)]
    for line in lines:
        line.sendall(b"GET /desk/events HTTP/1.1\r\nHost: a\r\n\r\n")
        line.recv(10)
    answer = rig.get("/desk/echo")
    assert (answer.status, answer.headers["retry-after"]) == (503, "5")
    for line in lines:
        line.close()
