"""Paths, queries and hosts are written in one way, or refused."""

import pytest

from redaksi.edge.addresses import (
    Refused,
    canonical_host,
    canonical_path,
    kept_query,
    whole_query,
)

NAMES = frozenset({"before", "p", "utm_source", "fbclid"})


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("/", "/"),
        ("/read/12-halo", "/read/12-halo"),
        ("/a b/é?#", "/a%20b/%C3%A9%3F%23"),
        ("/a%zz", "/a%25zz"),
        ("/a'(b)*", "/a'(b)*"),
        ("/.well-known/x", "/.well-known/x"),
    ],
)
def test_a_decoded_path_is_encoded_in_one_way(path: str, written: str) -> None:
    assert canonical_path(path) == written


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("", 400),
        ("*", 400),
        ("a", 400),
        ("/a\r\nX: y", 400),
        ("/a\x00", 400),
        ("/a\x7f", 400),
        ("/a\x85b", 400),
        ("/a\\..\\b", 400),
        ("/a\ufffd", 400),
        ("//evil.example", 404),
        ("/a//b", 404),
        ("/../etc/passwd", 404),
        ("/a/./b", 404),
        ("/a/..", 404),
        ("/" + "a" * 4096, 414),
        ("/" + "é" * 1000, 414),
    ],
)
def test_a_path_that_is_nobodys_is_refused(path: str, status: int) -> None:
    with pytest.raises(Refused) as refused:
        canonical_path(path)
    assert refused.value.status == status


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", ""),
        ("x=1", ""),
        ("p=2&before=1", "before=1&p=2"),
        ("before=1&before=2", "before=2"),
        ("before=a%20b+c", "before=a+b+c"),
        ("%62efore=1", "before=1"),
        ("before", "before="),
        ("before=1&utm_source=x&fbclid=y", "before=1"),
        ("before=%zz&", "before=%25zz"),
    ],
)
def test_only_allowed_names_stay_in_a_query_sorted_and_the_last_of_two(
    query: str, kept: str
) -> None:
    assert kept_query(query, NAMES) == kept


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("before=%0d%0a", 400),
        ("before=%00", 400),
        ("before=%ff", 400),
        ("before=" + "a" * 3000, 414),
        ("x=" + "a" * 20_000, 414),
    ],
)
def test_a_query_that_no_page_can_have_is_refused(query: str, status: int) -> None:
    with pytest.raises(Refused) as refused:
        kept_query(query, NAMES)
    assert refused.value.status == status


def test_a_query_that_passes_keeps_its_encoding_and_can_not_break_a_request_line() -> None:
    assert whole_query("a=%20&b=c+d&c=é <") == "a=%20&b=c+d&c=%C3%A9%20%3C"


@pytest.mark.parametrize(
    ("host", "written"),
    [
        ("Harian.Example", "harian.example"),
        ("harian.example:80", "harian.example"),
        ("harian.example:8000", "harian.example:8000"),
        ("[::1]:8000", "[::1]:8000"),
    ],
)
def test_a_host_is_written_in_one_way(host: str, written: str) -> None:
    assert canonical_host(host, "http") == written


@pytest.mark.parametrize("host", ["", "a/../b", "a b", "a@b", "a:b", "-a", "a:123456", "é", "a,b"])
def test_what_is_no_host_is_refused(host: str) -> None:
    with pytest.raises(Refused):
        canonical_host(host, "http")
