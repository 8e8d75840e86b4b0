"""Malformed and hostile requests, sent raw: a clear 4xx or a close, and nothing of them is kept."""

import resource
import socket

import pytest

from tests.edge.rig import Rig, read_all

HOST = b"Host: a.example\r\n"


def request(line: bytes, *headers: bytes, body: bytes = b"") -> bytes:
    return line + b" HTTP/1.1\r\n" + b"".join(one + b"\r\n" for one in headers) + b"\r\n" + body


CHUNKED = b"5\r\nhello\r\n0\r\n\r\n"
SMUGGLED = b"GET /smuggled HTTP/1.1\r\nHost: a.example\r\n\r\n"
REFUSED = {
    "no Host": (request(b"GET /"), 400),
    "no Host in HTTP/1.0": (b"GET / HTTP/1.0\r\n\r\n", 400),
    "two Hosts": (request(b"GET /", b"Host: a.example", b"Host: b.example"), 400),
    "an empty Host": (request(b"GET /", b"Host: "), 400),
    "a path as Host": (request(b"GET /", b"Host: a/../b"), 400),
    "a user in Host": (request(b"GET /", b"Host: u@a.example"), 400),
    "a Host not of ASCII": (request(b"GET /", b"Host: \xe9.example"), 400),
    "absolute form of another host": (request(b"GET http://b.example/", b"Host: a.example"), 400),
    "absolute form with a user": (request(b"GET http://u:p@a.example/", b"Host: a.example"), 400),
    "no slash": (request(b"GET a", b"Host: a.example"), 400),
    "asterisk form": (request(b"OPTIONS *", b"Host: a.example"), 400),
    "a control character in the path": (request(b"GET /a%01b", b"Host: a.example"), 400),
    "NUL in the path": (request(b"GET /a%00", b"Host: a.example"), 400),
    "a split header in the path": (request(b"GET /a%0d%0aX:y", b"Host: a.example"), 400),
    "bytes that are no UTF-8": (request(b"GET /a%ff%fe", b"Host: a.example"), 400),
    "raw bytes that are no UTF-8": (request(b"GET /a\xff", b"Host: a.example"), 400),
    "a backslash": (request(b"GET /a%5c..%5cb", b"Host: a.example"), 400),
    "dots": (request(b"GET /a/../../etc/passwd", b"Host: a.example"), 404),
    "encoded dots": (request(b"GET /a/%2e%2e/b", b"Host: a.example"), 404),
    "an empty segment": (request(b"GET //b.example/x", b"Host: a.example"), 404),
    "a path of 8 KB": (request(b"GET /" + b"a" * 8192, b"Host: a.example"), 414),
    "a header of 200 KB": (request(b"GET /", b"Host: a.example", b"X: " + b"a" * 200_000), 431),
    "a header of 70 KB": (request(b"GET /desk/x", b"Host: a.example", b"X: " + b"a" * 70_000), 431),
    "500 headers": (request(b"GET /", b"Host: a.example", *[b"X: 1"] * 500), 431),
    "a folded header": (request(b"GET /", b"Host: a.example", b"X: a", b" b"), 400),
    "NUL in a header": (request(b"GET /", b"Host: a.example", b"X: a\x00b"), 400),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 40, 400),
    "CONNECT": (request(b"CONNECT b.example:80", b"Host: b.example:80"), 400),
}
SMUGGLING = {
    "length and chunks": (b"POST", (b"Content-Length: 4", b"Transfer-Encoding: chunked"), CHUNKED),
    "chunks and length": (b"POST", (b"Transfer-Encoding: chunked", b"Content-Length: 4"), CHUNKED),
    "two lengths": (b"POST", (b"Content-Length: 4", b"Content-Length: 5"), b"hello"),
    "a list of lengths": (b"POST", (b"Content-Length: 4, 5",), b"hello"),
    "a signed length": (b"POST", (b"Content-Length: +5",), b"hello"),
    "a negative length": (b"POST", (b"Content-Length: -5",), b"hello"),
    "another coding": (b"POST", (b"Transfer-Encoding: gzip, chunked",), CHUNKED),
    "no coding": (b"POST", (b"Transfer-Encoding: identity",), CHUNKED),
    "two codings": (b"POST", (b"Transfer-Encoding: chunked", b"Transfer-Encoding: x"), CHUNKED),
    "almost chunked": (b"POST", (b"Transfer-Encoding: xchunked",), CHUNKED),
    "a space in a name": (b"POST", (b"Transfer-Encoding : chunked",), CHUNKED),
    "chunks to read": (b"GET", (b"Transfer-Encoding: chunked",), CHUNKED),
    "a body to read": (b"GET", (b"Content-Length: 46",), SMUGGLED),
    "chunks": (b"POST", (b"Transfer-Encoding: chunked",), CHUNKED),
}


