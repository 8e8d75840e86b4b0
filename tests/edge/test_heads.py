"""What the kiosk reads by itself, and what it leaves to the server behind."""

import pytest

from redaksi.edge import heads

HOST = b"Host: a.example\r\n"


def test_a_plain_request_is_read() -> None:
    head = heads.read(b"GET /read/1-a?p=7 HTTP/1.1\r\nhost:a.example \r\nX: b c\r\n\r\n", "c:1")
    assert head is not None
    assert (head.path, head.query_string, head.client) == ("/read/1-a", "p=7", "c:1")
    assert head.headers.items() == [("host", "a.example"), ("x", "b c")]


def test_fields_are_found_by_name() -> None:
    fields = heads.Fields([("a", "1"), ("a", "2")])
    assert (fields.get("a"), fields.get_all("a"), fields.get("b", "-")) == ("1", ["1", "2"], "-")
    assert ("a" in fields, "b" in fields) == (True, False)


LEFT = {
    "half a head": b"GET / HTTP/1.1\r\n" + HOST,
    "two requests": (b"GET / HTTP/1.1\r\n" + HOST + b"\r\n") * 2,
    "octets behind it": b"GET / HTTP/1.1\r\n" + HOST + b"\r\nx",
    "another method": b"HEAD / HTTP/1.1\r\n" + HOST + b"\r\n",
    "a method in small letters": b"get / HTTP/1.1\r\n" + HOST + b"\r\n",
    "an older protocol": b"GET / HTTP/1.0\r\n" + HOST + b"\r\n",
    "an absolute address": b"GET http://a.example/ HTTP/1.1\r\n" + HOST + b"\r\n",
    "an encoded path": b"GET /a%2fb HTTP/1.1\r\n" + HOST + b"\r\n",
    "a fragment": b"GET /?a#b HTTP/1.1\r\n" + HOST + b"\r\n",
    "two spaces": b"GET  / HTTP/1.1\r\n" + HOST + b"\r\n",
    "no host": b"GET / HTTP/1.1\r\nX: a\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\n" + HOST + HOST + b"\r\n",
    "a length": b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: 0\r\n\r\n",
    "a coding": b"GET / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n",
    "an expectation": b"GET / HTTP/1.1\r\n" + HOST + b"Expect: 100-continue\r\n\r\n",
    "an upgrade": b"GET / HTTP/1.1\r\n" + HOST + b"Upgrade: h2c\r\n\r\n",
    "a wish to close": b"GET / HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n",
    "a folded field": b"GET / HTTP/1.1\r\n" + HOST + b"X: a\r\n b\r\n\r\n",
    "a space before the colon": b"GET / HTTP/1.1\r\n" + HOST + b"X : a\r\n\r\n",
    "a bare line feed": b"GET / HTTP/1.1\n" + HOST + b"\r\n\r\n",
    "a line feed in a value": b"GET / HTTP/1.1\r\n" + HOST + b"X: a\nY: b\r\n\r\n",
    "NUL in a value": b"GET / HTTP/1.1\r\n" + HOST + b"X: a\x00\r\n\r\n",
    "more than ASCII": b"GET / HTTP/1.1\r\n" + HOST + b"X: \xe9\r\n\r\n",
    "no name": b"GET / HTTP/1.1\r\n" + HOST + b": a\r\n\r\n",
    "a long head": b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 9000 + b"\r\n\r\n",
    "many fields": b"GET / HTTP/1.1\r\n" + HOST + b"X: a\r\n" * 100 + b"\r\n",
}


@pytest.mark.parametrize("octets", LEFT.values(), ids=LEFT.keys())
def test_what_could_be_read_in_two_ways_is_left_to_the_server(octets: bytes) -> None:
    assert heads.read(octets, "") is None
