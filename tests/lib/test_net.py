import pytest

from redaksi.lib.net import both_families, why_not_public


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("127.0.0.1", "loopback"),
        ("127.255.255.254", "loopback"),
        ("0.0.0.0", "this network"),  # noqa: S104
        ("10.255.0.1", "private"),
        ("172.16.0.1", "private"),
        ("172.31.255.255", "private"),
        ("192.168.1.1", "private"),
        ("169.254.169.254", "link-local"),
        ("100.64.0.1", "CGNAT"),
        ("100.127.255.255", "CGNAT"),
        ("192.0.0.8", "reserved"),
        ("192.0.2.1", "documentation"),
        ("198.18.0.1", "reserved"),
        ("224.0.0.1", "multicast"),
        ("255.255.255.255", "reserved"),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("::7f00:1", "loopback"),
        ("::ffff:127.0.0.1", "loopback, inside"),
        ("::ffff:10.0.0.1", "private, inside"),
        ("64:ff9b::7f00:1", "loopback, inside"),
        ("64:ff9b:1::1", "private"),
        ("2002:7f00:1::", "loopback, inside"),
        ("2002:a00:1::1", "private, inside"),
        ("2001:0:c000:201::1", "inside"),
        ("2001:0:808:808:0:0:f5ff:fffe", "private, inside"),
        ("2600::200:5efe:10.0.0.1", "private, inside"),
        ("fe80::1", "link-local"),
        ("fe80::1%eth0", "network card"),
        ("2600::1%eth0", "network card"),
        ("fc00::1", "private"),
        ("fd12::1", "private"),
        ("fec0::1", "private"),
        ("ff02::1", "multicast"),
        ("100::1", "reserved"),
        ("5f00::1", "reserved"),
        ("2001:db8::1", "documentation"),
        ("3fff::1", "documentation"),
        ("2001:10::1", "reserved"),
        ("localhost", "not an address"),
        ("127.1", "not an address"),
    ],
)
def test_addresses_that_are_not_public(address: str, why: str) -> None:
    assert why in (why_not_public(address) or "public")


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2600:1f18::1", "::ffff:8.8.8.8", "64:ff9b::808:808",
     "2002:808:808::1", "2606:4700::6810:84e5"],
)  # fmt: skip
def test_addresses_that_are_public(address: str) -> None:
    assert why_not_public(address) is None


def test_families_take_turns() -> None:
    many = ["::1", "::2", "::3", "1.1.1.1", "2.2.2.2"]
    assert both_families(many) == ["::1", "1.1.1.1", "::2", "2.2.2.2"]
    assert both_families(["1.1.1.1", "::1"]) == ["1.1.1.1", "::1"]
    assert both_families(["::1"]) == ["::1"]
