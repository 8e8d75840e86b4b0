"""Who asks: the address of the client, believed only as far as our own proxies vouch for it."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address

from redaksi.edge.rsgi import Scope
from redaksi.edge.rules import Network

NOBODY = "0.0.0.0"  # noqa: S104 (a client's name, nothing listens there)
_LED = "in-"
FORWARDING = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


def name_of(host: str, number: str) -> str:
    """The name under which the kiosk leads a connection of *host* in: *number*, then the address.

    It stands in the run folder, where nobody else can make one.
    """
    found = _address(host)
    return f"{_LED}{number}-{found.packed.hex() if found else ''}"


def peer(scope: Scope) -> IPv4Address | IPv6Address | None:
    """The address at the other end of the connection; None when it has none."""
    if scope.client.startswith("/"):
        return _led(scope.client.rpartition("/")[2])
    return _address(scope.client.rpartition(":")[0])


def client(scope: Scope, trusted: Sequence[Network]) -> str:
    """The address of who asks.

    A proxy among `trusted` names its client last in X-Forwarded-For; the chain is read from its
    end up to the first that we do not trust, for whatever stands before that anybody may write.
    """
    found = peer(scope)
    chain = ",".join(scope.headers.get_all("x-forwarded-for")).split(",")
    for said in reversed(chain):
        before = _address(said.strip())
        if found is None or before is None or not _is_in(found, trusted):
            break
        found = before
    return str(found or NOBODY)


def is_this_machine(scope: Scope) -> bool:
    """Whether a program of this machine asks for itself: proxies say for whom they ask."""
    found = peer(scope)
    if found is None or not found.is_loopback:
        return False
    return not any(name in scope.headers for name in FORWARDING)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text.strip("[]"))
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


def _led(name: str) -> IPv4Address | IPv6Address | None:
    if not name.startswith(_LED):
        return None
    try:
        return ip_address(bytes.fromhex(name.rpartition("-")[2]))
    except ValueError:
        return None


def _is_in(address: IPv4Address | IPv6Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)
