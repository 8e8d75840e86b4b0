"""Beacons over the wire: answered at the door, counted, left in files."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable

import pytest

from tests.edge.rig import Rig, until
from tests.edge.test_kiosk import asked, from_the_server

AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
POST = (
    b"POST /_tick HTTP/1.1\r\nHost: a.example\r\nUser-Agent: %s\r\nContent-Length: %d\r\n%s\r\n%s"
)


def post(body: bytes, more: bytes = b"") -> bytes:
    return POST % (AGENT.encode(), len(body), more, body)


def counted(rig: Rig) -> tuple[int, int]:
    told = rig.stats()
    return sum(one["reads"] for one in told), sum(one["reads_left_out"] for one in told)


def test_a_beacon_is_answered_at_the_door_and_its_connection_stays_there(rig: Rig) -> None:
    before = counted(rig)
    with rig.connect() as line:
        line.sendall(post(b"101"))
        answer = line.recv(65_536)
        assert answer.startswith(b"HTTP/1.1 204 No Content\r\n")
        assert not from_the_server(answer)
        assert not from_the_server(asked(line, b"/read/kiosk"))
    assert counted(rig) == (before[0] + 1, before[1])


def test_a_beacon_in_two_pieces_is_counted_by_the_server_behind(rig: Rig) -> None:
    before = counted(rig)
    whole = post(b"102")
    with rig.connect() as line:
        line.sendall(whole[:-3])
        assert not until(lambda: counted(rig) != before, within=0.2)
        line.sendall(whole[-3:])
        assert line.recv(65_536).startswith(b"HTTP/1.1 204")
    assert counted(rig) == (before[0] + 1, before[1])


def test_cookies_are_never_looked_at_and_none_is_set(rig: Rig) -> None:
    with rig.connect() as line:
        line.sendall(post(b"103", b"Cookie: sessionid=x\r\n"))
        answer = line.recv(65_536).lower()
    assert b"set-cookie" not in answer
    assert b"cache-control: no-store" in answer


def test_what_does_not_count_is_answered_the_same(rig: Rig) -> None:
    before = counted(rig)
    with rig.connect() as line:
        line.sendall(post(b"hantu"))
        assert line.recv(65_536).startswith(b"HTTP/1.1 204")
    assert counted(rig) == (before[0], before[1] + 1)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /_tick HTTP/1.1\r\nHost: a.example\r\n\r\n", b"405"),
        (b"PUT /_tick HTTP/1.1\r\nHost: a.example\r\nContent-Length: 1\r\n\r\n7", b"405"),
        (post(b"7" * 65), b"413"),
        (b"POST /_tick HTTP/1.1\r\nContent-Length: 1\r\n\r\n7", b"400"),
        (post(b"7", b"Host: b.example\r\n"), b"400"),
        (post(b"7", b"Content-Length: 2\r\n"), b"400"),
        (post(b"7", b"Transfer-Encoding: chunked\r\n"), b"411"),
        (b"POST /_tick HTTP/1.1\r\nHost: a.example\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         b"411"),
        (post(b"7").replace(b"a.example", b"stranger"), b"400"),
    ],
)  # fmt: skip
def test_what_is_no_plain_beacon_is_refused(rig: Rig, sent: bytes, status: bytes) -> None:
    before = counted(rig)
    assert rig.raw(sent, within=1.0).split(b" ")[1] == status
    assert counted(rig) == before


def test_two_beacons_in_one_piece_are_both_answered(rig: Rig) -> None:
    with rig.connect(1.0) as line:
        line.sendall(post(b"104") + post(b"105"))
        answer = b""
        while answer.count(b"HTTP/1.1 204") < 2 and (part := line.recv(65_536)):
            answer += part
    assert answer.count(b"HTTP/1.1 204") == 2


def test_a_worker_that_ends_leaves_what_it_counted(own_rig: Callable[..., Rig]) -> None:
    rig = own_rig()
    with rig.connect() as line:
        line.sendall(post(b"7"))
        assert line.recv(65_536).startswith(b"HTTP/1.1 204")
    rig.process.send_signal(signal.SIGTERM)
    rig.process.wait(15)
    left = [json.loads(one.read_text()) for one in (rig.folder / "reads").glob("*.json")]
    assert {"7": 1} in [one["counts"] for one in left]
