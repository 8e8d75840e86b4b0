"""Who asks, and what their headers ask for."""

from ipaddress import ip_network

import pytest

from redaksi.edge import answers, clients

TRUSTED = (ip_network("10.0.0.0/8"), ip_network("127.0.0.1/32"))


class FakeHeaders:
    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self.pairs = pairs

    def get(self, key: str, default: str | None = None) -> str | None:
        return next((value for name, value in self.pairs if name == key), default)

    def get_all(self, key: str) -> list[str]:
        return [value for name, value in self.pairs if name == key]

    def items(self) -> list[tuple[str, str]]:
        return self.pairs

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None


class FakeScope:
    http_version, method, path, query_string, authority = "1.1", "GET", "/", "", None

    def __init__(self, client: str, *forwarded: str) -> None:
        self.client = client
        self.headers = FakeHeaders([("x-forwarded-for", one) for one in forwarded])


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("203.0.113.5:4000", [], "203.0.113.5"),
        ("203.0.113.5:4000", ["1.2.3.4"], "203.0.113.5"),
        ("127.0.0.1:4000", ["1.2.3.4"], "1.2.3.4"),
        ("127.0.0.1:4000", ["9.9.9.9, 1.2.3.4"], "1.2.3.4"),
        ("127.0.0.1:4000", ["9.9.9.9", "1.2.3.4, 10.1.1.1"], "1.2.3.4"),
        ("127.0.0.1:4000", ["nonsense"], "127.0.0.1"),
        ("127.0.0.1:4000", [], "127.0.0.1"),
        ("[::1]:4000", [], "::1"),
        ("[::ffff:1.2.3.4]:80", [], "1.2.3.4"),
        ("", [], clients.NOBODY),
    ],
)
def test_the_client_is_the_last_that_nobody_of_ours_vouches_for(
    peer: str, forwarded: list[str], client: str
) -> None:
    assert clients.client(FakeScope(peer, *forwarded), TRUSTED) == client


@pytest.mark.parametrize(
    ("peer", "forwarded", "near"),
    [
        ("127.0.0.1:1", [], True),
        ("[::1]:1", [], True),
        ("127.0.0.1:1", ["127.0.0.1"], False),
        ("10.0.0.1:1", [], False),
        ("", [], False),
    ],
)
def test_only_a_program_of_this_machine_asks_for_itself(
    peer: str, forwarded: list[str], near: bool
) -> None:
    assert clients.is_this_machine(FakeScope(peer, *forwarded)) is near


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        (None, False),
        ("", False),
        ("gzip", True),
        ("GZIP, br", True),
        ("deflate, gzip;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000, br", False),
        ("*", True),
        ("*;q=0", False),
        ("gzip;q=0, *", False),
        ("identity", False),
        ("notgzip", False),
    ],
)
def test_a_body_is_packed_for_those_who_take_it(accepted: str | None, packed: bool) -> None:
    assert answers.takes_gzip(accepted) is packed


@pytest.mark.parametrize(
    ("asked", "known"),
    [('"a"', True), ('W/"a"', True), ('"b", "a"', True), ('"b",W/"a"', True), ("*", True),
     ('"b"', False), ("a", False), ('"a', False)],
)  # fmt: skip
def test_an_etag_is_found_in_a_list_in_weak_form_too(asked: str, known: bool) -> None:
    assert answers.matches(asked, '"a"') is known