def status_of(answer: bytes) -> int:
    """0 when the edge closed without a word."""
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.") else 0


@pytest.mark.parametrize("name", REFUSED)
def test_a_malformed_request_is_refused_and_the_application_never_hears_of_it(
    rig: Rig, name: str
) -> None:
    sent, status = REFUSED[name]
    answer = rig.raw(sent, within=0.5)
    assert status_of(answer) == status, answer[:300]
    assert rig.application.seen == []


@pytest.mark.parametrize("path", [b"/read/9", b"/desk/echo", b"/media/x.jpg"])
@pytest.mark.parametrize("name", SMUGGLING)
def test_a_length_that_can_be_read_in_two_ways_is_refused_and_the_connection_closed(
    rig: Rig, name: str, path: bytes
) -> None:
    method, headers, body = SMUGGLING[name]
    line = request(method + b" " + path, b"Host: a.example", *headers, body=body)
    with rig.connect(3) as connection:
        connection.sendall(line + SMUGGLED)
        answer = read_all(connection)
    assert 400 <= status_of(answer) < 500, answer[:300]
    assert answer.count(b"HTTP/1.1 ") == 1
    assert rig.application.seen == []


def test_an_absolute_form_of_the_same_host_is_that_page(rig: Rig) -> None:
    answer = rig.raw(request(b"GET http://A.example/read/77", b"Host: a.example"), within=0.5)
    assert status_of(answer) == 200
    assert rig.application.seen[0][1] == "/read/77"


def test_bad_percent_encoding_is_an_address_like_any_other(rig: Rig) -> None:
    answer = rig.raw(request(b"GET /missing/%zz%4", b"Host: a.example"), within=0.5)
    assert status_of(answer) == 404
    assert rig.application.seen[0][1] == "/missing/%25zz%254"


def test_forwarding_headers_of_strangers_change_nothing(rig: Rig) -> None:
    lies = (b"X-Forwarded-For: 1.2.3.4", b"X-Forwarded-Host: evil.example",
            b"X-Forwarded-Proto: https", b"Forwarded: host=evil.example", b"X-Real-IP: 1.2.3.4",
            b"X-Forwarded-Server: evil", b"Surrogate-Capability: abc",
            b"X_Forwarded_For: 1.2.3.4", b"X-Redaksi-Tags: story:1")  # fmt: skip
    rig.raw(request(b"GET /read/78", b"Host: a.example", *lies), within=0.5)
    said = rig.application.headers_of("/read/78")
    assert (said["host"], said["x-forwarded-host"]) == ("a.example", "a.example")
    assert not {"evil", "evil.example", "1.2.3.4", "https", "abc"} & set(said.values())


def test_two_requests_at_once_get_their_own_answers_in_order(rig: Rig) -> None:
    both = request(b"GET /read/81", b"Host: a.example") + request(
        b"GET /read/82", b"Host: a.example", b"Connection: close"
    )
    answer = rig.raw(both)
    assert answer.index(b"/read/81") < answer.index(b"/read/82")
    assert answer.count(b"HTTP/1.1 200") == 2


def test_a_client_that_never_ends_its_head_is_let_go(rig: Rig) -> None:
    with rig.connect(10) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: a.exa")
        assert read_all(line) in (b"", b"HTTP/1.1 408 Request Timeout\r\n\r\n")


def test_a_thousand_idle_connections_leave_room_for_readers(rig: Rig) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 1_500 if hard == resource.RLIM_INFINITY else min(1_500, hard - 200)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(wanted + 200, hard)), hard))
    idle: list[socket.socket] = []
    try:
        for _ in range(wanted):
            idle.append(rig.connect())
            idle[-1].sendall(b"GET / HT")
        assert rig.get("/read/83").status == 200
    finally:
        for line in idle:
            line.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
