"""The kiosk: pages at the door, everything else led in to the server behind."""

import os
import signal
import socket
import time
from collections.abc import Callable

from tests.edge.rig import Rig, read_all, until

GET = b"GET %s HTTP/1.1\r\nHost: a.example\r\nAccept-Encoding: gzip\r\n%s\r\n"


def asked(line: socket.socket, path: bytes, more: bytes = b"") -> bytes:
    """One request on an open connection; its whole answer."""
    line.sendall(GET % (path, more))
    answer = line.recv(65_536)
    while b"\r\n\r\n" not in answer:
        answer += line.recv(65_536)
    head, _, body = answer.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] or 0)
    while len(body) < length:
        body += line.recv(65_536)
    return head + b"\r\n\r\n" + body


def from_the_server(answer: bytes) -> bool:
    return b"\r\nserver: granian" in answer


def test_a_page_is_handed_out_at_the_door_the_first_time_and_ever_after(rig: Rig) -> None:
    with rig.connect() as line:
        answers = [asked(line, b"/read/kiosk") for _ in range(3)]
    assert not any(from_the_server(answer) for answer in answers)
    assert all(answer.startswith(b"HTTP/1.1 200 OK\r\n") for answer in answers)
    assert len({answer.partition(b"\r\n\r\n")[2] for answer in answers}) == 1


def test_a_known_request_gets_the_new_page_at_once(rig: Rig) -> None:
    with rig.connect() as line:
        before = asked(line, b"/read/kiosk")
        seq = rig.publish("a newer text of the kiosk")
        after = asked(line, b"/read/kiosk")
    assert before.partition(b"\r\n\r\n")[2] != after.partition(b"\r\n\r\n")[2]
    assert b"x-seq: %d\r\n" % seq in after


def test_a_reader_who_has_the_page_is_told_so_at_the_door(rig: Rig) -> None:
    with rig.connect() as line:
        etag = asked(line, b"/read/kiosk").partition(b"etag: ")[2].partition(b"\r\n")[0]
        answer = asked(line, b"/read/kiosk", b"If-None-Match: " + etag + b"\r\n")
    assert answer.startswith(b"HTTP/1.1 304 ")
    assert not from_the_server(answer)


def test_a_connection_that_wants_something_else_is_led_in_for_good(rig: Rig) -> None:
    with rig.connect() as line:
        assert not from_the_server(asked(line, b"/read/kiosk"))
        assert from_the_server(asked(line, b"/desk/kiosk"))
        page = asked(line, b"/read/kiosk")
    assert from_the_server(page)
    assert page.startswith(b"HTTP/1.1 200 ")


def test_the_server_behind_knows_who_was_led_in(rig: Rig) -> None:
    rig.get("/desk/who", x_forwarded_for="9.9.9.9")
    told = {name.lower(): value for name, value in rig.application.seen[-1][2]}
    assert told["x-forwarded-for"] == "127.0.0.1"


def test_a_worker_told_to_stop_answers_what_is_under_way_and_says_that_it_closes(
    own_rig: Callable[..., Rig],
) -> None:
    rig = own_rig()
    with rig.connect() as line, rig.connect() as idle:
        asked(line, b"/read/kiosk")
        asked(idle, b"/read/kiosk")
        [pid] = rig.pids()
        os.kill(pid, signal.SIGTERM)
        assert until(lambda: not accepts(rig))
        assert b"\r\nconnection: close\r\n" in asked(line, b"/read/kiosk")
        assert (read_all(line), read_all(idle)) == (b"", b"")
    assert until(lambda: rig.process.poll() is not None)


def accepts(rig: Rig) -> bool:
    try:
        rig.connect().close()
    except ConnectionRefusedError:
        return False
    time.sleep(0.01)
    return True


def test_nothing_of_a_led_connection_is_left_in_the_run_folder(rig: Rig) -> None:
    rig.get("/desk/left")
    assert [one.name for one in rig.folder.glob("in-*-*-*")] == []
